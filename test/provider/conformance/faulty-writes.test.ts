import assert from "node:assert/strict";
import { kinds } from "../../../provider/kinds";
import { keptBy } from "../support/kept-by";
import { passThrough, type PassThrough } from "../support/pass-through";
import { Stack, type Resource } from "../support/stack";
import { faults, withFault, type Fault } from "./faulty-writes/faults";
import { groundOf, lives, livesOn } from "./faulty-writes/lives";
import { portrait } from "./faulty-writes/portrait";
import { describeOn, oneOrg, everySystem, type System } from "./system";

describe("a faulty write", () => {
  it("is tried in the life of every kind", () => {
    const tried = new Set(lives.map(({ handler }) => handler.name));
    assert.deepEqual([...tried].sort(), Object.keys(kinds).sort());
  });
});

for (const [name, start] of Object.entries(everySystem)) {
  const GROUND = groundOf(oneOrg.has(name));
  for (const life of livesOn(oneOrg.has(name))) {
    describeOn(name)(`a faulty write in the life of a ${life.title} on ${name}`, function () {
      this.timeout(600_000);
      const steps = [...Object.keys(life.steps), "delete"];
      let system: System;
      let between: PassThrough;
      let ground: Stack;
      let empty: unknown;
      /** What each step makes where nothing fails. */
      const wanted: Record<string, unknown> = {};
      before(async () => {
        system = await start();
        between = await passThrough(system.url);
        ground = new Stack(between.url, system.settings);
        await ground.up(GROUND);
        empty = await portrait(system.behind);
      });
      after(async () => {
        await between.close();
        await system.close();
      });

      for (const fault of faults) {
        it(`${fault.title}: the next up makes all as declared`, async () => {
          for (const step of steps) await sweep(step, fault);
        });
      }

      /** Every write of a step in turn, until there are no more. */
      async function sweep(step: string, fault: Fault): Promise<void> {
        const program = programIn(step);
        const expected = (wanted[step] ??= await withoutFaults(step));
        for (let write = 1, met: string | undefined = ""; met !== undefined; write++) {
          const before = await upTo(step);
          const stack = before.copy();
          met = await withFault(between, write, fault, () => stack.up(program));
          const left = met !== undefined && fault.isKilled === true ? before : stack;
          const where = `${step}, write ${write} (${met})`;
          await left.up(program);
          assert.deepEqual(await left.preview(program), [], where);
          await left.refresh("it");
          assert.deepEqual(await left.preview(program), [], where);
          assert.deepEqual(await portrait(system.behind), expected, where);
          await clear(left, where);
        }
      }

      async function withoutFaults(step: string): Promise<unknown> {
        const stack = await upTo(step);
        await stack.up(programIn(step));
        const made = await portrait(system.behind);
        await clear(stack, `without faults ${step}`);
        return made;
      }

      /** A stack in which all steps before one have gone well. */
      async function upTo(step: string): Promise<Stack> {
        const stack = ground.copy();
        for (const one of steps.slice(0, steps.indexOf(step))) await stack.up(programIn(one));
        return stack;
      }

      async function clear(stack: Stack, where: string): Promise<void> {
        await stack.up(GROUND);
        assert.deepEqual(await portrait(system.behind), empty, where);
      }

      function programIn(step: string): readonly Resource[] {
        const inputs = life.steps[step];
        if (inputs === undefined) return GROUND;
        const it = { name: "it", handler: life.handler, inputs };
        return [...GROUND, ...keptBy(system.behind.capabilities, [it], oneOrg.has(name))];
      }
    });
  }
}
