import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  App,
  Connection,
  Node,
  NodeMembers,
  Org,
  OrgMember,
  OrgMembers,
  Perm,
  PermGrants,
  User,
} from "../../../provider";
import { registered, type Registered } from "../components/program";

const ROLE = { org: "acme", kind: "role" } as const;

const later = <T>(value: T): Promise<T> => Promise.resolve(value);

/** What a program registers of one resource, by its name. */
async function one(name: string, program: () => void): Promise<Registered> {
  const made = (await registered(program)).find((each) => each.name === name);
  assert.ok(made, `there is no ${name}`);
  return made;
}

describe("a name given as text", () => {
  it("makes a list wait for a person who is declared after it", async () => {
    const list = await one("team", () => {
      new NodeMembers("team", { node: "g_team", users: ["kim", "lee"] });
      new User("kim-account", { username: "kim" });
    });
    assert.deepEqual(list.dependsOn, ["kim-account"]);
    assert.deepEqual(list.inputs.users, ["kim", "lee"]);
  });

  it("stands in the plan for a person given as a resource, whose id is not known yet", async () => {
    const list = await one("team", () => {
      const kim = new User("kim-account", { username: "kim" });
      const lee = new User("lee-account", { username: pulumi.output("lee") });
      new NodeMembers("team", { node: "g_team", users: [kim, lee] });
    });
    assert.deepEqual(list.dependsOn.toSorted(), ["kim-account", "lee-account"]);
    assert.deepEqual(list.inputs.users, ["kim", "id of lee-account"]);
  });

  it("is settled in an entry with an end date, too, which stays beside it", async () => {
    const until = "2026-12-31";
    const made = await registered(() => {
      const kim = new User("kim-account", { username: "kim" });
      const lee = new User("lee-account", { username: pulumi.output("lee") });
      const node = { node: "g_team" };
      new NodeMembers("text", { ...node, users: [{ user: "kim", until: pulumi.output(until) }] });
      new NodeMembers("resource", { ...node, users: [{ user: kim, until }] });
      new NodeMembers("later", { ...node, users: pulumi.output([{ user: kim, until }]) });
      new NodeMembers("of an output", { ...node, users: [{ user: lee, until: later(until) }] });
    });
    for (const { name, dependsOn, inputs } of made.slice(2, 5)) {
      const users = [{ user: "kim", until }];
      assert.deepEqual([dependsOn, inputs.users], [["kim-account"], users], name);
    }
    assert.deepEqual(made[5]?.inputs.users, [{ user: "id of lee-account", until }]);
    assert.deepEqual(made[5]?.dependsOn, ["lee-account"]);
  });

  it("is settled in a list that is an output, too", async () => {
    const made = await registered(() => {
      const kim = new User("kim-account", { username: "kim" });
      new OrgMembers("texts", { org: "acme", users: pulumi.output(["kim"]) });
      new OrgMembers("resources", { org: "acme", users: pulumi.output([kim]) });
    });
    for (const { name, dependsOn, inputs } of made.slice(1)) {
      assert.deepEqual([dependsOn, inputs.users], [["kim-account"], ["kim"]], name);
    }
  });

  const everywhere: [what: string, name: string, () => void][] = [
    ["OrgMember.user", "kim", () => new OrgMember("it", { org: "x", user: "kim" })],
    ["OrgMembers.org", "acme", () => new OrgMembers("it", { org: "acme", users: [] })],
    ["PermGrants.users", "kim", () => new PermGrants("it", { perm: "p", users: ["kim"] })],
    ["PermGrants.denyUsers", "kim", () => new PermGrants("it", { perm: "p", denyUsers: ["kim"] })],
    ["PermGrants.nodes", "boss", () => new PermGrants("it", { perm: "p", nodes: ["g_boss"] })],
    [
      "PermGrants.denyNodes",
      "lab",
      () => new PermGrants("it", { perm: "p", denyNodes: ["d_lab"] }),
    ],
    ["PermGrants.perm", "ci", () => new PermGrants("it", { perm: "ci/access", users: [] })],
    [
      "PermGrants.nodes of a root",
      "acme",
      () => new PermGrants("it", { perm: "p", nodes: ["acme/role"] }),
    ],
    ["NodeMembers.node", "lab", () => new NodeMembers("it", { node: "d_lab", users: [] })],
    [
      "Node.parent",
      "boss",
      () => new Node("it", { org: "x", kind: "role", name: "It", parent: "g_boss" }),
    ],
    ["Node.org", "acme", () => new Node("it", { org: "acme", kind: "role", name: "It" })],
    [
      "Node.visibleToNodes",
      "boss",
      () => new Node("it", { org: "x", kind: "role", name: "It", visibleToNodes: ["g_boss"] }),
    ],
    [
      "Node.visibleToUsers",
      "kim",
      () => new Node("it", { org: "x", kind: "role", name: "It", visibleToUsers: ["kim"] }),
    ],
    [
      "Node.managerGroup",
      "ci",
      () =>
        new Node("it", { org: "x", kind: "manager", name: "It", managerGroup: { apps: ["ci"] } }),
    ],
    ["App.org", "acme", () => new App("it", { org: "acme", name: "It" })],
    ["Perm.scope, an app", "ci", () => new Perm("it", { scope: "ci", name: "It" })],
    ["Perm.scope, an org", "acme", () => new Perm("it", { scope: "acme", name: "It" })],
  ];
  for (const [what, named, declare] of everywhere) {
    it(`is one of ${what}`, async () => {
      const { dependsOn } = await one("it", () => {
        declare();
        new User("kim", { username: "kim" });
        new Org("acme", { name: "Acme", uid: "acme" });
        new Node("boss", { org: "x", kind: "role", uid: "boss", name: "Boss" });
        new Node("lab", { org: "x", kind: "department", uid: "lab", name: "研究室" });
        new App("ci", { org: "x", uid: "ci", name: "CI" });
      });
      assert.deepEqual(dependsOn, [named]);
    });
  }

  it("names nobody of another connection", async () => {
    const made = await registered(() => {
      const eu = new Connection("eu", { url: "https://eu.acme.example" });
      new User("here", { username: "kim" });
      new User("there", { username: "kim" }, { provider: eu });
      const team = new pulumi.ComponentResource("acme:Team", "t", {}, { providers: [eu] });
      new NodeMembers("list-here", { node: "g_a", users: ["kim"] });
      new NodeMembers("list-there", { node: "g_a", users: ["kim"] }, { parent: team });
    });
    const dependsOn = (name: string) => made.find((each) => each.name === name)?.dependsOn;
    assert.deepEqual(dependsOn("list-here"), ["here"]);
    assert.deepEqual(dependsOn("list-there"), ["there"]);
  });

  it("names nobody of a program that ran before in the same process", async () => {
    await registered(() => void new User("kim", { username: "kim" }));
    const list = await one("team", () => void new OrgMembers("team", { org: "x", users: ["kim"] }));
    assert.deepEqual(list.dependsOn, []);
  });

  it("keeps the dependencies that the program gives itself", async () => {
    const made = await registered(() => {
      const late = new User("late", { username: "late" });
      const people = { org: "acme", users: ["kim"] };
      const some = { one: late, list: [late], output: pulumi.output(late), promise: [later(late)] };
      for (const [name, dependsOn] of Object.entries(some)) {
        new OrgMembers(name, people, { dependsOn });
      }
      new User("kim", { username: "kim" });
    });
    for (const { name, dependsOn } of made.filter(({ kind }) => kind === "OrgMembers")) {
      assert.deepEqual(dependsOn.toSorted(), ["kim", "late"], name);
    }
  });

  it("that would make a circle is no dependency", async () => {
    const scoped = {
      ...ROLE,
      name: "Scoped",
      uid: "above",
      visibleToNodes: ["g_below", "g_above"],
    };
    const made = await registered(() => {
      const above = new Node("above", scoped);
      new Node("below", { ...ROLE, name: "Below", uid: "below", parent: above });
      new Node("left", { ...ROLE, name: "L", uid: "left", visibleToNodes: ["g_right"] });
      new Node("right", { ...ROLE, name: "R", uid: "right", visibleToNodes: ["g_left"] });
    });
    const edges = made.map(({ name, dependsOn }) => `${name}: ${dependsOn.join()}`);
    assert.deepEqual(edges.toSorted(), ["above: ", "below: above", "left: right", "right: "]);
  });

  it("is a dependency within one component", async () => {
    const list = await one("list", () => {
      const parent = new pulumi.ComponentResource("acme:Team", "team");
      new NodeMembers("list", { node: "g_a", users: ["kim"] }, { parent });
      new User("kim", { username: "kim" }, { parent });
    });
    assert.deepEqual(list.dependsOn, ["kim"]);
  });

  it("makes no circle through what is around a list, or what it waits for by an output", async () => {
    const made = await registered(() => {
      const team = new pulumi.ComponentResource("acme:Team", "team");
      const people = { node: "g_a", users: ["kim", "lee"] };
      const list = new NodeMembers("list", people, { parent: team });
      new User("kim", { username: "kim" }, { dependsOn: team });
      new User("lee", { username: "lee", name: pulumi.interpolate`in ${list.id}` });
    });
    assert.deepEqual(made.find(({ name }) => name === "list")?.dependsOn, []);
  });
});

describe("the option import", () => {
  const made: [string, () => unknown, RegExp][] = [
    ["User", () => new User("x", { username: "ada" }, { import: "ada" }), /give adopt: "only"/],
    ["Org", () => new Org("x", { name: "A" }, { import: "o" }), /Org\.get\("x", id\)/],
    [
      "NodeMembers",
      () => new NodeMembers("x", { node: "d_a", users: [] }, { import: "d_a" }),
      /give adopt: "ifExists" to take over what exists/,
    ],
    [
      "OrgMember",
      () => new OrgMember("x", { org: "o", user: "ada" }, { import: "o/ada" }),
      /leave it out, which takes over what exists/,
    ],
  ];
  for (const [kind, make, says] of made) {
    it(`is refused for ${kind} with what to do instead`, () => {
      assert.throws(make, (error: Error) => {
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /^x: the option import does not work for a dynamic resource:/);
        assert.match(error.message, says);
        return true;
      });
    });
  }
});
