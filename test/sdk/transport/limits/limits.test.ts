import assert from "node:assert/strict";
import { path } from "../../../../sdk/transport/path";
import { errorFromResponse } from "../../../../sdk/transport/errors/from-response";
import { type LimitOptions, Limits } from "../../../../sdk/transport/limits/limits";
import type { ApiRequest } from "../../../../sdk/transport/api-request";

const read: ApiRequest = { method: "GET", path: path`org/` };
const write: ApiRequest = { method: "POST", path: path`user/` };
const change: ApiRequest = { method: "PATCH", path: path`org/` };
const never = new AbortController().signal;
const status = (code: number, headers: Record<string, string> = {}) =>
  errorFromResponse({ method: "GET", path: "x" }, { status: code, headers, body: {}, text: "" });

/** An attempt that is under way until it is ended. */
interface Attempt {
  readonly name: string;
  readonly end: (error?: Error) => void;
}

/** Limits, a clock that only waits and rounds move, and what is under way. */
class Scene {
  readonly left: string[] = [];
  readonly underWay: Attempt[] = [];
  time = 0;
  readonly limits: Limits;

  private constructor(options: Partial<LimitOptions>) {
    this.limits = new Limits({
      concurrency: 4,
      isTransaction: ({ method }) => method === "POST",
      longestPause: 60_000,
      ready: () => Promise.resolve(),
      sleep: (ms) => Promise.resolve(void (this.time += ms)),
      now: () => this.time,
      ...options,
    });
  }

  /** Loads the queues first, which takes longer than a scene waits. */
  static async open(options: Partial<LimitOptions> = {}): Promise<Scene> {
    const scene = new Scene(options);
    const fail = () => Promise.reject(new Error("only to begin"));
    for (const request of [read, write, change]) {
      await scene.limits.pass(request, { attempt: 1, signal: never }, fail).catch(() => undefined);
    }
    return scene;
  }

  ask(name: string, request = read, attempt = 1, signal = never): Promise<void> {
    const asked = this.limits.pass(request, { attempt, signal }, () => {
      this.left.push(name);
      return new Promise<void>((resolve, reject) => {
        const end = (error?: Error) => {
          this.underWay.splice(this.underWay.indexOf(one), 1);
          if (error === undefined) resolve();
          else reject(error);
        };
        const one = { name, end };
        this.underWay.push(one);
      });
    });
    asked.catch(() => undefined);
    return asked;
  }

  /** Ends the oldest under way. */
  async end(error?: Error): Promise<void> {
    this.underWay[0]?.end(error);
    await settled();
  }

  /** Ends all that are under way, after so long. */
  async round(ms: number): Promise<void> {
    this.time += ms;
    for (const one of [...this.underWay]) one.end();
    await settled();
  }

  /** The most that are under way at once until all have ended, where so many take so long. */
  async mostUnderWay(msOf: (underWay: number) => number): Promise<number> {
    await settled();
    let most = 0;
    for (; this.count > 0; await this.round(msOf(this.count))) most = Math.max(most, this.count);
    return most;
  }

  get count(): number {
    return this.underWay.length;
  }
}

