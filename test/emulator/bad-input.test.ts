import assert from "node:assert/strict";
import { request } from "node:http";
import fc from "fast-check";
import { TestServer } from "./client";

const PATHS = [
  "ucenter/login/",
  "org/",
  "org/{x}/",
  "org/{oid}/user/",
  "org/{oid}/user/{x}/",
  "org/{oid}/app/",
  "org/{oid}/app/{x}/",
  "org/{oid}/config/",
  "node/{x}/",
  "node/d_dev/",
  "node/d_dev/node/",
  "node/d_dev/user/",
  "node/{root}/tree/",
  "user/",
  "user/{x}/",
  "user/emp1/",
  "user/emp1/node/",
  "user/emp1/password/",
  "perm/",
  "perm/{x}/",
  "perm/app_portal_access/",
  "perm/user/emp1/",
  "perm/app_portal_access/owner/",
  "app-group/{x}/",
  "service/sms/register/",
  "ucenter/profile/",
  "ucenter/org/",
  "{x}/",
];

const KEYS = ["name", "uid", "user", "username", "usernames", "subject", "node_uids", "user_uids"];
const MORE = [
  "manager_group",
  "oauth_app",
  "saml_app",
  "perm_statuses",
  "clean",
  "password",
  "oid",
  "dept_uids",
  "group_uids",
  "node_scope",
  "company_config",
  "sub_account",
  "posix_user",
  "custom_user",
];

const word = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("\0", "\ud800", "..", "a/b", "%", "💥", "x".repeat(5000), "emp1", "d_dev", "add"),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS, ...MORE, "__proto__"), tie("value"), { maxKeys: 4 }),
  ),
}));
const body = fc.oneof(
  value.map((json) => Buffer.from(JSON.stringify(json) ?? "")),
  fc
    .dictionary(fc.constantFrom(...KEYS, ...MORE), value)
    .map((o) => Buffer.from(JSON.stringify(o))),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(Buffer.alloc(0), Buffer.from("[".repeat(20_000))),
);
const types = fc.constantFrom(
  "application/json",
  "application/json; charset=utf-16",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "text/plain",
  "\u00e9",
);

describe("bad input", function () {
  this.timeout(120_000);
  let server: TestServer;
  let ids: Record<string, string>;

  before(async () => {
    server = await TestServer.start();
    const org = await server.org("Acme");
    ids = { oid: String(org["oid"]), root: `d_${String(org["dept_uid"])}` };
    await server.send("POST", `node/${ids["root"]}/node/`, { name: "Dev", uid: "dev" });
    await server.send("POST", "user/", { user: { username: "emp1" } });
    await server.send("POST", `org/${ids["oid"]}/app/`, { name: "Portal", uid: "portal" });
  });
  after(() => server.close());

  it("never crashes the server, whatever it is", async () => {
    const methods = fc.constantFrom("POST", "PATCH", "PUT", "GET", "HEAD", "OPTIONS");
    const path = fc.constantFrom(...PATHS);
    await fc.assert(
      fc.asyncProperty(
        methods,
        path,
        word,
        body,
        types,
        async (method, template, x, bytes, type) => {
          const full = template.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? escape(x));
          const status = await send(server, method, full, bytes, type);
          assert.ok(status >= 200 && status < 500, `${method} ${full} answered ${status}`);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it("is refused when it is larger than 2.5 MiB", async () => {
    const large = Buffer.from(JSON.stringify({ name: "y".repeat(3 << 20) }));
    assert.equal(await send(server, "POST", "org/", large, "application/json"), 400);
  });

  it("is refused when it has thousands of headers", async () => {
    const headers = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`x-${i}`, "y"]));
    const status = await send(server, "GET", "org/", Buffer.alloc(0), "x", headers);
    assert.ok(status >= 400 && status < 500, String(status));
  });
});

/** What a lone surrogate becomes is of no matter here. */
const escape = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "?"));

function send(
  server: TestServer,
  method: string,
  path: string,
  bytes: Buffer,
  type: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const { hostname, port } = new URL(server.server.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method,
        path: `/siteapi/v1/${path}`,
        agent: false,
        headers: {
          ...headers,
          authorization: `Token ${server.admin}`,
          "content-type": type,
          "content-length": bytes.length,
        },
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on("error", reject);
    sent.end(bytes);
  });
}
