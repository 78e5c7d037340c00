import assert from "node:assert/strict";
import { app } from "../../../provider/kinds/app/app";
import type { Values } from "../../../provider/engine/kind";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { node } from "../../../provider/kinds/node/node";
import { org } from "../../../provider/kinds/org";
import { perm } from "../../../provider/kinds/perm";
import { user } from "../../../provider/kinds/user/user";
import { Stack, type Resource } from "../support/stack";
import { TestServer } from "../support/test-server";

const acme: Resource = { name: "acme", handler: org, inputs: () => ({ name: "Acme" }) };
const department = (name: string, more: Values = {}): Resource => ({
  ...{ name, handler: node },
  inputs: (idOf) => ({ org: idOf("acme"), kind: "department", uid: name, name, ...more }),
});
const people = (name: string, users: readonly string[], more: Values = {}): Resource => ({
  ...{ name: `${name}-people`, handler: nodeMembers },
  inputs: () => ({
    ...{ node: `d_${name}`, ...more },
    users: Object.fromEntries(users.map((one) => [one, "member"])),
  }),
});
const ada: Resource = { name: "ada", handler: user, inputs: () => ({ username: "adal" }) };
const wiki: Resource = {
  ...{ name: "wiki", handler: app },
  inputs: (idOf) => ({ org: idOf("acme"), uid: "wiki", name: "Wiki" }),
};
const edit: Resource = {
  ...{ name: "edit", handler: perm },
  inputs: () => ({ scope: "wiki", name: "Edit" }),
};

/** The harness deletes the last one made first: here what holds another is made last. */
describe("a delete of what holds something that the same run deletes", () => {
  let server: TestServer;
  let stack: Stack;
  beforeEach(async () => {
    server = await TestServer.start();
    stack = new Stack(server.url);
  });
  afterEach(() => server.close());

  const below = (parent: string, child: string) =>
    server.send("PATCH", `node/${parent}/node/`, { subject: "add", node_uids: [child] });
  const chain = ["team", "platform", "engineering"];
  /** Three levels, put in order by hand, so that no state tells of it. */
  const putInOrder = async () => {
    await stack.up([acme, ...chain.map((one) => department(one))]);
    await below("d_engineering", "d_platform");
    await below("d_platform", "d_team");
  };
  const isThere = async (name: string) => (await server.status(`node/d_${name}/`)) === 200;

  it("takes along several levels, parents first, in one run", async () => {
    await putInOrder();
    await stack.up([acme]);
    for (const one of chain) assert.equal(await isThere(one), false, one);
    assert.deepEqual(stack.names, ["acme"]);
  });

  it("does so in a destroy, with the org first", async () => {
    await putInOrder();
    await stack.destroy("acme", "engineering", "platform", "team");
    for (const one of chain) assert.equal(await isThere(one), false, one);
  });

  it("takes along the perms of an app, which a text names", async () => {
    await stack.up([acme, wiki, edit]);
    await stack.destroy("acme", "wiki", "edit");
    assert.equal(await server.status("org/any/app/wiki/"), 404);
  });

  it("takes along members of a list that goes, and people who go", async () => {
    await stack.up([acme, ada, department("team"), people("team", ["adal"])]);
    await stack.destroy("team", "team-people", "ada", "acme");
    assert.equal(await isThere("team"), false);
    await stack.up([acme, ada, department("team")]);
    await server.join("d_team", "adal");
    await stack.destroy("team", "ada", "acme");
    assert.equal(await isThere("team"), false);
  });

  it("takes nothing along where one of the levels holds what nobody declares", async () => {
    await putInOrder();
    await server.node("d_team", "byhand");
    await assert.rejects(stack.up([acme]), /"team" \(d_team\) still holds 1: node byhand/);
    for (const one of chain) assert.equal(await isThere(one), true, one);
    await server.node("d_engineering", "other");
    await assert.rejects(stack.up([acme]), /"engineering" .* still holds 1: node other/);
  });

  it("takes nothing along that the program declares or that an observed list names", async () => {
    await putInOrder();
    const [team, platform, engineering] = chain.map((one) => department(one));
    assert.ok(team && platform && engineering);
    await assert.rejects(stack.up([acme, team]), /d_team|"team"/);
    assert.equal(await isThere("team"), true);
    const observed = people("team", ["adal"], { mode: "observe" });
    await stack.up([acme, ada, team, platform, engineering, observed]);
    await server.join("d_team", "adal");
    await assert.rejects(stack.up([acme, ada]), /still holds 1: member adal/);
  });

  /** A run that ends in between deletes a name that the state does not have. */
  const killedAt = (names: readonly string[], at: number) => names.with(at, "nothing");

  it("is finished by a second destroy, wherever the first one was killed", async () => {
    const names = ["team-people", "engineering", "platform", "team", "ada", "acme"];
    for (const at of names.keys()) {
      await putInOrder();
      await stack.up([acme, ada, ...chain.map((one) => department(one)), people("team", ["adal"])]);
      const before = stack.copy();
      await assert.rejects(stack.destroy(...killedAt(names, at)), /nothing/);
      // The state of a run whose end nobody heard of.
      stack = before;
      await stack.destroy(...names);
      for (const one of chain) assert.equal(await isThere(one), false, `${one} after ${at}`);
      assert.equal(await server.status("user/adal/"), 404);
      assert.deepEqual(await server.orgNames(), []);
    }
  });

  it("takes nothing along in a run of targets", async () => {
    await putInOrder();
    await assert.rejects(stack.destroy("engineering", "platform"), /still holds 1: node platform/);
    await stack.destroy("team");
    await stack.destroy("platform");
    assert.equal(await isThere("engineering"), true);
  });
});
