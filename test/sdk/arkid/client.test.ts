import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  accessTokenAuthorizer,
  ArkIDClient,
  AuthApiError,
  ForbiddenError,
  isNotFound,
  NodeApiError,
  nullAuthorizer,
  passwordAuthorizer,
  path,
  tokenAuthorizer,
  UnauthorizedError,
  UnexpectedResponseError,
  UsageError,
  UserApiError,
} from "../../../sdk";
import { apiRoot } from "../../../sdk/arkid/root";
import { version } from "../../../sdk/version";
import { wireOrg, wirePage, wirePerm, wireSession } from "../answers";
import { loopback, type Loopback } from "../loopback";

const root = join(__dirname, "../../..");

describe("the client", () => {
  let server: Loopback;
  const client = () => new ArkIDClient({ url: server.url, retry: false });

  before(async () => (server = await loopback(() => ({}))));
  after(() => server.close());
  beforeEach(() => {
    server.met.length = 0;
    server.answer = () => ({ body: wireSession() });
  });

  it("finds the API below whatever url is given", () => {
    assert.equal(apiRoot("https://id.example"), "https://id.example/siteapi/v1/");
    assert.equal(apiRoot("https://id.example/"), "https://id.example/siteapi/v1/");
    assert.equal(apiRoot("https://id.example/arkid/"), "https://id.example/arkid/siteapi/v1/");
    assert.equal(apiRoot("https://id.example/siteapi/v1"), "https://id.example/siteapi/v1/");
  });

  for (const url of ["", "id.example", "ftp://id.example", "https://admin:pw@id.example"]) {
    it(`refuses the url ${JSON.stringify(url)}, without repeating it`, () => {
      assert.throws(
        () => new ArkIDClient({ url }),
        (error) => error instanceof UsageError && /^url must/.test(error.message),
      );
    });
  }

  it("refuses a timeout that is none", () => {
    for (const timeout of [0, -2, NaN, Infinity]) {
      assert.throws(() => new ArkIDClient({ url: server.url, timeout }), UsageError);
    }
    assert.ok(new ArkIDClient({ url: server.url, timeout: -1 }));
  });

  it("logs in step by step", async () => {
    const { auth } = client();
    assert.throws(() => auth.getToken(), UsageError);
    const session = await auth.startAuth("ada", "pw");
    assert.equal(auth.getToken(), "t1");
    assert.ok(!JSON.stringify(session).includes("t1"));
    assert.equal(await auth.authToGetToken("ada", "pw"), "t1");
  });

  it("makes an authorizer that has logged in and renews itself", async () => {
    let tokens = 0;
    server.answer = ({ url, headers }) => {
      if (url.includes("login")) return { body: wireSession({ token: `t${++tokens}` }) };
      return headers.authorization === "Token t2" ? { body: wireOrg() } : { status: 401, body: {} };
    };
    const authorizer = await client().auth.getAuthorizer("ada", "pw");
    assert.equal(server.met.length, 1);
    await new ArkIDClient({ url: server.url, authorizer }).org.get("o");
    assert.equal(tokens, 2);
  });

  it("revokes and checks the token of the authorizer that is given", async () => {
    await client().auth.authToken(tokenAuthorizer("t9"), { permUid: "p" });
    server.answer = () => ({});
    await client().auth.revokeToken(tokenAuthorizer("t9"));
    assert.deepEqual(
      server.met.map(({ method, url, headers }) => [method, url, headers.authorization]),
      [
        ["GET", "/siteapi/v1/auth/token/?perm_uid=p", "Token t9"],
        ["POST", "/siteapi/v1/revoke/token/", "Token t9"],
      ],
    );
  });

  it("says that a page or another server's JSON is no answer of the API", async () => {
    const authorizer = passwordAuthorizer({ username: "ada", password: "pw" });
    const one = new ArkIDClient({ url: server.url, authorizer });
    for (const answer of [{ text: "<html><h1>Welcome</h1></html>" }, { body: { ok: true } }, {}]) {
      server.answer = () => answer;
      await assert.rejects(one.org.own(), (error) => {
        assert.ok(error instanceof UnexpectedResponseError && error.status === 200);
        assert.equal(
          error.message,
          "POST ucenter/login/ answered 200, but not as this API does: token: expected string; " +
            "a gateway may stand in between, or the url may name another server",
        );
        return true;
      });
    }
    server.answer = () => ({ text: "<html></html>", headers: { "content-type": "text/html" } });
    await assert.rejects(
      client().org.own(),
      /^UnexpectedResponseError: GET org\/ answered 200, but not as this API does: it is no JSON/,
    );
  });

  it("sorts errors by status and by service", async () => {
    server.answer = () => ({ status: 403, body: { detail: "no" } });
    await assert.rejects(client().node.get("d_a"), (error) => {
      assert.ok(error instanceof ForbiddenError && error instanceof NodeApiError);
      assert.ok(!(error instanceof UserApiError) && !isNotFound(error));
      assert.deepEqual([error.status, error.code, error.detail], [403, "forbidden", "no"]);
      return true;
    });
    await assert.rejects(client().auth.authToken(nullAuthorizer()), AuthApiError);
  });

  it("finds nothing where get throws", async () => {
    server.answer = () => ({ status: 404, body: { detail: "?" } });
    const { org, node, user, app, perm } = client();
    const found = [
      ...[org.find("o"), node.find("d_a"), user.find("ada")],
      ...[org.findMember("o", "ada"), app.find("o", "ci"), perm.find("p")],
    ];
    assert.deepEqual(
      await Promise.all(found),
      found.map(() => undefined),
    );
    server.answer = () => ({ status: 403, body: { detail: "no" } });
    await assert.rejects(client().node.find("d_a"), ForbiddenError);
  });

  it("sends the raw verbs, by a path of text or of the tag", async () => {
    const one = client();
    await one.get(path`node/${{ uid: "d_a" }}/`);
    await one.put("org/o/invitation");
    await one.patch("org/o", { body: { name: "A" } });
    await one.delete("node/d_a", { query: { ignore_user: true } });
    assert.deepEqual(
      server.met.map(({ method, url }) => `${method} ${url.slice(12)}`),
      [
        "GET node/d_a/",
        "PUT org/o/invitation/",
        "PATCH org/o/",
        "DELETE node/d_a/?ignore_user=true",
      ],
    );
  });

  it("throws at once only where a list is made; whatever is awaited rejects", async () => {
    const thrown: string[] = [];
    const calls: unknown[] = [];
    for (const [service, value] of Object.entries(client()) as [
      string,
      Record<string, unknown>,
    ][]) {
      if (!String(value?.constructor.name).endsWith("Client")) continue;
      for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(value))) {
        if (["constructor", "getToken"].includes(name)) continue;
        const call = value[name] as (...given: unknown[]) => unknown;
        try {
          calls.push(call.call(value, "", {}, {}, {}));
        } catch (error) {
          assert.ok(error instanceof UsageError);
          thrown.push(`${service}.${name}`);
        }
      }
    }
    // Those without an id reach the server: not in the middle of the next test.
    await Promise.allSettled(calls);
    assert.deepEqual(
      thrown.filter((name) => !/\.(list\w*|permissions)$/.test(name)),
      [],
    );
  });

  it("names one endpoint alike in every trace", async () => {
    server.answer = () => ({ body: { nodes: [] } });
    const paths = new Set<string>();
    const { url } = server;
    const one = new ArkIDClient({ url, onRequest: (event) => void paths.add(event.path) });
    await one.node.listChildren("d_a");
    await one.node.addChildren("d_a", ["d_b"]);
    await one.node.sortChildren("d_a", ["d_b"]);
    assert.deepEqual([...paths], ["node/:uid/node/"]);
  });

  it("lists the permissions of a user", async () => {
    const values = { dept_perm_value: false, group_perm_value: false, node_perm_value: false };
    const row = { perm: wirePerm(), status: 1, value: true, ...values };
    server.answer = () => ({ body: wirePage([row]) });
    const page = await client().user.permissions("ada").page();
    assert.deepEqual([page.items[0]?.perm.uid, page.items[0]?.status], ["p", 1]);
    assert.equal(server.met[0]?.url, "/siteapi/v1/perm/user/ada/?page=1&page_size=100");
  });

  it("sends a form that is given as an object, and keeps its secrets out of errors", async () => {
    server.answer = ({ body }) => ({ status: 400, body: { detail: String(body) } });
    const text = { username: "ada & eve", password: "s3cretword", tags: ["a", "b"] };
    await assert.rejects(client().post("x", { text }), (error: Error) => {
      assert.ok(!error.message.includes("s3cretword"), error.message);
      return true;
    });
    const [met] = server.met;
    assert.equal(met?.headers["content-type"], "application/x-www-form-urlencoded");
    assert.equal(met?.body, "username=ada%20%26%20eve&password=s3cretword&tags=a&tags=b");
  });

  it("logs in anew after a 401, unless it is told not to", async () => {
    const authorizer = passwordAuthorizer({ username: "ada", password: "pw" });
    const one = new ArkIDClient({ url: server.url, authorizer, retry: false });
    server.answer = ({ url }) =>
      url.includes("login") ? { body: wireSession() } : { status: 401, body: { detail: "no" } };
    const count = async (options: { retry401?: boolean }) => {
      server.met.length = 0;
      await assert.rejects(one.org.get("o", options), UnauthorizedError);
      return server.met.filter(({ url }) => url.includes("/org/")).length;
    };
    assert.deepEqual([await count({ retry401: false }), await count({})], [1, 2]);
  });

  it("asks with an access token of OAuth", async () => {
    await client().get("x", { authorizer: accessTokenAuthorizer("t1") });
    assert.equal(server.met[0]?.headers.authorization, "Bearer t1");
    for (const make of [accessTokenAuthorizer, tokenAuthorizer]) {
      assert.throws(() => make(""), UsageError);
      assert.throws(() => make(undefined as never), /^UsageError: (accessT|t)oken is missing/);
    }
    assert.throws(() => passwordAuthorizer({} as never), /^UsageError: username is missing/);
  });

  it("changes its name in the User-Agent", async () => {
    const one = client();
    one.setAppName("acme-hr");
    await one.get("x");
    assert.match(String(server.met[0]?.headers["user-agent"]), / acme-hr$/);
  });

  it("says the version of the package", () => {
    const text = readFileSync(join(root, "package.json"), "utf8");
    assert.equal(version, (JSON.parse(text) as { version: string }).version);
  });

  it("never keeps a process alive", async function () {
    this.timeout(20_000);
    const program = `
      const { ArkIDClient } = require("./sdk");
      const client = new ArkIDClient({ url: ${JSON.stringify(server.url)} });
      const waitedFor = () => console.log(process.getActiveResourcesInfo().join(" "));
      client.get("x").then(() => setImmediate(waitedFor));`;
    const child = spawn(process.execPath, ["--import", "tsx", "-e", program], { cwd: root });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((resolve) => child.on("close", resolve));
    assert.equal(code, 0);
    assert.doesNotMatch(said, /TCP|TLS|Timeout/);
    assert.match(said, /\n$/);
  });
});
