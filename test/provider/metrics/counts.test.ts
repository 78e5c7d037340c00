import assert from "node:assert/strict";
import { RequestCounts } from "../../../provider/metrics/counts";

const event = (attempt = 1) => ({ time: "", method: "GET", path: "org/", ms: 1, attempt });

describe("the counts of a connection", () => {
  it("says nothing where nothing was sent", () => {
    assert.equal(new RequestCounts().summary(), undefined);
  });

  it("says no more than there was", () => {
    const counts = new RequestCounts();
    counts.count(event());
    assert.equal(counts.summary(), "1 request");
    counts.count(event());
    assert.equal(counts.summary(), "2 requests");
    counts.count(event(2));
    counts.count(event(3));
    assert.equal(counts.summary(), "4 requests, 2 retried");
  });

  it("counts waits that overlap once, and one that is not over yet", async () => {
    let time = 0;
    const counts = new RequestCounts(() => time);
    const ends: (() => void)[] = [];
    const wait = () => counts.wait(new Promise((resolve) => ends.push(resolve)));
    counts.count(event());
    const waits = [wait(), ((time = 1000), wait())];
    time = 3000;
    ends[0]?.();
    await waits[0];
    time = 4100;
    ends[1]?.();
    await waits[1];
    assert.equal(counts.summary(), "1 request, 4.1 s waiting");
    time = 9000;
    void wait();
    time = 10_000;
    assert.equal(counts.summary(), "1 request, 5.1 s waiting");
  });
});
