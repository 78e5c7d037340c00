import fc from "fast-check";
import assert from "node:assert/strict";
import { describeOn, everySystem, oneOrg, type System } from "../conformance/system";
import { keptBy } from "../support/kept-by";
import { edits } from "../support/programs";
import { Stack, type Resource } from "../support/stack";

/** How many edited programs on each system, in tests of ten, so that none takes long. */
const SEQUENCES: Readonly<Record<string, number>> = { arkid: 200, authing: 100, keycloak: 20 };
const PART = 10;
const SEED = Number(process.env["PROPERTY_SEED"]);

/**
 * Nothing is left to do, but for exact lists that have found somebody: whom they take out is shown
 * first, and taken out by the next apply.
 */
async function settles(stack: Stack, program: Resource[]): Promise<void> {
  const left = await stack.preview(program);
  for (const op of left) {
    const { mode, unmanaged } = stack.outputsOf(op.replace("update ", ""));
    assert.deepEqual([op.split(" ")[0], mode], ["update", "exact"], op);
    assert.ok(Object.values(unmanaged as object).flat().length > 0, op);
  }
  if (left.length > 0) await stack.up(program);
  assert.deepEqual(await stack.preview(program), []);
}

async function live(system: System, isOne: boolean, programs: Resource[][]): Promise<void> {
  const { url, settings, behind } = system;
  const stack = new Stack(url, settings);
  let last: Resource[] = [];
  for (const all of programs) {
    last = keptBy(behind.capabilities, all, isOne);
    await stack.up(last);
    await settles(stack, last);
  }
  await stack.refresh();
  await settles(stack, last);
}

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`whatever program and whatever edits of it, on ${name}`, () => {
    const parts = (SEQUENCES[name] ?? PART) / PART;
    for (let part = 1; part <= parts; part++) {
      it(`a preview right after any up is empty, refreshed or not: part ${part} of ${parts}`, () =>
        fc.assert(
          fc.asyncProperty(edits, async (programs) => {
            const system = await start();
            await live(system, oneOrg.has(name), programs).finally(() => system.close());
          }),
          { numRuns: PART, seed: SEED + part },
        )).timeout(600_000);
    }
  });
}
