import assert from "node:assert/strict";
import { useFakeTimers, type SinonFakeTimers } from "sinon";
import { lineReport } from "../../../scripts/lib/engine/report";

describe("a report in lines, for logs and CI", () => {
  let clock: SinonFakeTimers;
  beforeEach(() => (clock = useFakeTimers()));
  afterEach(() => clock.restore());

  it("says what begins, and every 30 s that it goes on", async () => {
    const lines: string[] = [];
    const work = new Promise<string>((resolve) => setTimeout(() => resolve("done"), 70_000));
    const done = lineReport((line) => lines.push(line)).during("compiling", () => work);
    await clock.tickAsync(70_000);
    assert.equal(await done, "done");
    assert.deepEqual(lines, ["compiling…", "  still at it after 0:30", "  still at it after 1:00"]);
  });

  it("falls silent when the work fails", async () => {
    const lines: string[] = [];
    const report = lineReport((line) => lines.push(line));
    await assert.rejects(
      report.during("compiling", () => Promise.reject(new Error("no"))),
      /no/,
    );
    await clock.tickAsync(120_000);
    assert.deepEqual(lines, ["compiling…"]);
  });
});
