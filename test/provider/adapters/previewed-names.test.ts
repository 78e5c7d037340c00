import assert from "node:assert/strict";
import type { Values } from "../../../provider/engine/kind";
import { kinds } from "../../../provider/kinds";
import type { Preview } from "../../../provider/run/preview";
import { configured } from "../support/engine";
import { proxy, type Proxy } from "../support/proxy";
import { TestServer, type MadeOrg } from "../support/test-server";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("names in a preview", () => {
  let server: TestServer;
  let between: Proxy;
  let acme: MadeOrg;
  const people = Array.from({ length: 40 }, (_, i) => `user${i}`);

  before(async () => {
    server = await TestServer.start();
    const users = people.map((username) => ({ username }));
    await server.seed({ users, orgs: [{ name: "Acme", members: users }] });
    acme = await server.orgNamed("Acme");
    await server.send("POST", `org/${acme.oid}/app/`, { uid: "ci", name: "CI" });
  });
  after(() => server.close());
  beforeEach(async () => (between = await proxy(server.url)));
  afterEach(() => between.close());

  const check = async (
    kind: keyof typeof kinds,
    inputs: Values,
    {
      preview = {},
      olds = {},
      settings = {},
    }: { preview?: Preview; olds?: Values; settings?: object } = {},
  ) => {
    const provider = configured(kinds[kind], between.url, { ...settings });
    return provider.check(olds, { logicalName: "it", ...inputs, preview });
  };
  const texts = (
    named: "user" | "node" | "perm" | "app" | "scope" | "org",
    at: string,
    names: string[],
  ) => ({ undeclared: names.map((name) => ({ at, named, name })) }) satisfies Preview;
  const missingOf = ({ inputs }: { inputs: Values }) =>
    ((inputs.missing ?? []) as { name: string }[]).map(({ name }) => name);
  const met = (pattern: RegExp) => between.met.filter((one) => pattern.test(one)).length;

  it("are unknown by the resource's own name", async () => {
    const awaited = { users: { 1: 'User "kim"' }, node: 'Node "team"' };
    const users = ["ada1", UNKNOWN, UNKNOWN];
    const { inputs } = await check(
      "NodeMembers",
      { node: UNKNOWN, users },
      { preview: { awaited } },
    );
    assert.deepEqual(inputs.users, { ada1: "member", 'User "kim"': UNKNOWN, "[2]": UNKNOWN });
    assert.equal("preview" in inputs, false);
  });

  it("are unknown by it in a setting, too", async () => {
    const awaited = { "managerGroup.nodes": { 0: 'Node "team"' } };
    const managerGroup = { nodes: [UNKNOWN] };
    const inputs = { org: acme.oid, kind: "manager", name: "Boss", managerGroup };
    const checked = await check("Node", inputs, { preview: { awaited } });
    assert.deepEqual(checked.inputs.managerGroup, { nodes: { 'Node "team"': UNKNOWN } });
  });

  it("are looked up for the price of a listing", async () => {
    const names = [...people, "nobody1"];
    const preview = texts("user", "users", names);
    const checked = await check("OrgMembers", { org: acme.oid, users: names }, { preview });
    assert.deepEqual(missingOf(checked), ["nobody1"]);
    assert.deepEqual([met(/^GET user\/\?/), met(/^GET user\/\w/)], [1, 3]);
  });

  it("are not looked up where the old inputs have them, or verify is off", async () => {
    const users = ["user1", "nobody1"];
    const inputs = { org: acme.oid, users };
    const preview = texts("user", "users", users);
    const olds = { org: acme.oid, users: { user1: "member", nobody1: "member" } };
    assert.deepEqual(missingOf(await check("OrgMembers", inputs, { preview, olds })), []);
    const settings = { verify: "false" };
    assert.deepEqual(missingOf(await check("OrgMembers", inputs, { preview, settings })), []);
    assert.equal(met(/^GET user/), 0);
  });

  it("are not looked up where their end date has passed: nobody is to join", async () => {
    const users = ["user1", { user: "nobody1", until: "2020-02-29" }];
    const preview = texts("user", "users", ["user1", "nobody1"]);
    const olds = { org: acme.oid, users: { user1: "member" } };
    const checked = await check("OrgMembers", { org: acme.oid, users }, { preview, olds });
    assert.deepEqual([missingOf(checked), met(/^GET user/)], [[], 0]);
    assert.deepEqual(checked.inputs.users, { user1: "member" });
  });

  it("are of whatever is named: nodes, roots, apps, perms, orgs, scopes", async () => {
    const none = "00000000-0000-4000-8000-000000000000";
    const nodes = [acme.root("role"), `${acme.oid}/role`, "d_nope", `${none}/role`];
    const given = { perm: `${acme.oid}_log_read`, nodes, mode: "additive" };
    const undeclared = [
      ...texts("node", "nodes", nodes).undeclared,
      ...texts("perm", "perm", [given.perm, "app_no_perm", "ci/access", "none/access"]).undeclared,
      ...texts("app", "managerGroup.apps", ["ci", "wiki"]).undeclared,
      ...texts("scope", "scope", ["ci", acme.oid, "wiki2"]).undeclared,
      ...texts("org", "org", [acme.oid, none]).undeclared,
    ];
    const checked = await check("PermGrants", given, { preview: { undeclared } });
    assert.deepEqual(missingOf(checked), [
      ...["d_nope", `${none}/role`, "app_no_perm", "none/access", "wiki", "wiki2", none],
    ]);
  });

  it("are left to the apply for an account that may not see them", async () => {
    const token = await server.personWithToken("plain1");
    const preview = texts("user", "users", ["nobody1"]);
    const inputs = { org: acme.oid, users: ["nobody1"] };
    const checked = await check("OrgMembers", inputs, { preview, settings: { token } });
    assert.deepEqual([missingOf(checked), checked.failures], [[], []]);
  });

  it("of people who are taken over are looked up in a listing", async () => {
    const provider = configured(kinds.User, between.url, { adopt: "ifExists" });
    for (const username of [...people, "fresh1", "fresh2"]) {
      const { failures } = await provider.check(
        {},
        { logicalName: username, username, preview: {} },
      );
      assert.deepEqual(failures, []);
    }
    assert.deepEqual([met(/^GET user\/\?/), met(/^GET user\/\w/)], [1, 2]);
  });
});
