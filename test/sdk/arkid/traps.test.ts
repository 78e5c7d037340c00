import assert from "node:assert/strict";
import {
  ArkIDClient,
  InvalidError,
  NotFoundError,
  UnsupportedError,
  UsageError,
  type ArkIDClientOptions,
} from "../../../sdk";
import { wireApp, wireNode, wireOauth, wireOrg, wirePage, wireRecord } from "../answers";
import { loopback, type Loopback, type Met } from "../loopback";

describe("a trap of the API", () => {
  let server: Loopback;
  const client = (options: Partial<ArkIDClientOptions> = {}) =>
    new ArkIDClient({ url: server.url, retry: false, ...options });
  const sent = () => server.met.map(({ method, url }) => `${method} ${url.slice(12)}`);

  before(async () => (server = await loopback(() => ({}))));
  after(() => server.close());
  beforeEach(() => {
    server.met.length = 0;
    server.answer = () => ({ body: {} });
  });

  const refused: [string, RegExp, (client: ArkIDClient) => unknown][] = [
    ["an org's owner", /^owner: /, (c) => c.org.update("o", { name: "A", owner: "eve" } as never)],
    ["a wrapped user", /^user: /, (c) => c.user.update("ada", { user: { name: "Ada" } } as never)],
    [
      "a password in an update",
      /setPassword$/,
      (c) => c.user.update("a", { password: "x" } as never),
    ],
    ["nodes in an update", /^nodes: /, (c) => c.user.update("ada", { nodes: [] } as never)],
    ["another username", /^username: /, (c) => c.user.update("ada", { username: "b" } as never)],
    ["a node's parent", /addChildren/, (c) => c.node.update("d_a", { parentUid: "b" } as never)],
    ["a group below a department", /different kinds/, (c) => c.node.addChildren("d_a", ["g_b"])],
    [
      "a member moved to a group",
      /different kinds/,
      (c) => c.node.moveOutMembers("d_a", ["x"], ["g_b"]),
    ],
    ["a move to nowhere", /must not be empty/, (c) => c.node.moveOutMembers("d_a", ["x"], [])],
    [
      "a node without prefix",
      /must begin d_ or g_/,
      (c) => c.user.create({ username: "u", nodes: ["dev"] }),
    ],
    ["one username for a list", /list of strings/, (c) => c.org.addMembers("o", "ada" as never)],
    ["a node without name", /^name is missing/, (c) => c.node.createChild("d_a", {} as never)],
    [
      "a uid with a space",
      /never find|can never/,
      (c) => c.node.createChild("d_a", { name: "x", uid: "a b" }),
    ],
    ["a uid with a slash", /can never/, (c) => c.app.create("o", { name: "x", uid: "a/b" })],
    [
      "a uid with a dot",
      /can never/,
      (c) => c.appGroup.createChild("g", { name: "x", uid: "a.b" }),
    ],
    ["another uid of an app", /^uid: /, (c) => c.app.update("o", "a", { uid: "b" } as never)],
    ["another uid of a perm", /^uid: /, (c) => c.perm.update("p", { uid: "b" } as never)],
    [
      "a status in words",
      /number -1, 0 or 1/,
      (c) => c.perm.updateForUser("ada", [{ uid: "p", status: "1" as never }]),
    ],
    [
      "a status of 2",
      /number -1, 0 or 1/,
      (c) => c.perm.updateOwners("p", { users: [{ uid: "a", status: 2 as never }] }),
    ],
    [
      "a username in a profile",
      /^username: /,
      (c) => c.ucenter.updateProfile({ username: "x" } as never),
    ],
    [
      "SAML without a certificate",
      /^saml\.cert is missing/,
      (c) => c.app.register("o", "ci", "saml", { entityId: "sp" }),
    ],
    [
      "SAML without an entity",
      /^saml\.entityId must not be empty/,
      (c) => c.app.create("o", { name: "CI", saml: { xmldata: "<a/>" } }),
    ],
    ["a group's perms by a department", /must begin g_/, (c) => c.perm.listForGroup("d_a").page()],
    [
      "a day that is none",
      /^beforeCreated must be a day/,
      (c) => c.node.listMembers("g_a", { beforeCreated: "soon" }).page(),
    ],
    ["an empty uid", /^uid must not be empty/, (c) => c.node.get("")],
    ["a uid of two dots", /^uid must not be/, (c) => c.node.delete("..")],
    ["a username with a slash", /^username must not contain a slash/, (c) => c.user.get("a/b")],
  ];
  for (const [what, says, call] of refused) {
    it(`is refused before anything is sent: ${what}`, async () => {
      await assert.rejects(
        async () => await call(client()),
        (error) => error instanceof UsageError && says.test(error.message),
      );
      assert.deepEqual(server.met, []);
    });
  }

  it("is no trap where the ignored property is undefined", async () => {
    server.answer = () => ({ body: wireOrg() });
    await client().org.update("o", { name: "A", owner: undefined } as never);
    assert.equal(server.met.length, 1);
  });

  it("takes uids of every script that can be found again", async () => {
    server.answer = ({ body }) => ({ status: 201, body: wireNode({ ...(body as object) }) });
    for (const uid of ["研发部", "Dev_1", "a|b", "a-b", "Ü"]) {
      await client().node.createChild("d_a", { name: "x", uid });
    }
    assert.equal(server.met.length, 5);
  });

  it("is avoided by reading the invitation key again", async () => {
    let keys = 0;
    server.answer = () => ({ body: { invite_link_key: `key${++keys}` } });
    assert.equal(await client().org.refreshInvitationKey("o"), "key3");
    assert.deepEqual(sent(), [
      "PUT org/o/invitation/",
      "GET org/o/invitation/",
      "GET org/o/invitation/",
    ]);
  });

  it("never shows the key in a message or a trace", async () => {
    server.answer = () => ({ status: 400, body: ["Invalid input."] });
    const told: string[] = [];
    const one = client({ onRequest: (event) => told.push(JSON.stringify(event)) });
    await assert.rejects(one.org.joinByInvitation("o", "s3cretkey"), (error: Error) => {
      told.push(error.message, JSON.stringify(error));
      return true;
    });
    assert.ok(told.join().includes("org/:oid/invitation/:key/"));
    assert.ok(!told.join().includes("s3cretkey"));
  });

  it("is avoided by always saying whether a password must be changed", async () => {
    server.answer = () => ({ body: { require_reset_password: false } });
    await client().user.setPassword("ada", { password: "x" });
    assert.deepEqual(server.met[0]?.body, { password: "x", require_reset_password: false });
  });

  it("is avoided by reading an app before OAuth is registered, and keeping its index", async () => {
    let index = "https://ci.example";
    server.answer = ({ method, body }: Met) => {
      if (method === "POST") index = "";
      if (method === "PATCH") index = (body as { index: string }).index;
      return { body: method === "POST" ? wireOauth : wireApp({ index }) };
    };
    const settings = { redirectUris: "https://ci.example/cb" };
    const app = await client().app.register("o", "ci", "oauth", settings);
    assert.equal(app.index, "https://ci.example");
    assert.deepEqual(
      server.met.map(({ method }) => method),
      ["GET", "POST", "GET", "PATCH"],
    );
    server.met.length = 0;
    server.answer = () => ({ status: 404, body: { detail: "?" } });
    await assert.rejects(client().app.register("o", "gone", "oauth", settings), NotFoundError);
    assert.deepEqual(sent(), ["GET org/o/app/gone/"]);
  });

  it("is avoided by updating the app for protocols that have no endpoint", async () => {
    server.answer = () => ({ body: wireApp() });
    await client().app.register("o", "ci", "ldap", {});
    assert.deepEqual(server.met[0]?.body, { ldap_app: {} });
  });

  it("is no trap of OpenID Connect: it is registered where apps have it, and else refused", async () => {
    const settings = { redirectUris: "https://ci.example/cb", responseType: "code" };
    const register = () => client().app.register("o", "ci", "oidc", settings);
    server.answer = () => ({ body: wireApp() });
    await assert.rejects(register(), UnsupportedError);
    assert.deepEqual(sent(), ["GET org/o/app/ci/"]);
    server.answer = ({ method, body }) => {
      const { oidc_app: given } = (body ?? {}) as { oidc_app?: object };
      const made = { client_id: "id", client_secret: "s", more_detail: [], ...given };
      return { body: wireApp({ oidc_app: method === "PATCH" ? made : null }) };
    };
    const { oidc } = await register();
    assert.deepEqual([oidc?.clientId, oidc?.redirectUris], ["id", "https://ci.example/cb"]);
    assert.deepEqual(server.met.at(-1)?.body, {
      oidc_app: { redirect_uris: "https://ci.example/cb", response_type: "code" },
    });
  });

  it("has the field of a refused certificate, which the server does not name", async () => {
    server.answer = () => ({ status: 400, body: { msg: "perm incorrect" } });
    const saml = { entityId: "sp", cert: "garbage" };
    await assert.rejects(client().app.create("o", { name: "CI", saml }), (error) => {
      assert.ok(error instanceof InvalidError);
      assert.deepEqual(
        [error.field, error.detail],
        ["saml_app.cert", "saml_app.cert: perm incorrect"],
      );
      return true;
    });
  });

  it("sends several uids in the form that the server splits", async () => {
    server.answer = () => ({ body: wirePage([]) });
    await client()
      .node.listMembers("g_a", { uids: ["g_b", "c"] })
      .page();
    await client().perm.listForDept("d_a").page();
    assert.deepEqual(sent(), [
      "GET node/g_a/user/?uids=b%7Cc&page=1&page_size=100",
      "GET perm/dept/a/?page=1&page_size=100",
    ]);
  });

  it("tells null, which switches a protocol off, from absence", async () => {
    server.answer = () => ({ body: wireApp() });
    await client().app.update("o", "ci", { oauth: null });
    await client().app.update("o", "ci", { name: "CI" });
    assert.deepEqual(
      server.met.map(({ body }) => body),
      [{ oauth_app: null }, { name: "CI" }],
    );
  });

  it("sends only the words that the server counts as yes", async () => {
    const echo = { user_perm_status: [], node_perm_status: [] };
    server.answer = ({ method }) => (method === "DELETE" ? { status: 204 } : { body: echo });
    await client().node.delete("d_a");
    await client().node.delete("d_a", { ignoreUser: false });
    await client().node.delete("d_a", { ignoreUser: true });
    await client().perm.updateOwners("p", { clean: false });
    assert.deepEqual(sent().slice(0, 3), [
      "DELETE node/d_a/",
      "DELETE node/d_a/",
      "DELETE node/d_a/?ignore_user=true",
    ]);
    assert.deepEqual(server.met[3]?.body, {});
  });

  it("finds isolated users and node lists where the document's endpoints are missing", async () => {
    const user = (username: string, nodes: unknown[]) => ({ ...wireRecord({ username }), nodes });
    const info = (node_uid: string, nodes: unknown[] = []) => ({
      info: wireNode({ node_uid }),
      nodes,
    });
    server.answer = ({ url }) =>
      url.includes("/tree/")
        ? { body: info("d_a", [info("d_b", [info("d_c")]), info("d_d")]) }
        : {
            body: wirePage([user("in", [wireNode()]), user("out", [])]),
          };
    const isolated: string[] = [];
    for await (const { username } of client().user.isolated()) isolated.push(username);
    assert.deepEqual(isolated, ["out"]);
    const list = await client().node.listTree("d_a");
    assert.deepEqual(
      list.map(({ nodeUid }) => nodeUid),
      ["d_a", "d_b", "d_c", "d_d"],
    );
  });
});
