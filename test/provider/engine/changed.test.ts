import assert from "node:assert/strict";
import { changedEntries, pathText } from "../../../provider/engine/changed";
import { diff } from "../../../provider/engine/diff";
import { kinds } from "../../../provider/kinds";
import { connect } from "../../../provider/backends";
import { Session } from "../../../provider/run/session";
import { readConfiguration } from "../../../provider/run/settings";

describe("what differs", () => {
  const paths = (olds: Record<string, unknown>, news: Record<string, unknown>) =>
    changedEntries(Object.keys({ ...olds, ...news }), olds, news).map(({ path }) => pathText(path));

  it("is each member of a list, who comes and who goes, and no other", () => {
    const olds = { users: { ada: "member", 研发: "member" } };
    const news = { users: { ada: "member", 'o"brien': "member" } };
    assert.deepEqual(paths(olds, news), ['users["研发"]', 'users["o\\"brien"]']);
  });

  it("is each setting within settings, and a value of another form as a whole", () => {
    const olds = { managerGroup: { nodes: { d_a: "named" }, scope: "own" }, oauth: false };
    const news = { managerGroup: { nodes: {}, scope: "own" }, oauth: { rotate: "1" } };
    assert.deepEqual(paths(olds, news), ['managerGroup["nodes"]["d_a"]', "oauth"]);
  });

  it("is a list of texts as a whole, whose order may count", () => {
    assert.deepEqual(paths({ uris: ["a", "b"] }, { uris: ["b", "a"] }), ["uris"]);
  });

  it("is told of a resource with the diff", () => {
    const state = { org: "o", users: { ada: "member" }, unmanaged: [], schema: 2 };
    const inputs = { org: "o", logicalName: "people", users: { bob: "member" } };
    const configuration = readConfiguration({ url: "http://127.0.0.1:9", token: "t" }, {});
    const session = new Session(configuration, connect(configuration));
    const { entries } = diff(kinds.OrgMembers, session, "o", state, inputs);
    const differing = entries.map(({ path }) => pathText(path));
    assert.deepEqual(differing, ['users["ada"]', 'users["bob"]']);
  });
});
