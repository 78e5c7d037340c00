import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { inspect } from "node:util";
import {
  AbortedError,
  ConnectionError,
  ManagementClient,
  RateLimitedError,
  ServerError,
  TimeoutError,
  UsageError,
  type Limiter,
  type RequestEvent,
} from "../../../sdk/authing";
import { loopback, type Loopback } from "../loopback";
import { clientOf, failed, granting, KEY, ok, pathOf, rejection, SECRET } from "./support";

describe("calls of Authing", () => {
  let server: Loopback;
  /** Fails so often, then succeeds. */
  const failing = (times: number, answer: ReturnType<typeof failed>, data: unknown = {}) => {
    let left = times;
    server.answer = (met) => (left-- > 0 ? answer : granting(met, data));
  };
  const throttled = failed(429, "请求过于频繁");

  before(async () => (server = await loopback(granting)));
  after(() => server.close());
  beforeEach(() => {
    server.met.length = 0;
    server.answer = (met) => granting(met);
  });

  it("sign what is sent, in every script, without null and undefined", async () => {
    const filter = { keywords: "研发部 & 平台", tenantId: null };
    await clientOf(server).call("searchOrganizations", filter as never);
    await clientOf(server).call("getNamespace", { code: undefined } as never);
    const { searchParams } = new URL(server.met[0]?.url ?? "", "http://x");
    assert.equal(searchParams.get("keywords"), "研发部 & 平台");
    assert.ok(!searchParams.has("tenantId"));
    assert.equal(server.met[1]?.url, "/api/v3/get-namespace");
    assert.match(String(server.met[0]?.headers["authorization"]), /^authing ak-.*:.{28}$/);
  });

  it("keep a null of a body, which the caller means", async () => {
    await clientOf(server).call("updateUser", {
      userId: "u",
      email: null,
      name: undefined,
    } as never);
    assert.deepEqual(server.met[0]?.body, { userId: "u", email: null });
  });

  it("say the language", async () => {
    await clientOf(server, { lang: "ja-JP" }).organizations.get("a");
    assert.equal(server.met[0]?.headers["x-authing-lang"], "ja-JP");
  });

  it("refuse an empty key, which the server would take for none", async () => {
    const client = clientOf(server);
    const organization = { organizationCode: "", organizationName: "顶点" };
    for (const call of [
      client.organizations.create(organization),
      client.departments.delete({ organizationCode: "a", departmentId: "" }),
      client.users.update("", { name: "阿达" }),
    ]) {
      assert.ok((await rejection(call)) instanceof UsageError);
    }
    assert.equal(server.met.length, 0);
  });

  describe("are repeated", () => {
    it("when throttled inside HTTP 200, whatever they are, with back-off", async () => {
      const waits: number[] = [];
      const sleep = (ms: number) => Promise.resolve(void waits.push(ms));
      const client = clientOf(server, { sleep, random: () => 0.5 });
      failing(3, throttled, { userId: "u" });
      assert.equal((await client.users.create({ username: "阿达" })).userId, "u");
      assert.equal(server.met.length, 4);
      assert.deepEqual(waits, [125, 250, 500]);
    });

    it("no more often than the policy says", async () => {
      failing(9, throttled);
      const error = await rejection(clientOf(server).users.get("u"));
      assert.ok(error instanceof RateLimitedError);
      assert.equal(server.met.length, 4);
    });

    it("with a signature of their own each time", async () => {
      failing(1, throttled);
      await clientOf(server).users.get("u");
      const nonces = server.met.map(({ headers }) => headers["x-authing-signature-nonce"]);
      assert.equal(new Set(nonces).size, 2);
    });

    it("as reads after a failure of the server, also where a read is a POST", async () => {
      failing(1, failed(500, "内部错误"), { list: [], totalCount: 0 });
      await clientOf(server).users.list().page();
      assert.equal(server.met.length, 2);
      assert.equal(server.met[0]?.method, "POST");
    });

    it("as repeatable writes after a gateway's failure and a broken connection", async () => {
      failing(1, { status: 502, text: "" });
      await clientOf(server).users.delete("u");
      failing(1, { hangUp: true });
      await clientOf(server).departments.addMembers({ organizationCode: "a", departmentId: "d" }, [
        "u",
      ]);
      assert.equal(server.met.length, 4);
    });

    it("never as creations, which may have happened", async () => {
      const client = clientOf(server);
      failing(1, { status: 502, text: "" });
      assert.ok((await rejection(client.users.create({ username: "a" }))) instanceof ServerError);
      failing(1, { hangUp: true });
      assert.ok(
        (await rejection(client.users.create({ username: "a" }))) instanceof ConnectionError,
      );
      failing(1, { status: 504, text: "" });
      await rejection(client.applications.refreshSecret("app"));
      assert.equal(server.met.length, 3);
    });

    it("as creations by the caller's word", async () => {
      failing(1, { hangUp: true });
      await clientOf(server).call("createUser", { username: "a" }, { idempotent: true });
      assert.equal(server.met.length, 2);
    });

    it("as creations where a look says that they have not happened", async () => {
      const looks = [false, true];
      const hasHappened = () => Promise.resolve(looks.shift() ?? true);
      failing(9, { hangUp: true });
      const call = clientOf(server).call("createUser", { username: "a" }, { hasHappened });
      assert.ok((await rejection(call)) instanceof ConnectionError);
      assert.equal(server.met.length, 2);
    });

    it("never after a refusal", async () => {
      failing(1, failed(422, "不合法"));
      await rejection(clientOf(server).users.get("u"));
      assert.equal(server.met.length, 1);
    });
  });

  describe("end", () => {
    it("at the time limit, in seconds", async () => {
      server.answer = () => ({ silence: true });
      const client = clientOf(server, { retry: false, timeout: 0.05 });
      const error = await rejection(client.users.get("u"));
      assert.ok(error instanceof TimeoutError, inspect(error));
      assert.match(error.message, /no answer in 0.05 s/);
    });

    it("at a time limit of their own", async () => {
      server.answer = () => ({ silence: true });
      const client = clientOf(server, { retry: false });
      const call = client.organizations.get("a", { timeout: 0.05 });
      assert.ok((await rejection(call)) instanceof TimeoutError);
    });

    it("when the caller gives up", async () => {
      const giveUp = new AbortController();
      server.answer = () => (giveUp.abort(new Error("enough")), { silence: true });
      const call = clientOf(server).organizations.get("a", { signal: giveUp.signal });
      assert.ok((await rejection(call)) instanceof AbortedError);
      assert.equal(server.met.length, 1);
    });

    it("where nobody listens, with the address and the reason", async () => {
      const gone = await loopback(() => ok());
      await gone.close();
      const error = await rejection(clientOf(gone, { retry: false }).users.get("u"));
      assert.ok(error instanceof ConnectionError, inspect(error));
      assert.equal(error.message, `the server at ${gone.url} can't be reached: connection refused`);
    });
  });

  it("are told of, one event an attempt, with the status that the body says", async () => {
    const events: RequestEvent[] = [];
    failing(1, throttled);
    await clientOf(server, { onRequest: (event) => events.push(event) }).users.get("阿达");
    const told = events.map(({ method, path, status, attempt, error }) => [
      ...[method, path, status, attempt, error],
    ]);
    assert.deepEqual(told, [
      ["GET", "/api/v3/get-user", 429, 1, "RateLimitedError"],
      ["GET", "/api/v3/get-user", 200, 2, undefined],
    ]);
  });

  it("go through a gate that the caller brings, reads told from writes", async () => {
    const seen: string[] = [];
    const gate: Limiter = {
      pass: ({ method, path }, { attempt }, send) => {
        seen.push(`${attempt} ${method} ${path.template}`);
        return send();
      },
    };
    failing(1, throttled, { list: [] });
    const client = clientOf(server, { gate });
    await client.users.list().page();
    await client.departments.delete({ organizationCode: "a", departmentId: "d" });
    await client.users.create({ username: "a" });
    assert.deepEqual(seen, [
      "1 GET /api/v3/list-users",
      "2 GET /api/v3/list-users",
      "1 PUT /api/v3/delete-department",
      "1 POST /api/v3/create-user",
    ]);
  });

  it("of two hosts in one process go each to its own, and leave axios as it was", async () => {
    const vendorRequire = createRequire(require.resolve("authing-node-sdk"));
    const { defaults } = vendorRequire("axios") as { defaults: { baseURL?: string | undefined } };
    defaults.baseURL = "http://mine.example";
    const other = await loopback((met) => granting(met, { organizationName: "乙" }));
    server.answer = (met) => granting(met, { organizationName: "甲" });
    try {
      const [first, second] = [clientOf(server), clientOf(other)];
      const ask = () =>
        Promise.all([first, second].map((client) => client.organizations.get("同")));
      for (const answers of [await ask(), await ask()]) {
        assert.deepEqual(
          answers.map(({ organizationName }) => organizationName),
          ["甲", "乙"],
        );
      }
      assert.deepEqual([server.met.length, other.met.length], [2, 2]);
      assert.equal(defaults.baseURL, "http://mine.example");
    } finally {
      defaults.baseURL = undefined;
      await other.close();
    }
  });

  it("may go below a folder of the host", async () => {
    await clientOf({ url: `${server.url}/authing/` }).organizations.get("a");
    assert.equal(server.met[0] && pathOf(server.met[0]), "/authing/api/v3/get-organization");
  });

  it("leave the options as they were", async () => {
    const options = Object.freeze({
      ...{ accessKeyId: KEY, accessKeySecret: SECRET, host: server.url },
      ...{ rejectUnauthorized: false, caFile: undefined },
    });
    await new ManagementClient(options).organizations.get("a");
    assert.equal(options.rejectUnauthorized, false);
  });

  for (const wrong of [
    { host: "ftp://a.example" },
    { host: "http://user:pass@a.example" },
    { host: "http://a.example?x=1" },
    { timeout: 0 },
    { timeout: Number.NaN },
    { accessKeyId: "" },
    { accessKeyId: "key\n" },
    { accessKeySecret: " secret" },
    { accessKeySecret: undefined as unknown as string },
  ]) {
    it(`refuse ${inspect(wrong)} before any`, () => {
      assert.throws(() => clientOf(server, wrong), UsageError);
    });
  }
});
