import assert from "node:assert/strict";
import { SignInAttempts } from "../../../emulator/model/sign-in-attempts";

class Refused extends Error {
  constructor(readonly seconds: number) {
    super(`wait ${seconds} s`);
  }
}

describe("attempts to sign in", () => {
  const ADA = { id: 1 };
  const BOB = { id: 2 };
  let now: number;
  let attempts: SignInAttempts;
  beforeEach(() => {
    now = 1_700_000_000_000;
    attempts = new SignInAttempts(
      (seconds) => new Refused(seconds),
      () => now,
    );
  });

  const right = (user: { id: number } | undefined, name = "") =>
    attempts.check(user, name, () => Promise.resolve("in"));
  const wrong = (user: { id: number } | undefined, name = "") =>
    attempts.check(user, name, () => Promise.resolve(undefined));
  const fail = async (times: number, user?: { id: number }, name?: string) => {
    for (let index = 0; index < times; index++) assert.equal(await wrong(user, name), undefined);
  };
  const refused = (call: Promise<unknown>, seconds: number) =>
    assert.rejects(call, new Refused(seconds));

  it("wait after ten wrong passwords in a row, the right one too, each time twice as long", async () => {
    await fail(10, ADA);
    for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
      await refused(wrong(ADA), seconds);
      now += seconds * 1000 - 1;
      await refused(right(ADA), 1);
      now += 1;
      await fail(1, ADA);
    }
    now += 60_000;
    assert.equal(await right(ADA), "in");
  });

  it("of others do not wait", async () => {
    await fail(10, ADA);
    assert.equal(await right(BOB), "in");
    await refused(right(ADA), 1);
  });

  it("begin anew after the right password, and after a quarter of an hour", async () => {
    await fail(9, ADA);
    await right(ADA);
    await fail(10, ADA);
    now += 15 * 60_000;
    await fail(10, ADA);
    await refused(right(ADA), 1);
  });

  it("for an account that does not exist wait alike, and apart from one whose id is its name", async () => {
    await fail(10, undefined, "1");
    await refused(wrong(undefined, "1"), 1);
    await fail(1, ADA);
    await fail(1, undefined, "2");
  });

  it("at once count each: of a thousand that were let in before, ten are told anything", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 1000 }, () => wrong(ADA)));
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 10);
  });

  it("with the right password never count, however many there are at once", async () => {
    const outcomes = await Promise.all(Array.from({ length: 1000 }, () => right(ADA)));
    assert.deepEqual(new Set(outcomes), new Set(["in"]));
  });

  it("are remembered for 10,000 accounts; the oldest is forgotten", async () => {
    await fail(10, undefined, "first");
    await fail(10, undefined, "second");
    for (let index = 0; index < 9_999; index++) await wrong(undefined, `name ${index}`);
    assert.equal(await right(undefined, "first"), "in");
    await refused(right(undefined, "second"), 1);
  });
});
