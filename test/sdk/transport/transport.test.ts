import assert from "node:assert/strict";
import net from "node:net";
import { inspect } from "node:util";
import {
  AbortedError,
  type ApiError,
  ArkIDClient,
  ConnectionError,
  ConnectionTimeoutError,
  InvalidError,
  NotFoundError,
  passwordAuthorizer,
  ResponseTooLargeError,
  ServerError,
  TimeoutError,
  tokenAuthorizer,
  UnauthorizedError,
  UserApiError,
  type ArkIDClientOptions,
  type RequestEvent,
} from "../../../sdk";
import { nodeFetch } from "../../../sdk/transport/fetch";
import type { Limiter } from "../../../sdk/transport/limits/limiter";
import { Limits } from "../../../sdk/transport/limits/limits";
import { wireOrg } from "../answers";
import { loopback, type Answer, type Loopback, type Met } from "../loopback";

const org = wireOrg();

describe("the transport", () => {
  let server: Loopback;
  const waits: number[] = [];
  const events: RequestEvent[] = [];

  const client = (options: Partial<ArkIDClientOptions> = {}) =>
    new ArkIDClient({
      url: server.url,
      random: () => 0.5,
      sleep: (ms) => Promise.resolve(void waits.push(ms)),
      onRequest: (event) => events.push(event),
      ...options,
    });
  const gentle = (concurrency: number) =>
    new Limits({
      ...{ concurrency, longestPause: 60_000, isTransaction: () => false, now: () => 0 },
      ...{ ready: () => Promise.resolve(), sleep: () => Promise.resolve() },
    });
  const inTurn = (...answers: Answer[]) => {
    let next = 0;
    server.answer = () => answers[Math.min(next++, answers.length - 1)] ?? {};
  };

  before(async () => (server = await loopback(() => ({ body: org }))));
  after(() => server.close());
  beforeEach(() => {
    server.met.length = waits.length = events.length = 0;
    server.answer = () => ({ body: org });
  });

  it("sends JSON, the language, the app's name and a path with its slash", async () => {
    await client({ language: "en", appName: "acme-hr" }).org.create({ name: "Acme" });
    const [met] = server.met;
    assert.equal(met?.url, "/siteapi/v1/org/");
    assert.deepEqual(met.body, { name: "Acme" });
    assert.equal(met.headers["accept-language"], "en");
    assert.match(String(met.headers["user-agent"]), /^pulumi-identity\/\S+ node\/\S+ acme-hr$/);
  });

  it("adds the slash that a raw path lacks, and tells of the raw answer", async () => {
    server.answer = () => ({ status: 201, body: null, headers: { "x-y": "z" } });
    const answer = await client().post("/anything/goes", {
      body: { a: 1 },
      query: { b: [1 + ""] },
    });
    assert.equal(server.met[0]?.url, "/siteapi/v1/anything/goes/?b=1");
    assert.deepEqual([answer.status, answer.body, answer.text], [201, null, "null"]);
    assert.equal(answer.headers["x-y"], "z");
  });

  it("sends a text as it is, as a form or as its header says", async () => {
    await client().post("x", { text: "a=b" });
    await client().put("x", { text: "<a/>", headers: { "Content-Type": "application/xml" } });
    assert.deepEqual(
      server.met.map(({ headers, body }) => [headers["content-type"], body]),
      [
        ["application/x-www-form-urlencoded", "a=b"],
        ["application/xml", "<a/>"],
      ],
    );
  });

  it("hands the raw answer of a typed call to onResponse", async () => {
    let status = 0;
    await client().org.get("o", { onResponse: (response) => (status = response.status) });
    assert.equal(status, 200);
  });

  it("retries a read after 500, 502 and a broken connection, with jittered waits", async () => {
    inTurn({ status: 500 }, { status: 502 }, { hangUp: true }, { body: org });
    assert.equal((await client().org.get("o")).name, "Acme");
    assert.deepEqual(waits, [125, 250, 500]);
    assert.deepEqual(
      events.map(({ path, attempt, status, error }) => [path, attempt, status, error]),
      [
        ["org/:oid/", 1, 500, "ServerError"],
        ["org/:oid/", 2, 502, "ServerError"],
        ["org/:oid/", 3, undefined, "ECONNRESET"],
        ["org/:oid/", 4, 200, undefined],
      ],
    );
  });

  it("waits for as long as Retry-After says", async () => {
    inTurn({ status: 429, headers: { "retry-after": "7" } }, { body: org });
    await client().org.get("o");
    assert.deepEqual(waits, [7125]);
  });

  it("gives up after the policy's attempts", async () => {
    inTurn({ status: 503 });
    await assert.rejects(client({ retry: { attempts: 2 } }).org.get("o"), ServerError);
    assert.equal(server.met.length, 2);
  });

  for (const answer of [{ status: 500 }, { status: 503 }, { hangUp: true }]) {
    it(`never repeats a POST or PATCH by itself (${JSON.stringify(answer)})`, async () => {
      inTurn(answer);
      await assert.rejects(client().org.create({ name: "Acme" }));
      await assert.rejects(client().org.update("o", { name: "Acme" }));
      assert.equal(server.met.length, 2);
    });
  }

  it("repeats a POST that was answered with 429: it did nothing", async () => {
    inTurn({ status: 429, headers: { "retry-after": "1" } }, { body: org });
    await client().org.create({ name: "Acme" });
    assert.deepEqual([server.met.length, waits], [2, [1125]]);
  });

  for (const answer of [{ status: 500 }, { hangUp: true }] satisfies Answer[]) {
    it(`repeats a POST only where it has not happened (${JSON.stringify(answer)})`, async () => {
      for (const [happened, sent] of [
        [false, 2],
        [true, 1],
      ] as const) {
        server.met.length = 0;
        inTurn(answer, { body: org });
        const hasHappened = () => Promise.resolve(happened);
        const made = client().org.create({ name: "Acme" }, { hasHappened });
        if (happened) await assert.rejects(made);
        else await made;
        assert.equal(server.met.length, sent);
      }
    });
  }

  it("asks whether a POST happened whose answer is too large, and repeats it in no case", async () => {
    for (const happened of [false, true]) {
      server.met.length = 0;
      let looks = 0;
      const hasHappened = () => {
        looks++;
        return Promise.resolve(happened);
      };
      const made = client({ maxResponseSize: 9 }).org.create({ name: "Acme" }, { hasHappened });
      await assert.rejects(made, ResponseTooLargeError);
      assert.deepEqual([server.met.length, looks], [1, 1]);
    }
  });

  it("does not ask whether a POST happened that certainly did not", async () => {
    const hasHappened = () => Promise.reject(new Error("asked"));
    inTurn({ status: 429 }, { body: org });
    await client().org.create({ name: "Acme" }, { hasHappened });
    inTurn({ status: 400, body: {} });
    await assert.rejects(client().org.create({ name: "Acme" }, { hasHappened }), InvalidError);
  });

  it("begins the time limit and the clock of an attempt when it leaves", async () => {
    const gate: Limiter = {
      pass: async (_request, _turn, attempt) => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        return attempt();
      },
    };
    const began = Date.now();
    await client({ gate, timeout: 0.3, retry: false }).org.get("o");
    assert.ok(Date.parse(String(events[0]?.time)) >= began + 390);
  });

  it("repeats a POST that the caller calls idempotent, also after a 500", async () => {
    inTurn({ status: 500 }, { body: org });
    await client().org.create({ name: "Acme" }, { idempotent: true });
    assert.equal(server.met.length, 2);
  });

  it("never repeats what the server refused", async () => {
    inTurn({ status: 404, body: { detail: "未找到。" } });
    await assert.rejects(client().user.get("ghost"), (error) => {
      assert.ok(error instanceof NotFoundError && error instanceof UserApiError);
      assert.equal(error.message, "GET user/ghost/ answered 404: 未找到。");
      assert.deepEqual(error.cause, { status: 404, body: { detail: "未找到。" } });
      return true;
    });
    assert.equal(server.met.length, 1);
  });

  it("makes one login for 50 parallel calls", async () => {
    server.answer = ({ url }) => ({ body: url.includes("login") ? { token: "t1" } : org });
    const authorizer = passwordAuthorizer({ username: "admin", password: "s3cret" });
    const one = client({ authorizer });
    await Promise.all(Array.from({ length: 50 }, () => one.org.get("o")));
    const logins = server.met.filter(({ url }) => url.includes("login"));
    assert.equal(logins.length, 1);
    assert.equal(logins[0]?.headers.authorization, undefined);
    assert.equal(server.met.at(-1)?.headers.authorization, "Token t1");
  });

  it("renews the token once after a 401, for 50 parallel calls together, writes too", async () => {
    let tokens = 0;
    server.answer = ({ url, headers }: Met) => {
      if (url.includes("login")) return { body: { token: `t${++tokens}` } };
      return headers.authorization === "Token t2" ? { body: org } : { status: 401, body: {} };
    };
    const one = client({ authorizer: passwordAuthorizer({ username: "a", password: "b" }) });
    await Promise.all(Array.from({ length: 50 }, () => one.org.create({ name: "Acme" })));
    assert.equal(tokens, 2);
  });

  it("sends with the newest token what waits for its turn while tokens end again and again", async () => {
    let [tokens, used] = [0, 0];
    server.answer = ({ url, headers }: Met) => {
      if (url.includes("login")) return { body: { token: `t${++tokens}`, used: (used = 0) } };
      const isGood = headers.authorization === `Token t${tokens}` && used++ < 30;
      return isGood ? { body: org } : { status: 401, body: {} };
    };
    const authorizer = passwordAuthorizer({ username: "a", password: "b" });
    const [calls, concurrency] = [100, 4];
    const one = client({ authorizer, gate: gentle(concurrency) });
    await Promise.all(Array.from({ length: calls }, () => one.org.get("o")));
    assert.equal(tokens, 4);
    const most = calls + tokens + tokens * 3 * concurrency;
    assert.ok(server.met.length <= most, `${server.met.length}: all that waited were refused`);
  });

  it("ends with the 401 where the new token is refused too", async () => {
    server.answer = ({ url }) =>
      url.includes("login") ? { body: { token: "t" } } : { status: 401, body: { detail: "no" } };
    const one = client({ authorizer: passwordAuthorizer({ username: "a", password: "b" }) });
    await assert.rejects(one.org.get("o"), UnauthorizedError);
    assert.equal(server.met.length, 4);
  });

  it("tries the login again after one that failed, and never shows the password", async () => {
    inTurn(
      { status: 400, body: { non_field_errors: ["wrong"] } },
      { body: { ...org, token: "t" } },
    );
    const authorizer = passwordAuthorizer({ username: "admin", password: "s3cret" });
    const one = client({ authorizer });
    await assert.rejects(one.org.get("o"), (error: ApiError) => {
      assert.equal(error.service, "auth");
      assert.equal(error.message, "POST ucenter/login/ answered 400: wrong");
      return true;
    });
    await one.org.get("o");
    assert.ok(!JSON.stringify(events).includes("s3cret"));
  });

  it("does not renew a token that was given", async () => {
    inTurn({ status: 401, body: null });
    const one = client({ authorizer: tokenAuthorizer("t") });
    await assert.rejects(one.org.get("o"), UnauthorizedError);
    assert.equal(server.met.length, 1);
  });

  it("ends an attempt after the timeout", async () => {
    inTurn({ silence: true });
    const one = client({ timeout: 0.05, retry: false });
    await assert.rejects(one.org.get("o"), (error: TimeoutError) => {
      assert.ok(error instanceof TimeoutError && error.cause instanceof Error);
      assert.equal(error.message, "GET org/o/ had no answer in 0.05 s");
      return true;
    });
  });

  it("ends with the caller's signal, also while it waits to retry", async () => {
    const reason = new Error("enough");
    const early = AbortSignal.abort(reason);
    await assert.rejects(client().org.get("o", { signal: early }), (error: Error) => {
      assert.ok(error instanceof AbortedError && error.cause === reason);
      return true;
    });
    await assert.rejects(client().org.get("o", { signal: AbortSignal.abort() }), AbortedError);
    assert.equal(server.met.length, 0);
    inTurn({ status: 503 });
    const late = new AbortController();
    const one = client({ sleep: () => new Promise(() => late.abort()) });
    await assert.rejects(one.org.get("o", { signal: late.signal }), AbortedError);
    assert.equal(server.met.length, 1);
  });

  it("leaves a shared login to the others when one caller aborts", async () => {
    let answerLogin = (): void => undefined;
    const held = new Promise<void>((resolve) => (answerLogin = resolve));
    server.answer = async ({ url }) => {
      if (!url.includes("login")) return { body: org };
      await held;
      return { body: { token: "t" } };
    };
    const one = client({ authorizer: passwordAuthorizer({ username: "a", password: "b" }) });
    const abort = new AbortController();
    const impatient = one.org.get("o", { signal: abort.signal });
    const patient = one.org.get("o");
    abort.abort();
    await assert.rejects(impatient, AbortedError);
    answerLogin();
    assert.equal((await patient).name, "Acme");
  });

  it("never follows a redirect of a write, and names the right origin", async () => {
    inTurn({ status: 301, headers: { location: "https://id.acme.example/siteapi/v1/org/?k=v" } });
    await assert.rejects(client().org.create({ name: "Acme" }), (error: ApiError) => {
      assert.match(error.message, /redirected to https:\/\/id\.acme\.example, /);
      return true;
    });
    assert.equal(server.met.length, 1);
  });

  it("follows a redirect of a read", async () => {
    inTurn({ status: 301, headers: { location: "/siteapi/v1/org/p/" } }, { body: org });
    assert.equal((await client().org.get("o")).name, "Acme");
  });

  it("says in one sentence that nobody listens", async () => {
    const gone = await loopback(() => ({}));
    await gone.close();
    const one = client({ url: gone.url });
    await assert.rejects(one.org.create({ name: "Acme" }), (error: ConnectionError) => {
      assert.ok(error instanceof ConnectionError);
      assert.equal(error.message, `the server at ${gone.url} can't be reached: connection refused`);
      assert.deepEqual([error.code, error.sent], ["ECONNREFUSED", false]);
      return true;
    });
    // Nothing was sent, so even the POST was tried again.
    assert.equal(waits.length, 3);
  });

  it("understands HTML errors, empty ones and JSON null", async () => {
    const texts: [Answer, string][] = [
      [
        { text: "<h1>Server Error (500)</h1>", headers: { "content-type": "text/html" } },
        "Server Error (500)",
      ],
      [{}, "the server failed"],
      [{ body: null }, "the server failed"],
      [{ text: "{broken", headers: { "content-type": "application/json" } }, "{broken"],
    ];
    for (const [answer, says] of texts) {
      inTurn({ status: 500, ...answer });
      await assert.rejects(client({ retry: false }).org.get("o"), (error: ApiError) => {
        assert.equal(error.detail, says);
        return true;
      });
    }
  });

  it("tells a connection that is late from an answer that is", async () => {
    // Accepts, and never says a word of TLS.
    const mute = net.createServer();
    await new Promise<void>((done) => mute.listen(0, "127.0.0.1", done));
    const { port } = mute.address() as net.AddressInfo;
    const one = client({ url: `https://127.0.0.1:${port}`, timeout: 0.2, retry: { attempts: 2 } });
    await assert.rejects(one.org.create({ name: "Acme" }), (error: ConnectionTimeoutError) => {
      assert.ok(error instanceof ConnectionTimeoutError && error instanceof TimeoutError);
      assert.deepEqual([error.code, error.sent, waits.length], ["ETIMEDOUT", false, 1]);
      return true;
    });
    mute.close();
  });

  it("keeps a query and a key out of whatever an error shows, its cause included", async () => {
    inTurn({ hangUp: true });
    const one = client({ retry: false });
    const told: string[] = [];
    const tell = (error: unknown) => void told.push(inspect(error, { depth: 9 }));
    await one.org.viewInvitation("o", "s3cretkey").catch(tell);
    await one.infrastructure.verifySmsCaptcha("login", "13911110002", "0'0 4711").catch(tell);
    inTurn({ text: "{", headers: { "content-length": "99" } });
    await one.org.viewInvitation("o", "s3cretkey", { timeout: 0.05 }).catch(tell);
    assert.equal(told.length, 3);
    for (const text of told) assert.doesNotMatch(text, /s3cretkey|4711|13911110002/);
  });

  it("waits for slow answers, longer than it keeps idle connections", async function () {
    this.timeout(5_000);
    server.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_800));
      return { body: org };
    };
    assert.equal((await client().org.get("o")).name, "Acme");
  });

  for (const fetch of [undefined, globalThis.fetch]) {
    it(`ends a request under way with the caller's signal (${fetch ? "platform" : "node"}-fetch)`, async () => {
      inTurn({ silence: true });
      const one = client({ ...(fetch && { fetch }) });
      const abort = new AbortController();
      const reply = one.org.get("o", { signal: abort.signal });
      setTimeout(() => abort.abort(), 20);
      await assert.rejects(reply, AbortedError);
      await assert.rejects(one.org.get("o", { timeout: 0.02, signal: abort.signal }), AbortedError);
      await assert.rejects(
        client({ retry: false, ...(fetch && { fetch }) }).org.get("o", { timeout: 0.02 }),
        TimeoutError,
      );
    });
  }

  it("ends quietly where the signal has ended before the request could begin", async () => {
    const signal = AbortSignal.abort(new Error("late"));
    const init = { method: "POST", headers: {}, body: "{}", redirect: "manual", signal } as const;
    // An error that nobody hears would end the test's own process.
    await assert.rejects(nodeFetch({ connectTimeout: 1 })(server.url, init), /late/);
    assert.equal(server.met.length, 0);
  });

  it("works with the platform's own fetch", async () => {
    assert.equal((await client({ fetch: globalThis.fetch }).org.get("o")).name, "Acme");
    const gone = client({ fetch: globalThis.fetch, url: "http://127.0.0.1:1", retry: false });
    await assert.rejects(gone.org.get("o"), ConnectionError);
  });
});
