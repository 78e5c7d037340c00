import assert from "node:assert/strict";
import { unpack } from "../../../../provider/pack";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Values } from "../../../../provider/engine/kind";
import { TestServer } from "../../support/test-server";
import { Engine, secret, UNKNOWN } from "./engine";
import { Monitor } from "./monitor";

const tree = {
  name: "Acme",
  departments: [
    {
      name: "Engineering",
      people: [],
      departments: [{ key: "platform", name: "平台部", people: ["ada001", "wang"] }],
    },
  ],
  roles: [{ name: "On call", people: [{ person: "ada001", until: "2099-12-31" }] }],
  people: [
    { key: "ada001", name: "Ada" },
    { key: "wang", username: "wangxuan" },
  ],
};

const NAMES = [
  "Node acme/engineering",
  "Node acme/on-call",
  "Node acme/platform",
  "NodeMembers acme/engineering-people",
  "NodeMembers acme/on-call-people",
  "NodeMembers acme/platform-people",
  "Org acme",
  "OrgTree acme",
  "User acme/ada001",
  "User acme/wang",
];

describe("a component of the plugin", () => {
  let server: TestServer;
  let engine: Engine;
  let monitor: Monitor;
  let address: string;
  let close: () => void;
  beforeEach(async () => {
    server = await TestServer.start();
    engine = await Engine.on(server.url);
    ({ monitor, address, close } = await Monitor.start(engine));
  });
  afterEach(async () => {
    close();
    engine.close();
    await server.close();
  });
  const construct = (inputs: Values, more: Partial<Parameters<Engine["construct"]>[1]> = {}) =>
    engine.construct(inputs, { monitor: address, ...more });

  it("makes the resources of TypeScript's OrgTree, as the plugin's own kinds", async () => {
    const { urn, state } = await construct({ tree });
    assert.deepEqual(monitor.names, NAMES);
    assert.equal(urn, "urn:pulumi:dev::acme::identity:index:OrgTree::acme");
    assert.ok(monitor.registered.every(({ type }) => type.startsWith("identity:index:")));
    const { oid } = await server.orgNamed("Acme");
    const { org, nodes, nodeIds, users } = state as Record<string, Values>;
    assert.deepEqual(nodeIds, nodes);
    assert.deepEqual([org, users], [oid, { ada001: "ada001", wang: "wangxuan" }]);
    assert.deepEqual(Object.keys(nodes ?? {}).sort(), ["engineering", "on-call", "platform"]);
    assert.deepEqual(await server.members(String(nodes?.platform)), ["ada001", "wangxuan"]);
  });

  it("gives each of them the dynamic form's type as an alias, under former names, too", async () => {
    const [engineering] = tree.departments;
    const departments = [{ ...engineering, previously: ["eng"] }];
    await construct({ tree: { ...tree, departments } });
    const dynamic = "pulumi-nodejs:dynamic/identity:Node";
    assert.deepEqual(monitor.find("Node acme/engineering").aliases, [
      { name: "", type: dynamic },
      { name: "acme/eng", type: "" },
      { name: "acme/eng", type: dynamic },
    ]);
    assert.deepEqual(monitor.find("User acme/wang").aliases, [
      { name: "", type: "pulumi-nodejs:dynamic/identity:User" },
    ]);
  });

  it("reads a file, and names its line where it is invalid", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tree-"));
    const file = join(folder, "org.yaml");
    writeFileSync(file, "name: Acme\ndepartments:\n  - { key: lab, name: Lab }\n");
    await construct({ file });
    assert.deepEqual(monitor.names, ["Node acme/lab", "Org acme", "OrgTree acme"]);
    writeFileSync(file, "name: Acme\ndepartments:\n  - { key: lab, name: Lab, peple: [] }\n");
    await assert.rejects(
      construct({ file }),
      /org\.yaml:3: peple: a department has no such property: is people meant/,
    );
    rmSync(folder, { recursive: true });
  });

  it("takes people from files, with what is done to their cells", async () => {
    const folder = mkdtempSync(join(tmpdir(), "people-"));
    const file = join(folder, "people.csv");
    writeFileSync(
      file,
      "No;Login;Mail;Unit;State\n7;Kim001;KIM@acme.example;Lab;in\n8;;;Lab;out\n",
    );
    const people = {
      file,
      columns: {
        key: "No",
        username: { column: "Login", lowerCase: true },
        email: { column: ["Mail"], lowerCase: true },
        department: [{ column: "Unit", makeMissing: true }],
      },
      where: { State: "in" },
    };
    await construct({ tree: { name: "Acme" }, people: [people] });
    assert.deepEqual(monitor.names.slice(-1), ["User acme/7"]);
    const { username, private_email: email } = await server.user("kim001");
    assert.deepEqual([username, email], ["kim001", "kim@acme.example"]);
    const given = {
      ...{ tree, people: [{ ...people, colums: {}, columns: { key: 7 } }, { file: secret(file) }] },
    };
    await assert.rejects(construct(given), (error: Error) => {
      assert.match(error.message, /acme: people\[0\]\.colums: .* is columns meant/);
      assert.match(error.message, /acme: people\[0\]\.columns\.key: 7 is a number: give the name/);
      assert.match(error.message, /acme: people\[1\]\.file: it is a secret/);
      assert.match(error.message, /acme: people\[1\]\.columns: it is missing/);
      return true;
    });
    const usernameFrom = { form: "{f}{last}", first: "First" };
    await assert.rejects(
      construct({ tree, people: [{ ...people, usernameFrom }] }),
      /acme: people\[0\]\.usernameFrom: give name, the column of full names, or first and last/,
    );
    await assert.rejects(
      construct({ tree, people: [{ ...people, where: { Status: ["in"] } }] }),
      /people\.csv:1: where: there is no column "Status": is "State" meant/,
    );
    rmSync(folder, { recursive: true });
  });

  it("passes on passwords as secrets, and that they wait for what makes them", async () => {
    const random = "urn:pulumi:dev::acme::random:index/randomPassword:RandomPassword::ada";
    const initialPassword = { ada001: secret("s3cret-pw"), wangxuan: secret("s3cret-pw2") };
    await construct({ tree, initialPassword }, { dependencies: { initialPassword: [random] } });
    const { inputs, dependencies } = monitor.find("User acme/ada001");
    assert.deepEqual(inputs.initialPassword, secret("s3cret-pw"));
    assert.ok(dependencies.includes(random), dependencies.join());
    assert.ok((await server.login("wangxuan", "s3cret-pw2")) !== "undefined");
  });

  it("takes passwords that are a secret as a whole", async () => {
    await construct({ tree, initialPassword: secret({ ada001: "s3cret-pw" }) });
    assert.deepEqual(monitor.find("User acme/ada001").inputs.initialPassword, secret("s3cret-pw"));
    assert.equal(monitor.find("User acme/wang").inputs.initialPassword, undefined);
  });

  it("makes one resource of it, and gives the ids of its nodes", async () => {
    const given = { tree, bulk: true, mode: "exact", initialPasswordSecret: secret("seed") };
    const { state } = await construct({ ...given, graceDays: 30 });
    assert.deepEqual(monitor.names, ["BulkTree acme", "Org acme", "OrgTree acme"]);
    const { inputs, aliases } = monitor.find("BulkTree acme");
    assert.deepEqual(aliases, [{ name: "", type: "pulumi-nodejs:dynamic/identity:BulkTree" }]);
    const sent = unpack(String(inputs.tree)) as { nodes: Values; people: Values };
    const { nodes, people } = sent;
    assert.deepEqual(people.wang, { username: "wangxuan" });
    assert.deepEqual((nodes.platform as Values).people, { ada001: "member", wang: "member" });
    assert.deepEqual([inputs.initialPasswordSecret, inputs.graceDays], [secret("seed"), 30]);
    const { org, nodeIds, ...rest } = state as { org: string; nodeIds: Record<string, string> };
    assert.deepEqual([Object.keys(rest), org], [[], (await server.orgNamed("Acme")).oid]);
    assert.deepEqual(Object.keys(nodeIds).sort(), ["engineering", "on-call", "platform"]);
    // People are made side by side, and the list has no order.
    const members = await server.members(String(nodeIds.platform));
    assert.deepEqual(members.sort(), ["ada001", "wangxuan"]);
  });

  it("says which arguments go with one resource, and which without", async () => {
    await assert.rejects(construct({ tree, graceDays: 3 }), /acme: graceDays: it takes bulk: true/);
    const visibility = { platform: { visibleToUsers: [secret("ada001")] } };
    const given = { tree, bulk: true, users: { kim: "kim001" }, initialPassword: {}, visibility };
    await assert.rejects(construct(given), (error: Error) => {
      assert.match(error.message, /acme: users: with bulk: true name a person by the username/);
      assert.match(error.message, /acme: initialPassword: .*give initialPasswordSecret/);
      assert.match(
        error.message,
        /acme: visibility\.platform\.visibleToUsers\[0\]: it is a secret/,
      );
      return true;
    });
    assert.deepEqual(monitor.names, []);
  });

  it("makes nothing in a preview, and names whom it would put where", async () => {
    const previewed = await Monitor.start(engine, { preview: true });
    const initialPassword = { ada001: UNKNOWN };
    const { state } = await construct(
      { tree, initialPassword },
      { monitor: previewed.address, preview: true },
    );
    assert.deepEqual(previewed.monitor.names, NAMES);
    const { inputs } = previewed.monitor.find("NodeMembers acme/platform-people");
    assert.deepEqual(inputs.users, ["ada001", "wangxuan"]);
    assert.deepEqual((state as { users: Values }).users, { ada001: "ada001", wang: "wangxuan" });
    assert.deepEqual([...(await server.orgs()).keys()], []);
    previewed.close();
  });

  it("says what is invalid, each in a line", async () => {
    const given = { tree: { name: "Acme" }, mode: "exakt", adopt: "ifExists", passwords: {} };
    await assert.rejects(construct(given), (error: Error) => {
      assert.match(error.message, /acme: passwords: there is no such property, only tree, file/);
      assert.match(error.message, /^acme: mode: give one of exact, additive, observe/m);
      return true;
    });
    await assert.rejects(construct({}), /acme: give tree, a literal, or file, a path: one of them/);
    const secretive = { ...tree, people: [{ key: "ada001", name: secret("Ada") }] };
    await assert.rejects(
      construct({ tree: secretive }),
      /acme: tree\.people\[0\]\.name: it is a secret, or known only later/,
    );
    assert.deepEqual(monitor.names, []);
  });

  it("says what is invalid in a tree, each in a line, and obeys no text of it", async () => {
    const evil = "x\n::stop-commands::y";
    const departments = [
      { key: "lab", name: "Lab", people: [evil], "##[error]": 1 },
      { key: "lab two", name: "Lab" },
    ];
    await assert.rejects(construct({ tree: { name: "Acme", departments } }), (error: Error) => {
      const lines = error.message.split("\n");
      assert.ok(lines.length >= 3, error.message);
      assert.deepEqual(
        lines.filter((line) => /^\s*::|##\[/.test(line)),
        [],
      );
      return true;
    });
  });

  it("fails for a resource that can't be made, and makes the next component", async () => {
    await server.people("ada001");
    await assert.rejects(construct({ tree }), /ada001.*exists/);
    await construct({ tree: { name: "Other" } }, { name: "other" });
    assert.ok((await server.orgs()).has("Other"));
  });

  it("is one of several that are made at once", async () => {
    const names = ["one", "two", "three"];
    const made = await Promise.all(names.map((name) => construct({ tree: { name } }, { name })));
    assert.deepEqual(
      made.map(({ urn }) => urn.split("::").at(-1)),
      names,
    );
    assert.deepEqual([...(await server.orgs()).keys()].sort(), [...names].sort());
  });

  it("gives its resources the provider that it has itself", async () => {
    const urn = "urn:pulumi:dev::acme::pulumi:providers:identity::eu";
    await construct({ tree }, { provider: `${urn}::id-of-eu` });
    const [component, ...resources] = monitor.registered;
    assert.equal(component?.type, "identity:index:OrgTree");
    assert.ok(resources.every(({ provider }) => provider === `${urn}::id-of-eu`));
  });
});
