import assert from "node:assert/strict";
import { readScenarios } from "./pair";
import { type Result, replay } from "./replay";
import { describe as describeResult, score, summary } from "./report";

describe("the recorded server", function () {
  this.timeout(60_000);
  const all: Result[] = [];

  for (const [name, pairs] of readScenarios()) {
    it(`is answered like: ${name}`, async () => {
      const results = await replay(pairs);
      all.push(...results);
      const { pairs: counted, bodies } = score(results);
      const wrong = results
        .filter((r) => !r.apart && !(r.statusOk && r.bodyOk))
        .map(describeResult);
      assert.ok(bodies / counted >= 0.9, [summary(score(results)), ...wrong].join("\n"));
    });
  }

  it("is answered like in 97 % of statuses and 95 % of bodies", () => {
    const { pairs, statuses, bodies } = score(all);
    assert.ok(statuses / pairs >= 0.97 && bodies / pairs >= 0.95, summary(score(all)));
  });
});
