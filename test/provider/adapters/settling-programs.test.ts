import fc from "fast-check";
import assert from "node:assert/strict";
import { edits } from "../support/programs";
import { Stack, type Resource } from "../support/stack";
import { ADMIN_PASSWORD, TestServer } from "../support/test-server";

/** Each part in a test of its own, so that none takes long. */
const PARTS = 20;
const SEQUENCES = 200;

describe("whatever program and whatever edits of it", () => {
  /**
   * Nothing is left to do, but for exact lists that have found somebody: whom they take out is shown
   * first, and taken out by the next apply.
   */
  const settles = async (stack: Stack, program: Resource[]) => {
    const left = await stack.preview(program);
    for (const op of left) {
      const { mode, unmanaged } = stack.outputsOf(op.replace("update ", ""));
      assert.deepEqual([op.split(" ")[0], mode], ["update", "exact"], op);
      assert.ok(Object.values(unmanaged as object).flat().length > 0, op);
    }
    if (left.length > 0) await stack.up(program);
    assert.deepEqual(await stack.preview(program), []);
  };

  const live = async (programs: Resource[][]) => {
    const server = await TestServer.start();
    const stack = new Stack(server.url, { token: await server.login("admin", ADMIN_PASSWORD) });
    try {
      for (const program of programs) {
        await stack.up(program);
        await settles(stack, program);
      }
      await stack.refresh();
      await settles(stack, programs.at(-1) ?? []);
    } finally {
      await server.close();
    }
  };

  // The same ones each time: what fails is a change's own doing. Another seed finds others.
  for (let part = 1; part <= PARTS; part++) {
    it(`a preview right after any up is empty, refreshed or not: ${SEQUENCES / PARTS} edited programs, part ${part}`, () =>
      fc.assert(fc.asyncProperty(edits, live), {
        numRuns: SEQUENCES / PARTS,
        seed: part,
      })).timeout(300_000);
  }
});
