import fc from "fast-check";
import assert from "node:assert/strict";
import { edits } from "../support/programs";
import { Stack, type Resource } from "../support/stack";
import { World } from "../support/world";

const SEQUENCES = 200;

describe("whatever program and whatever edits of it", () => {
  let world: World;
  beforeEach(async () => (world = await World.start()));
  afterEach(() => world.close());

  /**
   * Nothing is left to do, but for exact lists that have found somebody: whom they take out is shown
   * first, and taken out by the next apply.
   */
  const settles = async (stack: Stack, program: Resource[]) => {
    const left = await stack.preview(program);
    for (const op of left) {
      const { mode, strangers } = stack.outputsOf(op.replace("update ", ""));
      assert.deepEqual([op.split(" ")[0], mode], ["update", "exact"], op);
      assert.ok(Object.values(strangers as object).flat().length > 0, op);
    }
    if (left.length > 0) await stack.up(program);
    assert.deepEqual(await stack.preview(program), []);
  };

  /** Ten at a time, so that one server does not hold the orgs of all. */
  for (let part = 0; part < 10; part++) {
    it(`a preview right after any up is empty, refreshed or not (${part * 20 + 1} to ${part * 20 + 20})`, () =>
      fc.assert(
        fc.asyncProperty(edits, async (programs) => {
          const stack = new Stack(world.url);
          for (const program of programs) {
            await stack.up(program);
            await settles(stack, program);
            await stack.refresh();
            await settles(stack, program);
          }
          await stack.up([]);
          assert.deepEqual(await world.orgNames(), []);
        }),
        { numRuns: SEQUENCES / 10, seed: 20260301 + part },
      )).timeout(120_000);
  }
});
