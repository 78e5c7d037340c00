import assert from "node:assert/strict";
import fc from "fast-check";
import { aboveOf, contentsOf, drawn, membersOf, username, type Drawn } from "../drawn";
import { systems, type System } from "../../../conformance/system";
import { BulkGround } from "./ground";
import type { BulkStack } from "../bulk-stack";

const POLICY = { mode: "exact", removalLimit: "100%", initialPasswordSecret: "seed" };

// A node moves into a new one, and is renamed later: a kill between the two leaves its old name there.
const none = undefined;
const BEFORE: Drawn = {
  nodes: [none, none, { name: "研发部", above: 0, members: [] }, none, none],
  people: [{ name: "R&D / 1" }, none, { name: "研发部" }, none, none, { name: "研发部" }],
};
const INTO_A_NEW_NODE: Drawn = {
  nodes: [
    none,
    { name: "研发部", above: 0, members: [] },
    { name: "销售", above: 1, members: [] },
    { name: "研发部", above: 0, members: [5] },
    none,
  ],
  people: [none, { name: "研发部" }, none, { name: "研发部" }, { name: "研发部" }, none],
};

describe("a bulk tree on authing, whatever two trees it is given", function () {
  this.timeout(300_000);
  let system: System;
  let ground: BulkGround;
  afterEach(() => system.close());

  /** A stack on a server of its own, so that a run that fails leaves nothing to the next. */
  async function fresh(): Promise<BulkStack> {
    await (system as System | undefined)?.close();
    system = await (systems.authing as () => Promise<System>)();
    ground = await BulkGround.lay(system, { userDeleteLimit: "100%" });
    return ground.stack();
  }

  it("ends as the second says, and touches nobody else", async () => {
    await fc.assert(
      fc.asyncProperty(drawn, drawn, async (first, second) => {
        const stack = await fresh();
        for (const tree of [first, second]) {
          assert.deepEqual(await stack.up(contentsOf(tree), POLICY), []);
          await requireOnServer(tree);
          assert.deepEqual(await stack.plan(contentsOf(tree), POLICY), []);
        }
        await ground.clear(stack, "in the end");
      }),
      { numRuns: 8 },
    );
  });

  it("goes on after it was killed anywhere, also with nothing in the state", async () => {
    await fc.assert(
      fc.asyncProperty(drawn, drawn, fc.integer({ min: 1, max: 40 }), async (first, second, at) => {
        const stack = await fresh();
        for (const tree of [first, second]) {
          await stack.killed(at, contentsOf(tree), POLICY);
          assert.deepEqual(await stack.up(contentsOf(tree), POLICY), []);
          await requireOnServer(tree);
          assert.deepEqual(await stack.plan(contentsOf(tree), POLICY), []);
        }
        await ground.clear(stack, "in the end");
      }),
      { numRuns: 8, examples: [[BEFORE, INTO_A_NEW_NODE, 27]] },
    );
  });

  /** The names of what is there, and who is in it. */
  async function requireOnServer(tree: Drawn): Promise<void> {
    const { nodes, users } = await ground.made();
    const nameOf = (key: string | undefined) => {
      const index = Number(key?.slice(1));
      return key === undefined ? ground.tops.departments : tree.nodes[index]?.name;
    };
    const expected = tree.nodes.flatMap((node, index) => {
      if (node === undefined) return [];
      const members = membersOf(tree, node).map(username).sort().join();
      return [`${nameOf(aboveOf(tree, index))}/${node.name} "" [${members}]`];
    });
    assert.deepEqual(nodes, expected.sort());
    const people = tree.people.flatMap((one, index) =>
      one ? [`${username(index)} ${one.name}`] : [],
    );
    assert.deepEqual(users, people.sort());
  }
});
