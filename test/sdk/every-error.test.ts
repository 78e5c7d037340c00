import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
  AbortedError,
  ArkIDClient,
  CallbackError,
  IdentityError,
  isAborted,
  isCallbackError,
  isUsageError,
  UsageError,
  type ArkIDClientOptions,
  type RequestOptions,
} from "../../sdk";
import {
  AuthenticationClient,
  type CallOptions,
  type ManagementClientOptions,
} from "../../sdk/authing";
import { wireOrg } from "./answers";
import { clientOf, granting, rejection, SECRET } from "./authing/support";
import { loopback, type Answer, type Loopback } from "./loopback";

const boom = (): never => {
  throw new TypeError("boom");
};
const boomLater = () => Promise.reject(new TypeError("boom"));

describe("every error is an IdentityError", () => {
  let server: Loopback;
  const sleep = () => Promise.resolve();
  const arkid = (options: Partial<ArkIDClientOptions> = {}) =>
    new ArkIDClient({ url: server.url, sleep, ...options });
  const authing = (options: Partial<ManagementClientOptions> = {}) => clientOf(server, options);
  const own = (met: Parameters<typeof granting>[0]): Answer =>
    met.url.startsWith("/siteapi/") ? { body: wireOrg() } : granting(met);

  before(async () => (server = await loopback(own)));
  after(() => server.close());
  beforeEach(() => (server.answer = own));

  const callbacks: Record<string, Partial<ArkIDClientOptions & ManagementClientOptions>> = {
    onRequest: { onRequest: boom },
    logger: { logger: { debug: boom, info: boom, warn: boom } },
    gate: { gate: { pass: boomLater } },
  };
  for (const [name, options] of Object.entries(callbacks)) {
    it(`also where ${name} throws, which is named`, async () => {
      for (const call of [
        () => arkid(options).org.get("o"),
        () => authing(options).organizations.get("a"),
      ]) {
        const error = await rejection(call());
        assert.ok(error instanceof CallbackError, inspect(error));
        assert.equal(error.callback, name);
        assert.equal(error.message, `${name}, which the caller gave, threw: boom`);
        assert.ok(error.cause instanceof TypeError && isCallbackError(error));
      }
    });
  }

  const ofCalls: Record<string, RequestOptions & CallOptions> = {
    onResponse: { onResponse: boom },
    hasHappened: { hasHappened: boomLater },
  };
  for (const [name, options] of Object.entries(ofCalls)) {
    it(`also where ${name} of a call throws, which is named`, async () => {
      if (name === "hasHappened") server.answer = () => ({ hangUp: true });
      for (const call of [
        () => arkid().org.create({ name: "Acme" }, options),
        () => authing().call("createUser", { username: "a" }, options),
      ]) {
        const error = await rejection(call());
        assert.ok(error instanceof CallbackError, inspect(error));
        assert.equal(error.callback, name);
      }
    });
  }

  it("also where an authorizer throws", async () => {
    server.answer = () => ({ status: 401, body: { detail: "who?" } });
    for (const authorizer of [
      { headers: boom },
      { headers: boomLater },
      { headers: () => Promise.resolve({}), latest: boom },
      { headers: () => Promise.resolve({}), renew: boom },
    ]) {
      const error = await rejection(arkid({ authorizer }).org.get("o"));
      assert.ok(error instanceof CallbackError && error.callback === "authorizer", inspect(error));
    }
  });

  it("as it came, where a callback fails with one", async () => {
    const mine = new UsageError("mine");
    const hasHappened = () => Promise.reject(mine);
    server.answer = () => ({ hangUp: true });
    assert.equal(await rejection(arkid().org.create({ name: "a" }, { hasHappened })), mine);
  });

  it("also for what was thrown and is no error at all", async () => {
    const gate = {
      pass: () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- what others' code may do
        throw "a word";
      },
    };
    assert.match(String(await rejection(arkid({ gate }).org.get("o"))), /threw: a word$/);
  });

  it("also where the caller gives up: at once, before and while an answer is awaited", async () => {
    const reason = new Error("enough");
    const calls: ((signal: AbortSignal) => Promise<unknown>)[] = [
      (signal) => arkid().org.get("o", { signal }),
      (signal) => authing().organizations.get("a", { signal }),
      (signal) => arkid({ signal }).org.get("o"),
      (signal) => authing({ signal }).organizations.get("a"),
    ];
    for (const call of calls) {
      assert.ok(isAborted(await rejection(call(AbortSignal.abort(reason)))));
      const giveUp = new AbortController();
      server.answer = () => (giveUp.abort(reason), { silence: true });
      const error = await rejection(call(giveUp.signal));
      assert.ok(error instanceof AbortedError && isAborted(error), inspect(error));
      assert.equal(error.cause, reason);
    }
  });

  const answers: Record<string, Answer> = {
    "a gateway's page": { status: 502, text: "<html>" },
    "half a JSON": { text: '{"oid', headers: { "content-type": "application/json" } },
    "a broken connection": { hangUp: true },
    "another API's answer": { body: [] },
    "an empty answer": { text: "" },
    "JSON's null": { body: null },
    "a redirect to nowhere": { status: 302, headers: { location: "http://" } },
    "an odd status": { status: 418, body: {} },
  };
  for (const [name, answer] of Object.entries(answers)) {
    it(`for ${name}, and is no abort`, async () => {
      server.answer = () => answer;
      const app = { appId: "a", appSecret: SECRET, appHost: server.url, sleep };
      for (const call of [
        () => arkid().org.get("o"),
        () => arkid().org.listMembers("o").page(),
        () => authing().organizations.get("a"),
        () => authing().users.list().page(),
        () => authing().userPoolId(),
        () => new AuthenticationClient(app).signIn.byEmail("ada@acme.example", "pw"),
      ]) {
        const error = await call().then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (error === undefined) continue;
        assert.ok(error instanceof IdentityError, inspect(error));
        assert.ok(!isAborted(error));
      }
    });
  }

  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  const wrong: Record<string, () => unknown> = {
    "a signal that is none": () => arkid().org.get("o", { signal: {} as never }),
    "a signal of Authing's that is none": () =>
      authing().users.get("u", {}, { signal: 1 as never }),
    "a body that holds itself": () => arkid().post("x", { body: circle }),
    "a body with a BigInt": () => arkid().post("x", { body: { n: 1n } }),
    "a body of Authing's that holds itself": () => authing().call("createUser", circle),
    "half a character in a query": () => arkid().get("x", { query: { a: "\ud800" } }),
    "half a character in an id": () => arkid().org.get("\ud800"),
    "a header with a line break": () => arkid().get("x", { headers: { a: "b\nc" } }),
    "an id that is no text": () => arkid().org.get(undefined as never),
    "a method that the vendor lacks": () => authing().call("noSuchMethod" as never, {}),
    "a page that is none": () => arkid().perm.list().page({ page: 0 }),
    "no url": () => new ArkIDClient({ url: "" }),
    "a caFile that is not there": () =>
      arkid({ caFile: "/nowhere.pem", url: "https://127.0.0.1:1" }).org.get("o"),
    "a maxResponseSize of nothing": () => authing({ maxResponseSize: 0 }),
  };
  for (const [name, call] of Object.entries(wrong)) {
    it(`for ${name}, which is the caller's mistake`, async () => {
      const error = await rejection(Promise.resolve().then(call));
      assert.ok(isUsageError(error), inspect(error));
    });
  }
});
