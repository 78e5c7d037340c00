import assert from "node:assert/strict";
import fc from "fast-check";
import { TestServer, type MadeOrg } from "../../support/test-server";
import { BulkStack } from "./bulk-stack";
import {
  aboveOf,
  contentsOf,
  drawn,
  membersOf,
  NODES,
  PEOPLE,
  username,
  type Drawn,
} from "./drawn";

/** What differs between two trees, as a preview is to show it: worked out from what was drawn alone. */
function expectedPlan(from: Drawn, to: Drawn): string[] {
  const lines: string[] = [];
  for (let index = 0; index < PEOPLE; index++) {
    const [old, now] = [from.people[index], to.people[index]];
    const path = `tree["people"]["p${index}"]`;
    if (old === undefined && now !== undefined) lines.push(`+ ${path}`);
    if (old !== undefined && now === undefined) lines.push(`- ${path}`);
    if (old && now && old.name !== now.name) lines.push(`~ ${path}["name"]`);
  }
  for (let index = 0; index < NODES; index++) {
    const [old, now] = [from.nodes[index], to.nodes[index]];
    const path = `tree["nodes"]["n${index}"]`;
    if (old === undefined && now === undefined) continue;
    if (old === undefined) {
      lines.push(`+ ${path}`);
    } else if (now === undefined) {
      lines.push(`- ${path}`);
    } else {
      if (old.name !== now.name) lines.push(`~ ${path}["name"]`);
      const [was, is] = [aboveOf(from, index), aboveOf(to, index)];
      const sign = was === undefined ? "+" : is === undefined ? "-" : "~";
      if (was !== is) lines.push(`${sign} ${path}["parent"]`);
      const [before, after] = [membersOf(from, old), membersOf(to, now)];
      for (const one of after.filter((other) => !before.includes(other)))
        lines.push(`+ ${path}["people"]["p${one}"]`);
      for (const one of before.filter((other) => !after.includes(other)))
        lines.push(`- ${path}["people"]["p${one}"]`);
    }
  }
  return lines.sort();
}

describe("a bulk resource, whatever two trees it is given", function () {
  this.timeout(300_000);
  let server: TestServer;
  let org: MadeOrg;
  afterEach(() => server.close());

  const SETTINGS = { userDeleteLimit: "100%" };
  const POLICY = { mode: "exact", removalLimit: "100%" };

  /** A stack on a server of its own, with a person and a node of others, which must stay. */
  async function fresh() {
    await (server as TestServer | undefined)?.close();
    server = await TestServer.start();
    org = await server.org("Acme");
    await server.people("outsider");
    const theirs = await server.node(org.root("department"), "theirs");
    await server.join(theirs, "outsider");
    const stack = new BulkStack(server.session(SETTINGS).session.configuration, org.oid);
    const check = async (tree: Drawn) => {
      await requireOnServer(stack, tree);
      assert.deepEqual(await server.members(theirs), ["outsider"]);
    };
    const end = async () => {
      await stack.destroy();
      assert.deepEqual(await server.members(theirs), ["outsider"]);
      assert.deepEqual(await server.children(org.root("department")), [theirs]);
    };
    return { stack, check, end };
  }

  async function requireOnServer(stack: BulkStack, tree: Drawn): Promise<void> {
    const id = (key: string) => String(stack.held.get(`Node acme/${key}`)?.id);
    for (const [index, node] of tree.nodes.entries()) {
      if (node === undefined) continue;
      const live = await server.get(`node/${id(`n${index}`)}/`);
      const above = aboveOf(tree, index);
      assert.equal(live.name, node.name);
      const parent = above === undefined ? org.root("department") : id(above);
      assert.equal(live.parent_node_uid, parent);
      const members = membersOf(tree, node).map(username).sort();
      assert.deepEqual((await server.members(id(`n${index}`))).sort(), members);
    }
    for (const [index, person] of tree.people.entries()) {
      const { status, body } = await server.send("GET", `user/${username(index)}/`);
      assert.equal(status, person === undefined ? 404 : 200);
      if (person !== undefined) {
        assert.equal((body.user as { name: string }).name, person.name);
      }
    }
    const nodes = [...stack.held.values()].filter(({ kind }) => kind === "Node");
    assert.equal(nodes.length, tree.nodes.filter((one) => one !== undefined).length);
  }

  it("ends as the second says, as the plan said, and touches nobody else", async () => {
    await fc.assert(
      fc.asyncProperty(drawn, drawn, async (first, second) => {
        const { stack, check, end } = await fresh();
        assert.deepEqual(await stack.up(contentsOf(first), POLICY), []);
        await check(first);
        const plan = await stack.plan(contentsOf(second), POLICY);
        assert.deepEqual(plan.sort(), expectedPlan(first, second));
        assert.deepEqual(await stack.up(contentsOf(second), POLICY), []);
        await check(second);
        assert.deepEqual(await stack.plan(contentsOf(second), POLICY), []);
        await end();
      }),
      { numRuns: 25 },
    );
  });

  it("ends as the second says after a bad day of the server", async () => {
    await fc.assert(
      fc.asyncProperty(drawn, drawn, async (first, second) => {
        const { stack, check, end } = await fresh();
        for (const tree of [first, second]) {
          server.suffer({ errorRate: 0.6 });
          await stack.up(contentsOf(tree), POLICY).catch(() => undefined);
          server.suffer({});
          assert.deepEqual(await stack.up(contentsOf(tree), POLICY), []);
          await check(tree);
          assert.deepEqual(await stack.plan(contentsOf(tree), POLICY), []);
        }
        await end();
      }),
      { numRuns: 4 },
    );
  });

  it("goes on after it was killed anywhere, also with nothing in the state", async () => {
    await fc.assert(
      fc.asyncProperty(drawn, drawn, fc.integer({ min: 1, max: 40 }), async (first, second, at) => {
        const { stack, check, end } = await fresh();
        const policy = { ...POLICY, initialPasswordSecret: "seed" };
        for (const tree of [first, second]) {
          await stack.killed(at, contentsOf(tree), policy);
          assert.deepEqual(await stack.up(contentsOf(tree), policy), []);
          await check(tree);
          assert.deepEqual(await stack.plan(contentsOf(tree), policy), []);
        }
        await end();
      }),
      { numRuns: 20 },
    );
  });
});
