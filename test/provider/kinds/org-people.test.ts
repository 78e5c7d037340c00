import assert from "node:assert/strict";
import { startServer } from "../../../emulator";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { node } from "../../../provider/kinds/node/node";
import { org } from "../../../provider/kinds/org";
import { orgMember } from "../../../provider/kinds/org-member";
import { orgMembers } from "../../../provider/kinds/org-members";
import { user } from "../../../provider/kinds/user/user";
import { Stack, type Resource } from "../support/stack";
import { TestServer } from "../support/test-server";

const member = (...names: string[]) => Object.fromEntries(names.map((one) => [one, "member"]));
const person = (name: string): Resource => ({
  ...{ name, handler: user },
  inputs: () => ({ username: name }),
});
const department = (name: string, parent?: string): Resource => ({
  ...{ name, handler: node },
  inputs: (idOf) => ({
    ...{ org: idOf("acme"), kind: "department", uid: name, name },
    ...(parent !== undefined && { parent: idOf(parent) }),
  }),
});
const acme: Resource = { name: "acme", handler: org, inputs: () => ({ name: "Acme" }) };
const below = [department("dd"), department("ee", "dd"), department("ff", "ee")];
const inNode: Resource = {
  ...{ name: "in-node", handler: nodeMembers },
  inputs: (idOf) => ({ node: idOf("ff"), users: member("ada1"), mode: "exact" }),
};
const atAcme: Resource = {
  ...{ name: "at-acme", handler: orgMember },
  inputs: (idOf) => ({ org: idOf("acme"), user: "ada1", position: "Engineer" }),
};
const inOrg: Resource = {
  ...{ name: "in-org", handler: orgMembers },
  inputs: (idOf) => ({
    ...{ org: idOf("acme"), users: member("bob1"), mode: "exact", removalLimit: 0 },
  }),
};
const ground = [acme, person("ada1"), person("bob1")];
const company = [...ground, ...below, atAcme, inNode, inOrg];

/** The order in which the engine checks and makes them. */
const orders: readonly (readonly [string, readonly Resource[]])[] = [
  ["the member, the list, the node's list", [...ground, atAcme, inOrg, ...below, inNode]],
  ["the node's list, the list, the member", [...ground, ...below, inNode, inOrg, atAcme]],
  ["the list first", [...ground, inOrg, atAcme, ...below, inNode]],
  ["the list last", company],
];

/** What else than the list itself puts people into the org. */
describe("an exact list of an org, and whom other resources put there", () => {
  let server: TestServer;
  let stack: Stack;
  beforeEach(async () => {
    server = await TestServer.start();
    stack = new Stack(server.url);
  });
  afterEach(() => server.close());

  const held = async () => {
    const { results } = await server.get(`org/${stack.idOf("acme")}/user/?page_size=100`);
    return (results as { username: string }[]).map(({ username }) => username).sort();
  };

  for (const [title, program] of orders) {
    it(`applies in one run, then plans nothing: ${title}`, async () => {
      await stack.up(program);
      assert.deepEqual(await held(), ["ada1", "admin", "bob1"]);
      assert.deepEqual(await stack.preview(program), []);
      await stack.refresh();
      assert.deepEqual(stack.outputsOf("in-org").unmanaged, []);
      assert.deepEqual(await stack.preview(program), []);
    });
  }

  it("goes on after a run that stopped in between, whatever comes first", async () => {
    await stack.up([...ground, atAcme]);
    const program = [...ground, inOrg, ...below, inNode, atAcme];
    await stack.up(program);
    assert.deepEqual(await held(), ["ada1", "admin", "bob1"]);
    assert.deepEqual(await stack.preview(program), []);
  });

  it("names whom only a member, or only a list of a node, names", async () => {
    for (const other of [atAcme, inNode]) {
      await stack.up([...ground, ...below]);
      await stack.up([...ground, ...below, other, inOrg]);
      assert.deepEqual(stack.outputsOf("in-org").unmanaged, []);
      await stack.up([...ground, ...below, inOrg]);
    }
  });

  it("plans no removal of whom the state calls unmanaged, once another resource names them", async () => {
    const list: Resource = {
      ...inOrg,
      inputs: (idOf) => ({ ...inOrg.inputs(idOf), adopt: "ifExists", removalLimit: 1 }),
    };
    await stack.up([...ground, ...below]);
    await server.send("PATCH", `org/${stack.idOf("acme")}/user/`, {
      ...{ subject: "add", usernames: ["ada1"] },
    });
    await stack.up([...ground, ...below, list]);
    assert.deepEqual(stack.outputsOf("in-org").unmanaged, ["ada1"]);
    for (const isRefreshed of [false, true]) {
      if (isRefreshed) await stack.refresh();
      for (const other of [atAcme, inNode]) {
        const program = [...ground, ...below, other, list];
        assert.deepEqual(await stack.preview(program), [`create ${other.name}`]);
      }
      assert.deepEqual(await stack.preview([...ground, ...below, list]), ["update in-org"]);
    }
    await stack.up([...ground, ...below, atAcme, list]);
    assert.deepEqual(await held(), ["ada1", "admin", "bob1"]);
  });

  it("still refuses to begin with whom nobody names", async () => {
    await stack.up(ground);
    await server.send("PATCH", `org/${stack.idOf("acme")}/user/`, {
      ...{ subject: "add", usernames: ["ada1"] },
    });
    const observed = {
      ...inNode,
      inputs: () => ({ ...inNode.inputs(() => "d_ff"), mode: "observe" }),
    };
    await assert.rejects(
      stack.up([...ground, ...below, observed, inOrg]),
      /holds 1 whom the program does not name \(ada1\)/,
    );
  });

  it("leaves nobody behind when all go", async () => {
    await stack.up(company);
    await stack.destroy(...stack.names.toReversed());
    assert.deepEqual(await server.orgNames(), []);
  });
});

/** There an org has no members of its own, but those of its departments, and keeps nothing of them. */
describe("the same on Authing", () => {
  const onlyAt = (one: Resource): Resource => ({
    ...one,
    inputs: (idOf) => ({ ...one.inputs(idOf), position: undefined }),
  });
  for (const [title, given] of orders) {
    it(`applies in one run, then plans nothing: ${title}`, async () => {
      const { url, accessKeyId, accessKeySecret, close } = await startServer({ api: "authing" });
      try {
        const stack = new Stack(url, { backend: "authing", accessKeyId, accessKeySecret });
        const program = given.map((one) => (one === atAcme ? onlyAt(one) : one));
        await stack.up(program);
        assert.deepEqual(await stack.preview(program), []);
        await stack.refresh();
        assert.deepEqual(stack.outputsOf("in-org").unmanaged, []);
        assert.deepEqual(stack.outputsOf("in-node").users, member("ada1"));
        assert.deepEqual(await stack.preview(program), []);
        await stack.destroy(...stack.names.toReversed());
      } finally {
        await close();
      }
    });
  }
});
