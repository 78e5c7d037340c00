import assert from "node:assert/strict";
import type { Values } from "../../../provider/engine/kind";
import { app } from "../../../provider/kinds/app/app";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { node } from "../../../provider/kinds/node/node";
import { org } from "../../../provider/kinds/org";
import { orgMember } from "../../../provider/kinds/org-member";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import { perm } from "../../../provider/kinds/perm";
import { user } from "../../../provider/kinds/user/user";
import { Stack, type Resource } from "../support/stack";
import { TestServer } from "../support/test-server";

const KEEP = { onRemove: "keep" };
const members = (...names: string[]) => Object.fromEntries(names.map((one) => [one, "member"]));

const acme = (more: Values = {}): Resource => ({
  ...{ name: "acme", handler: org },
  inputs: () => ({ name: "Acme", ...more }),
});
const team = (more: Values = {}): Resource => ({
  ...{ name: "team", handler: node },
  inputs: (idOf) => ({
    org: idOf("acme"),
    kind: "department",
    uid: "team",
    name: "研发部",
    ...more,
  }),
});
const inner = (more: Values = {}): Resource => ({
  ...{ name: "inner", handler: node },
  inputs: (idOf) => ({
    ...{ org: idOf("acme"), kind: "department", uid: "inner", name: "Inner", parent: "d_team" },
    ...more,
  }),
});
const ada: Resource = { name: "ada", handler: user, inputs: () => ({ username: "adal" }) };
const people: Resource = {
  ...{ name: "people", handler: nodeMembers },
  inputs: () => ({ node: "d_team", users: members("adal") }),
};
const wiki = (more: Values = {}): Resource => ({
  ...{ name: "wiki", handler: app },
  inputs: (idOf) => ({ org: idOf("acme"), uid: "wiki", name: "Wiki", ...more }),
});
const edit = (more: Values = {}): Resource => ({
  ...{ name: "edit", handler: perm },
  inputs: () => ({ scope: "wiki", name: "Edit", ...more }),
});
const editors: Resource = {
  ...{ name: "editors", handler: permGrants },
  inputs: (idOf) => ({ perm: idOf("edit"), users: members("adal") }),
};
const fields: Resource = {
  ...{ name: "fields", handler: orgMember },
  inputs: (idOf) => ({ org: idOf("acme"), user: "adal", position: "Engineer" }),
};

describe("a delete of what says that it stays", () => {
  let server: TestServer;
  let stack: Stack;
  beforeEach(async () => {
    server = await TestServer.start();
    stack = new Stack(server.url);
  });
  afterEach(() => server.close());

  const isThere = async (path: string) => (await server.status(path)) === 200;
  const grantees = async () => {
    const { results } = await server.get("perm/app_wiki_edit/owner/?owner_subject=user&status=1");
    return (results as { uid: string }[]).map(({ uid }) => uid);
  };
  const whole = (more: Values = {}) => [
    ...[acme(more), ada, team(more), inner(more), people, wiki(more), edit(more), editors, fields],
  ];

  it("leaves each kind of object as it is, with its people and grants", async () => {
    stack = new Stack(server.url, KEEP);
    await stack.up(whole());
    const { oid } = await server.orgNamed("Acme");
    await stack.up([]);
    assert.deepEqual(stack.names, []);
    assert.deepEqual(await server.orgNames(), ["Acme"]);
    assert.deepEqual(await server.members("d_team"), ["adal"]);
    assert.deepEqual(await server.children("d_team"), ["d_inner"]);
    assert.ok(await isThere(`org/${oid}/app/wiki/`));
    assert.deepEqual(await grantees(), ["adal"]);
    const { position } = await server.get(`org/${oid}/user/adal/`);
    assert.equal(position, "Engineer");
  });

  it("sends not one write in a destroy of all, and takes them over again", async () => {
    stack = new Stack(server.url, KEEP);
    await stack.up(whole());
    stack.requests.length = 0;
    await stack.destroy(
      ...whole()
        .map(({ name }) => name)
        .reverse(),
    );
    const writes = stack.requests.filter((one) => !/^GET |login/.test(one));
    assert.deepEqual(writes, []);
    stack = new Stack(server.url, { ...KEEP, adopt: "only" });
    stack.requests.length = 0;
    await stack.up(whole().filter(({ name }) => !["people", "editors"].includes(name)));
    assert.deepEqual(
      stack.requests.filter((one) => !/^GET |login/.test(one)),
      [],
    );
  });

  it("is what one resource says, whatever the configuration does", async () => {
    await stack.up([acme(), ada, team(KEEP), people]);
    await stack.up([acme(), ada]);
    assert.deepEqual(await server.members("d_team"), ["adal"]);
    stack = new Stack(server.url, { ...KEEP, adopt: "ifExists" });
    await stack.up([acme(), team({ onRemove: "delete" })]);
    await server.send("PATCH", "node/d_team/user/", { subject: "delete", user_uids: ["adal"] });
    await stack.up([acme()]);
    assert.equal(await isThere("node/d_team/"), false);
  });

  it("does not concern a list whose owner the program still declares", async () => {
    stack = new Stack(server.url, KEEP);
    await stack.up([acme(), ada, team(), people]);
    await stack.up([acme(), ada, team()]);
    assert.deepEqual(await server.members("d_team"), []);
  });

  it("refuses the delete of what holds it, also with forceDestroy", async () => {
    stack = new Stack(server.url, { adopt: "ifExists" });
    await stack.up([acme(), team(), inner(KEEP), wiki(), edit(KEEP)]);
    await assert.rejects(
      stack.up([acme(), wiki(), edit(KEEP)]),
      /Node "inner".*onRemove: "delete"/,
    );
    await stack.up([acme(), team({ forceDestroy: true }), inner(KEEP), wiki(), edit(KEEP)]);
    await assert.rejects(stack.up([acme(), wiki(), edit(KEEP)]), /Node "inner"/);
    assert.ok(await isThere("node/d_inner/"));
    await stack.up([acme(), team(), inner(KEEP), wiki(), edit(KEEP)]);
    await assert.rejects(stack.up([acme(), team(), inner(KEEP)]), /Perm "edit"/);
    assert.ok(await isThere("perm/app_wiki_edit/"));
  });

  it("goes by suspend for people alone: a node is deleted", async () => {
    stack = new Stack(server.url, { onRemove: "suspend" });
    await stack.up([acme(), team()]);
    await stack.up([acme()]);
    assert.equal(await isThere("node/d_team/"), false);
  });

  it("counts once it was applied", async () => {
    await stack.up([acme(), team()]);
    assert.deepEqual(await stack.preview([acme(), team(KEEP)]), ["update team"]);
    stack.requests.length = 0;
    await stack.up([acme(), team(KEEP)]);
    const writes = stack.requests.filter((one) => /^(POST|PATCH|DELETE) (node|org)/.test(one));
    assert.ok(
      writes.every((one) => one.startsWith("PATCH")),
      writes.join(),
    );
    await stack.up([acme()]);
    assert.ok(await isThere("node/d_team/"));
  });
});
