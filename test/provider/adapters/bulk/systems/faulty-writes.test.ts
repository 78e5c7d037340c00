import assert from "node:assert/strict";
import { passThrough, type PassThrough } from "../../../support/pass-through";
import { faults, withFault, type Fault } from "../../../conformance/faulty-writes/faults";
import { describeOn, everySystem, type System } from "../../../conformance/system";
import { BulkGround } from "./ground";
import { life } from "./life";

/** A refusal is not sent again, and fails the entry for certain. */
const refused: Fault = { title: "refused", answer: { status: 403, body: { detail: "no" } } };

/**
 * Systems differ in how what a killed run made is found again; in how errors are answered, less so: there
 * some writes stand for those beside them.
 */
const strideOf = (name: string, { isKilled }: Fault): number =>
  name === "arkid" || isKilled === true ? 1 : 4;

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`a faulty write in each step of a bulk tree on ${name}`, function () {
    this.timeout(600_000);
    let system: System;
    let between: PassThrough;
    let ground: BulkGround;
    /** What each step makes where nothing fails. */
    const wanted: Record<string, unknown> = {};
    before(async () => {
      system = await start();
      between = await passThrough(system.url);
      ground = await BulkGround.lay(system);
      await live(0, refused);
    });
    after(async () => {
      await between.close();
      await system.close();
    });

    for (const fault of [...faults, refused]) {
      it(`${fault.title}: the next run makes all as declared`, async () => {
        let write = 1;
        while (await live(write, fault)) write += strideOf(name, fault);
      });
    }

    /** A whole life, in which this write of each step meets a fault; returns whether any step had as many. */
    async function live(write: number, fault: Fault): Promise<boolean> {
      const met: unknown[] = [];
      let stack = ground.stack(between.url);
      for (const [name, step] of Object.entries(life)) {
        const before = stack.copy();
        const one = await withFault(between, write, fault, () => stack.up(step.tree, step.policy));
        met.push(one);
        if (one === undefined && name in wanted) continue;
        if (fault.isKilled === true) stack = before;
        const where = `${name}, write ${write} (${one})`;
        assert.deepEqual(await stack.up(step.tree, step.policy), [], where);
        await ground.requireSettled(stack, step, where);
        const made = await ground.made();
        assert.deepEqual(made, (wanted[name] ??= made), where);
      }
      const one = await withFault(between, write, fault, () => stack.destroy());
      await ground.clear(stack, `destroy, write ${write} (${one})`);
      return [...met, one].some((one) => one !== undefined);
    }
  });
}
