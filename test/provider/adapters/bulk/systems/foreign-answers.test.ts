import assert from "node:assert/strict";
import { NotFoundError } from "../../../../../provider/backends/errors";
import { foreignTo, ofWrites } from "../../../conformance/foreign-answers/answers";
import { isWrite } from "../../../conformance/faulty-writes/faults";
import { describeOn, everySystem, type System } from "../../../conformance/system";
import { passThrough, type FaultyAnswer, type PassThrough } from "../../../support/pass-through";
import { BulkGround } from "./ground";
import { life, type Step } from "./life";

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`an answer that is none of ${name}'s, to a bulk tree`, function () {
    this.timeout(600_000);
    const { make, change } = life as Readonly<Record<"make" | "change", Step>>;
    let system: System;
    let between: PassThrough;
    let ground: BulkGround;
    before(async () => {
      system = await start();
      between = await passThrough(system.url);
      ground = await BulkGround.lay(system);
    });
    after(async () => {
      await between.close();
      await system.close();
    });

    async function withFaults<T>(
      fault: (request: string) => FaultyAnswer | undefined,
      act: () => Promise<T>,
    ): Promise<T | Error> {
      between.fault = fault;
      try {
        return await act();
      } catch (error) {
        assert.ok(error instanceof Error && !(error instanceof NotFoundError), String(error));
        return error;
      } finally {
        between.fault = () => undefined;
      }
    }

    it("takes nothing and nobody out of it, whichever read it meets", async () => {
      const stack = ground.stack(between.url);
      await stack.up(make.tree, make.policy);
      await stack.refresh();
      between.met.length = 0;
      await stack.refresh();
      const asked = [...new Set(between.met)];
      assert.ok(asked.length > 2, asked.join());
      const { state } = stack;
      const answers = Object.entries(foreignTo(name)).filter(([called]) => READS.test(called));
      for (const request of [undefined, ...asked]) {
        for (const [called, answer] of answers) {
          const isMeant = (met: string) =>
            request === undefined ? !isWrite(met) : met === request;
          await withFaults(
            (met) => (isMeant(met) ? answer : undefined),
            () => stack.refresh(),
          );
          assert.deepEqual(stack.state, state, `${called} to ${request}`);
        }
      }
      await ground.clear(stack, "reads");
    });

    it("is no proof that a part of it was done, and the next run does it", async () => {
      for (const called of ofWrites[name] ?? []) {
        for (const after of [undefined, true] as const) {
          const answer = { ...foreignTo(name)[called], ...(after && { after }) };
          let stack = ground.stack(between.url);
          for (const step of [make, change]) {
            const faulty = (met: string) => (isWrite(met) ? answer : undefined);
            const before = stack.copy();
            const failed = await withFaults(faulty, () => stack.up(step.tree, step.policy));
            const where = `${called}, ${after ?? false}`;
            if (!after) assert.notDeepEqual(failed, [], where);
            if (failed instanceof Error) stack = before;
            assert.deepEqual(await stack.up(step.tree, step.policy), [], where);
            await ground.requireSettled(stack, step, where);
          }
          await ground.clear(stack, called);
        }
      }
    });
  });
}

/** Those that differ in what a read makes of them. */
const READS = /gateway's 404|framework's 404|busy|HTML|no content|cut|list|particular|as a success/;
