import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { Moves } from "../../../../provider/backends/keycloak/moves";

describe("moves of groups of a run", () => {
  const circle = new Error("it lies below");
  const isCircle = (error: unknown) => error === circle;

  it("wait for one that opens the way, also where that comes later", async () => {
    const moves = new Moves();
    let isOpen = false;
    const made: string[] = [];
    const waiting = moves.make(async () => {
      await setImmediate();
      if (!isOpen) throw circle;
      made.push("below");
    }, isCircle);
    // The first attempt is over by now, and nothing else was asked for.
    for (let turn = 0; turn < 5; turn++) await setImmediate();
    await moves.make(async () => {
      await setImmediate();
      isOpen = true;
      made.push("up");
    }, isCircle);
    await waiting;
    assert.deepEqual(made, ["up", "below"]);
  });

  it("fail at once for another reason, and the next one is made", async () => {
    const moves = new Moves();
    const refused = new Error("no right");
    await assert.rejects(
      moves.make(() => Promise.reject(refused), isCircle),
      refused,
    );
    await moves.make(() => Promise.resolve(), isCircle);
  });
});
