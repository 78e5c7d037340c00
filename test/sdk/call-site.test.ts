import assert from "node:assert/strict";
import sinon from "sinon";
import {
  ArkIDClient,
  IdentityError,
  passwordAuthorizer,
  type ArkIDClientOptions,
  type Limiter,
} from "../../sdk";
import { Limits } from "../../sdk/transport/limits/limits";
import { wirePage, wirePerm } from "./answers";
import { clientOf, failed, ok } from "./authing/support";
import { loopback, type Loopback } from "./loopback";

/** What a call rejects with, told by `then`: no await leads to who called. */
const settled = (call: Promise<unknown>): Promise<IdentityError> =>
  call.then(
    () => assert.fail("did not reject"),
    (error: unknown) => {
      assert.ok(error instanceof IdentityError, String(error));
      return error;
    },
  );

/** A function of this name calls, so that it is in the stack, with this file. */
const leadsTo = (name: string, { stack = "" }: Error) =>
  assert.match(
    stack,
    new RegExp(`at (async )?(Object\\.|Context\\.)?${name} .*call-site\\.test\\.ts`),
  );

describe("the stack of an error", () => {
  let server: Loopback;
  const gate = (): Limiter =>
    new Limits({
      ...{ concurrency: 2, longestPause: 0, isTransaction: () => false, now: () => 0 },
      ...{ ready: () => Promise.resolve(), sleep: () => Promise.resolve() },
    });
  const arkid = (options: Partial<ArkIDClientOptions> = {}) =>
    new ArkIDClient({ url: server.url, sleep: () => Promise.resolve(), ...options });
  const missing = { status: 404, body: { detail: "Not found." } };

  before(async () => (server = await loopback(() => missing)));
  after(() => server.close());
  beforeEach(() => (server.answer = () => missing));

  it("begins with the error's own name and sentence", async () => {
    const error = await settled(arkid().user.get("ada"));
    assert.match(
      String(error.stack),
      /^NotFoundError: GET user\/ada\/ answered 404: Not found\.\n/,
    );
  });

  it("leads to the line that called ArkID", async () => {
    const asksArkid = () => arkid().user.get("ada");
    leadsTo("asksArkid", await settled(asksArkid()));
  });

  it("leads to the line that called Authing", async () => {
    server.answer = () => failed(404, "不存在");
    const asksAuthing = () => clientOf(server).users.get("ada");
    leadsTo("asksAuthing", await settled(asksAuthing()));
  });

  it("leads there after retries and a queue, too", async () => {
    server.answer = () => ({ status: 502, text: "" });
    const asksPatiently = () => arkid({ gate: gate() }).org.get("o");
    leadsTo("asksPatiently", await settled(asksPatiently()));
    const asksAuthingPatiently = () => clientOf(server, { gate: gate() }).users.list().page();
    leadsTo("asksAuthingPatiently", await settled(asksAuthingPatiently()));
  });

  it("leads to the loop over a list, also on a later page", async () => {
    const refused = { status: 403, body: { detail: "no" } };
    for (const last of [1, 3]) {
      server.answer = ({ url }) => {
        const page = Number(new URL(url, "http://x").searchParams.get("page"));
        if (page === last) return refused;
        return { body: wirePage([wirePerm({ uid: `p${page}` })], { count: 9, next: "x" }) };
      };
      const walks = async () => {
        for await (const perm of arkid().perm.list()) void perm;
      };
      leadsTo("walks", await settled(walks()));
    }
  });

  it("leads to a loop over a list of Authing, also on a later page", async () => {
    server.answer = ({ body }) => {
      const { page } = (body as { options: { pagination: { page: number } } }).options.pagination;
      const list = Array.from({ length: 50 }, (_, index) => ({ userId: `${page}-${index}` }));
      return page === 3 ? failed(403, "无权限") : ok({ totalCount: 200, list });
    };
    const walksAuthing = async () => {
      for await (const user of clientOf(server).users.list()) void user;
    };
    leadsTo("walksAuthing", await settled(walksAuthing()));
  });

  it("leads to the first of many calls that share a login which fails", async () => {
    server.answer = () => ({ status: 400, body: { detail: "wrong password" } });
    const authorizer = passwordAuthorizer({ username: "ada", password: "pw-秘密" });
    const client = arkid({ authorizer });
    const asksFirst = () => client.org.get("a");
    const asksNext = () => client.org.get("b");
    const [first] = await Promise.all([settled(asksFirst()), settled(asksNext())]);
    leadsTo("asksFirst", first);
  });

  it("leads to who gave up, to who gave a wrong argument, and to who gave a wrong body", async () => {
    const givesUp = () => arkid().org.get("o", { signal: AbortSignal.abort() });
    leadsTo("givesUp", await settled(givesUp()));
    const asksWrongly = () => arkid().org.get("");
    leadsTo("asksWrongly", await settled(asksWrongly()));
    const sendsWrongly = () => arkid().post("x/", { body: { n: 1n } });
    leadsTo("sendsWrongly", await settled(sendsWrongly()));
    const callsWrongly = () => clientOf(server).call("noSuchMethod" as never, {});
    leadsTo("callsWrongly", await settled(callsWrongly()));
  });

  it("is left as it is where a process has frames in a form of its own", async () => {
    const own = sinon.stub(Error, "prepareStackTrace").value((_: Error, frames: unknown) => frames);
    try {
      assert.ok((await settled(arkid().org.get("o"))) instanceof IdentityError);
    } finally {
      own.restore();
    }
  });
});
