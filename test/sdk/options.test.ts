import assert from "node:assert/strict";
import { inspect } from "node:util";
import sinon from "sinon";
import { ArkIDClient, nullAuthorizer, UsageError, type Fetch, type Logger } from "../../sdk";
import { AuthenticationClient, ManagementClient } from "../../sdk/authing";
import { wireOrg, wirePage, wirePerm, wireSession } from "./answers";
import { clientOf, failed, granting, KEY, ok, rejection, SECRET } from "./authing/support";
import { setEnvironment } from "./environment";
import { loopback, type Loopback } from "./loopback";

describe("the options of both SDKs", () => {
  let server: Loopback;
  const lines: string[] = [];
  const logger: Logger = {
    debug: (line) => lines.push(`debug ${line}`),
    info: (line) => lines.push(`info ${line}`),
    warn: (line) => lines.push(`warn ${line}`),
  };
  /** Times differ. */
  const logged = () => lines.map((line) => line.replace(/in \d+ ms/, "in 0 ms"));
  const keys = { accessKeyId: KEY, accessKeySecret: SECRET };
  const sleep = () => Promise.resolve();

  before(async () => (server = await loopback(() => ({}))));
  after(() => server.close());
  beforeEach(() => {
    server.met.length = lines.length = 0;
    server.answer = () => ({ body: wireOrg() });
  });

  describe("timeout", () => {
    const makers: Record<string, (timeout: number) => unknown> = {
      ArkID: (timeout) => new ArkIDClient({ url: "http://a.example", timeout }),
      management: (timeout) => new ManagementClient({ ...keys, timeout }),
      authentication: (timeout) =>
        new AuthenticationClient({ appId: "a", appSecret: "s", appHost: "a.example", timeout }),
    };
    for (const [name, make] of Object.entries(makers)) {
      it(`is in seconds for ${name}, and refused where it can only be milliseconds`, () => {
        for (const timeout of [0.5, 1, 3600, -1]) make(timeout);
        for (const timeout of [0, -2, NaN, Infinity]) {
          assert.throws(() => make(timeout), /^UsageError: timeout is in seconds, above 0; -1 for/);
        }
        assert.throws(
          () => make(10_000),
          /^UsageError: timeout is in seconds, at most 3600: 10000 looks like milliseconds, which are 10 seconds; -1 for no limit$/,
        );
      });
    }

    it("of a call is held to the same", async () => {
      const arkid = new ArkIDClient({ url: server.url }).org.get("o", { timeout: 30_000 });
      assert.match(String(await rejection(arkid)), /UsageError: timeout is in seconds/);
      const authing = clientOf(server).organizations.get("a", { timeout: 30_000 });
      assert.match(String(await rejection(authing)), /UsageError: timeout is in seconds/);
      assert.equal(server.met.length, 0);
    });
  });

  describe("logger", () => {
    it("gets a line of every attempt at ArkID, without ids and secrets", async () => {
      const answers = [
        { status: 502, text: "" },
        { body: wireOrg() },
        { status: 404, body: { detail: "No." } },
        { hangUp: true },
      ];
      server.answer = () => answers.shift() ?? {};
      const client = new ArkIDClient({ url: server.url, logger, sleep });
      await client.org.get("o");
      await client.org.find("o");
      await rejection(client.org.get("o", { retry: { attempts: 1 } }));
      assert.deepEqual(logged(), [
        "warn GET org/:oid/ 502 ServerError in 0 ms",
        "debug GET org/:oid/ 200 in 0 ms, attempt 2",
        "info GET org/:oid/ 404 NotFoundError in 0 ms",
        "warn GET org/:oid/ ECONNRESET in 0 ms",
      ]);
    });

    it("gets the same of Authing", async () => {
      const answers = [failed(429, "慢"), ok({ ...wireUserOf("u") }), failed(404, "不存在")];
      server.answer = (met) => answers.shift() ?? granting(met);
      const client = clientOf(server, { logger });
      await client.users.get("u");
      await client.users.find("u");
      assert.deepEqual(logged(), [
        "warn GET /api/v3/get-user 429 RateLimitedError in 0 ms",
        "debug GET /api/v3/get-user 200 in 0 ms, attempt 2",
        "info GET /api/v3/get-user 404 NotFoundError in 0 ms",
      ]);
    });

    it("may be the console", async () => {
      const debug = sinon.stub(console, "debug");
      try {
        await new ArkIDClient({ url: server.url, logger: console }).org.get("o");
        assert.equal(debug.callCount, 1);
      } finally {
        debug.restore();
      }
    });
  });

  describe("fetch", () => {
    const asked: string[] = [];
    const own: Fetch = (url, init) => {
      asked.push(`${init.method} ${new URL(url).pathname}`);
      return fetch(url, init);
    };
    beforeEach(() => (asked.length = 0));

    it("sends what Authing's client signed: a read and a write", async () => {
      server.answer = granting;
      const client = clientOf(server, { fetch: own });
      await client.call("searchOrganizations", { keywords: "研发部 & 平台+1" });
      await client.users.create({ username: "阿达" });
      assert.deepEqual(asked, ["GET /api/v3/search-organizations", "POST /api/v3/create-user"]);
      const [read, write] = server.met;
      const { searchParams } = new URL(read?.url ?? "", "http://x");
      assert.equal(searchParams.get("keywords"), "研发部 & 平台+1");
      assert.match(String(read?.headers["authorization"]), /^authing ak-.*:.{28}$/);
      assert.deepEqual(write?.body, { username: "阿达" });
    });

    it("sends a user's sign-in, too", async () => {
      server.answer = () => ok({ access_token: "at" });
      const app = { appId: "app", appSecret: SECRET, appHost: server.url };
      const user = new AuthenticationClient({ ...app, fetch: own });
      await user.signIn.byEmail("ada@acme.example", "pw");
      assert.deepEqual(asked, ["POST /api/v3/signin"]);
      assert.match(String(server.met[0]?.headers["user-agent"]), /^pulumi-identity\/[\d.]+ node\//);
    });

    it("that throws is a connection which failed, without secrets", async () => {
      const broken: Fetch = (url) => Promise.reject(new Error(`can't reach ${url}`));
      const client = clientOf(server, { fetch: broken, retry: false });
      const error = await rejection(client.users.get("秘密"));
      assert.match(String(error), /^ConnectionError: the server at http/);
      assert.ok(!inspect(error).includes(encodeURIComponent("秘密")));
    });

    for (const make of [
      () => new ArkIDClient({ url: server.url, fetch: 5 as never }),
      () => clientOf(server, { fetch: {} as never }),
      () => clientOf(server, { onRequest: "x" as never }),
    ]) {
      it(`and other functions must be such: ${String(make).slice(6)}`, () => {
        assert.throws(make, /^UsageError: (fetch|onRequest) must be a function$/);
      });
    }
  });

  describe("pageSize", () => {
    it("sets how many items of ArkID's one request of a loop brings", async () => {
      const perms = Array.from({ length: 5 }, (_, index) => wirePerm({ uid: `p${index}` }));
      server.answer = ({ url }) => {
        const query = new URL(url, "http://x").searchParams;
        const [page, size] = [Number(query.get("page")), Number(query.get("page_size"))];
        const results = perms.slice((page - 1) * size, page * size);
        return { body: wirePage(results, { count: 5, next: page * size < 5 ? "x" : null }) };
      };
      const client = new ArkIDClient({ url: server.url });
      const found: string[] = [];
      for await (const { uid } of client.perm.list({}, { pageSize: 2 })) found.push(uid);
      const sizes: number[] = [];
      for await (const { items } of client.perm.list().pages({ pageSize: 3 })) {
        sizes.push(items.length);
      }
      assert.deepEqual([found.length, sizes, server.met.length], [5, [3, 2], 5]);
      const list = client.perm.list({}, { pageSize: 2 });
      assert.equal((await list.page()).items.length, 2);
      assert.equal((await list.page({ pageSize: 4 })).items.length, 4);
    });

    it("sets how many items of Authing's one request of a loop brings", async () => {
      const users = Array.from({ length: 5 }, (_, index) => wireUserOf(`u${index}`));
      server.answer = ({ body }) => {
        const { pagination } = (body as { options: { pagination: Record<string, number> } })
          .options;
        const { page = 1, limit = 1 } = pagination;
        return ok({ totalCount: 5, list: users.slice((page - 1) * limit, page * limit) });
      };
      const found: string[] = [];
      for await (const { userId } of clientOf(server).users.list({}, { pageSize: 2 })) {
        found.push(userId);
      }
      assert.deepEqual([found.length, server.met.length], [5, 3]);
    });

    it("is refused beyond what the server takes", async () => {
      const arkid = new ArkIDClient({ url: server.url }).perm.list({}, { pageSize: 101 });
      assert.ok((await rejection(arkid.page())) instanceof UsageError);
      const authing = clientOf(server).users.list({}, { pageSize: 51 });
      assert.ok((await rejection(authing.page())) instanceof UsageError);
    });
  });

  describe("of the environment", () => {
    let restore = () => {};
    beforeEach(() => (restore = setEnvironment()));
    afterEach(() => restore());
    const token = async (client: ArkIDClient) => {
      await client.get("x");
      return server.met.at(-1)?.headers.authorization;
    };

    it("are the server and the token of ArkID", async () => {
      Object.assign(process.env, { ARKID_URL: server.url, ARKID_TOKEN: "t9" });
      assert.equal(await token(new ArkIDClient()), "Token t9");
      assert.equal(await token(new ArkIDClient({ url: `${server.url}/` })), "Token t9");
      assert.equal(await token(new ArkIDClient({ authorizer: nullAuthorizer() })), undefined);
    });

    it("are a username and password, which log in", async () => {
      server.answer = ({ url }) => ({ body: url.includes("login") ? wireSession() : {} });
      Object.assign(process.env, { ARKID_USERNAME: "ada", ARKID_PASSWORD: "pw" });
      assert.equal(await token(new ArkIDClient({ url: server.url })), "Token t1");
      delete process.env["ARKID_PASSWORD"];
      assert.equal(await token(new ArkIDClient({ url: server.url })), undefined);
    });

    it("go to no other server than their own", async () => {
      Object.assign(process.env, { ARKID_URL: "http://other.example", ARKID_TOKEN: "t9" });
      assert.equal(await token(new ArkIDClient({ url: server.url })), undefined);
    });

    it("are the access key and the host of Authing", async () => {
      server.answer = granting;
      Object.assign(process.env, {
        ...{ AUTHING_ACCESS_KEY_ID: "ak-env", AUTHING_ACCESS_KEY_SECRET: SECRET },
        AUTHING_HOST: server.url,
      });
      await new ManagementClient().organizations.get("a");
      assert.match(String(server.met[0]?.headers["authorization"]), /^authing ak-env:/);
    });

    it("are the application of an authentication client", async () => {
      server.answer = () => ok({ access_token: "at" });
      Object.assign(process.env, {
        ...{ AUTHING_APP_ID: "app-env", AUTHING_APP_SECRET: SECRET, AUTHING_APP_HOST: server.url },
      });
      await new AuthenticationClient().signIn.byEmail("ada@acme.example", "pw");
      assert.equal(server.met[0]?.headers["x-authing-app-id"], "app-env");
    });

    it("count as missing where they are empty, and are named", () => {
      process.env["ARKID_URL"] = process.env["AUTHING_APP_ID"] = "";
      assert.throws(
        () => new ArkIDClient(),
        /^UsageError: url must be given, as an option or in ARKID_URL$/,
      );
      for (const [make, name] of [
        [
          () => new ManagementClient(),
          "accessKeyId must be given, as an option or in AUTHING_ACCESS_KEY_ID",
        ],
        [
          () => new AuthenticationClient({ appSecret: "s" }),
          "appId must be given, as an option or in AUTHING_APP_ID",
        ],
      ] as const) {
        assert.throws(make, (error) => error instanceof UsageError && error.message === name);
      }
    });
  });
});

const wireUserOf = (userId: string) => ({ userId, username: userId });