/** Lets all happen that needs no more than turns of the loop. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe("limits", () => {
  it("let so many leave at once, and the next in the order of asking", async () => {
    const scene = await Scene.open();
    for (const name of "abcdef") void scene.ask(name);
    await settled();
    assert.deepEqual(scene.left, [..."abcd"]);
    await scene.end();
    await scene.end();
    assert.deepEqual(scene.left, [..."abcdef"]);
  });

  it("let go first who asks again", async () => {
    const scene = await Scene.open({ concurrency: 1 });
    for (const name of "abc") void scene.ask(name);
    void scene.ask("again", read, 2);
    await settled();
    await scene.end();
    await scene.end();
    assert.deepEqual(scene.left, ["a", "again", "b"]);
  });

  it("send transactions one by one at first, and let reads pass meanwhile", async () => {
    const scene = await Scene.open();
    for (const name of "tuv") void scene.ask(name, write);
    for (const name of "ab") void scene.ask(name);
    await settled();
    assert.deepEqual(scene.left.sort(), [..."abt"]);
  });

  it("count transactions among all", async () => {
    const scene = await Scene.open({ concurrency: 1 });
    void scene.ask("a");
    void scene.ask("t", write);
    await settled();
    assert.deepEqual(scene.left, ["a"]);
  });

  it("widen transactions for a server that bears more", async () => {
    const scene = await Scene.open();
    for (let i = 0; i < 60; i++) void scene.ask(`t${i}`, write);
    assert.deepEqual([await scene.mostUnderWay(() => 1), scene.left.length], [4, 60]);
  });

  it("widen other writes by doubling, as soon as that gets more done", async () => {
    const scene = await Scene.open({ concurrency: 8 });
    for (let i = 0; i < 60; i++) void scene.ask(`w${i}`, change);
    await settled();
    const seen: number[] = [];
    for (; scene.count > 0; await scene.round(1)) seen.push(scene.count);
    assert.deepEqual(seen.slice(0, 8), [1, 1, 2, 2, 4, 4, 8, 8]);
  });

  for (const [what, request] of Object.entries({ transactions: write, writes: change })) {
    it(`try ${what} two at once, and no more where that makes each slower`, async () => {
      const scene = await Scene.open();
      for (let i = 0; i < 60; i++) void scene.ask(`w${i}`, request);
      assert.equal(await scene.mostUnderWay((underWay) => 2 * underWay ** 2), 2);
    });
  }

  it("let reads and a login pass beside writes that go one by one", async () => {
    const scene = await Scene.open();
    for (const name of "uvw") void scene.ask(name, change);
    for (const name of "ab") void scene.ask(name);
    const login = { attempt: 1, isUrgent: true, signal: never };
    void scene.limits.pass(change, login, () => Promise.resolve(void scene.left.push("login")));
    await settled();
    assert.deepEqual(scene.left.sort(), ["a", "b", "login", "u"]);
  });

  it("narrow only transactions after one that failed", async () => {
    const scene = await Scene.open();
    for (let i = 0; i < 20; i++) void scene.ask(`t${i}`, write);
    await settled();
    for (let i = 0; i < 8; i++) await scene.round(1);
    assert.equal(scene.count, 2);
    await scene.end(status(500));
    assert.equal(scene.count, 1);
    for (const name of "abc") void scene.ask(name);
    await settled();
    assert.equal(scene.count, 4);
  });

  it("narrow only writes after one that failed", async () => {
    const scene = await Scene.open({ concurrency: 8 });
    for (let i = 0; i < 20; i++) void scene.ask(`w${i}`, change);
    await settled();
    for (let i = 0; i < 4; i++) await scene.round(1);
    assert.equal(scene.count, 4);
    await scene.end(status(500));
    await scene.end();
    assert.equal(scene.count, 2);
    for (const name of "abcdef") void scene.ask(name);
    await settled();
    assert.equal(scene.count, 8);
  });

  for (const error of [status(429), status(503)]) {
    it(`narrow for all after ${error.status}, be it a transaction's`, async () => {
      const scene = await Scene.open();
      void scene.ask("t", write);
      await settled();
      for (const name of "abcdef") void scene.ask(name);
      await settled();
      const transaction = scene.underWay.find(({ name }) => name === "t");
      assert.ok(transaction);
      transaction.end(error);
      await settled();
      await scene.end();
      assert.equal(scene.count, 2);
    });
  }

  it("take a 500 that comes again and again for the request's own", async () => {
    const scene = await Scene.open();
    for (const name of "abcdef") void scene.ask(name, read, 2);
    await settled();
    await scene.end(status(500));
    assert.equal(scene.count, 4);
  });

  it("make everybody wait for as long as Retry-After says, then go in order", async () => {
    const scene = await Scene.open({ concurrency: 2 });
    for (const name of "abc") void scene.ask(name);
    await settled();
    await scene.end(status(429, { "retry-after": "7" }));
    await scene.end();
    assert.deepEqual([scene.left.at(-1), scene.time], ["c", 7000]);
  });

  it("do not wait for a server that asks for too long", async () => {
    const scene = await Scene.open({ concurrency: 1 });
    for (const name of "ab") void scene.ask(name);
    await settled();
    await scene.end(status(429, { "retry-after": "3600" }));
    assert.deepEqual([scene.left.at(-1), scene.time], ["b", 0]);
  });

  it("forget who gave up waiting, and never send their request", async () => {
    const scene = await Scene.open({ concurrency: 1 });
    const abort = new AbortController();
    const reason = new Error("enough");
    void scene.ask("a");
    const given = scene.ask("b", read, 1, abort.signal);
    void scene.ask("c");
    await settled();
    abort.abort(reason);
    await assert.rejects(given, reason);
    await scene.end();
    assert.deepEqual(scene.left, ["a", "c"]);
  });

  it("do not send what was given up during a pause", async () => {
    const abort = new AbortController();
    let time = 0;
    const sleep = (ms: number) => {
      abort.abort();
      return Promise.resolve(void (time += ms));
    };
    const scene = await Scene.open({ concurrency: 1, sleep, now: () => time });
    void scene.ask("a");
    const given = scene.ask("b", read, 1, abort.signal);
    await settled();
    await scene.end(status(429, { "retry-after": "10" }));
    await assert.rejects(given);
    assert.deepEqual(scene.left, ["a"]);
  });

  it("let nothing leave where nothing may", async () => {
    let ready = () => Promise.resolve();
    const scene = await Scene.open({ ready: () => ready() });
    ready = () => new Promise(() => undefined);
    void scene.ask("a");
    void scene.ask("t", write);
    await settled();
    assert.deepEqual(scene.left, []);
  });
});
