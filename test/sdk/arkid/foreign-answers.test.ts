import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ArkIDClient, UnexpectedResponseError } from "../../../sdk";
import * as wire from "../answers";
import { all, BODIES, faulty, html, isWhole, methodsOf, TEXTS } from "../foreign";
import { loopback, type Loopback } from "../loopback";

type Call = (client: ArkIDClient) => Promise<unknown>;

const group = {
  ...{ nodes: ["d_a"], users: ["ada"], apps: [{ uid: "ci" }], perms: [], scope_subject: 2 },
};
const node = wire.wireNode({ manager_group: group, accept_user: true });
const member = { user_id: 2, username: "ada", name: "Ada" };
const tree = { info: node, nodes: [{ info: node, nodes: [] }], users: [member], headcount: 1 };
const app = wire.wireApp({ oauth_app: wire.wireOauth, access_perm: wire.wirePerm() });
const echo = { user_perm_status: [{ uid: "ada", status: 1 }], node_perm_status: [] };
const owner = { uid: "ada", name: "Ada", subject: "user" };
const standing = { perm: wire.wirePerm(), status: 1, value: true, locked: false };
const entry = {
  ...{ uuid: "u", created: "2020", subject: "user_create", subject_verbose: "创建", summary: "x" },
  user: { username: "admin", name: "" },
};

/** Every call that the provider makes, with an answer that does. */
const calls: Record<string, [body: unknown, call: Call]> = {
  "org.own": [[wire.wireOrg()], (c) => c.org.own()],
  "org.get": [wire.wireOrg(), (c) => c.org.get("o")],
  "org.find": [wire.wireOrg(), (c) => c.org.find("o")],
  "org.create": [wire.wireOrg(), (c) => c.org.create({ name: "Acme" })],
  "org.update": [wire.wireOrg(), (c) => c.org.update("o", { name: "Acme" })],
  "org.delete": [undefined, (c) => c.org.delete("o")],
  "org.listMembers": [wire.wirePage([wire.wireMember()]), (c) => all(c.org.listMembers("o"))],
  "org.getMember": [wire.wireMember(), (c) => c.org.getMember("o", "ada")],
  "org.findMember": [wire.wireMember(), (c) => c.org.findMember("o", "ada")],
  "org.updateMember": [wire.wireMember(), (c) => c.org.updateMember("o", "ada", {})],
  "org.addMembers": [{ username: ["ada"], subject: "add" }, (c) => c.org.addMembers("o", ["ada"])],
  "org.deleteMembers": [
    { username: ["ada"], subject: "delete" },
    (c) => c.org.deleteMembers("o", ["ada"]),
  ],
  "org.memberNodes": [{ nodes: [node] }, (c) => c.org.memberNodes("o", "ada")],
  "node.get": [node, (c) => c.node.get("d_a")],
  "node.find": [node, (c) => c.node.find("d_a")],
  "node.update": [node, (c) => c.node.update("d_a", { name: "A" })],
  "node.delete": [undefined, (c) => c.node.delete("d_a")],
  "node.createChild": [node, (c) => c.node.createChild("d_dept", { name: "A", uid: "a" })],
  "node.tree": [tree, (c) => c.node.tree("d_a", { users: true })],
  "node.listDetails": [[node], (c) => c.node.listDetails("d_a")],
  "node.listChildren": [{ nodes: [node] }, (c) => c.node.listChildren("d_dept")],
  "node.addChildren": [{ nodes: [node] }, (c) => c.node.addChildren("d_dept", ["d_a"])],
  "node.listMembers": [wire.wirePage([wire.wireUser()]), (c) => all(c.node.listMembers("d_a"))],
  "node.addMembers": [{ users: [wire.wireUser()] }, (c) => c.node.addMembers("d_a", ["ada"])],
  "node.deleteMembers": [{ users: [wire.wireUser()] }, (c) => c.node.deleteMembers("d_a", ["ada"])],
  "node.sortMembers": [{ users: [wire.wireUser()] }, (c) => c.node.sortMembers("d_a", ["ada"])],
  "user.list": [wire.wirePage([wire.wireRecord()]), (c) => all(c.user.list())],
  "user.get": [wire.wireRecord(), (c) => c.user.get("ada")],
  "user.find": [wire.wireRecord(), (c) => c.user.find("ada")],
  "user.create": [wire.wireRecord(), (c) => c.user.create({ username: "ada" })],
  "user.update": [wire.wireRecord(), (c) => c.user.update("ada", { name: "Ada" })],
  "user.delete": [undefined, (c) => c.user.delete("ada")],
  "user.setPassword": [
    { require_reset_password: true },
    (c) => c.user.setPassword("ada", { password: "s3cret" }),
  ],
  "user.nodes": [{ nodes: [node] }, (c) => c.user.nodes("ada")],
  "perm.list": [wire.wirePage([wire.wirePerm()]), (c) => all(c.perm.list())],
  "perm.get": [wire.wirePerm(), (c) => c.perm.get("p")],
  "perm.find": [wire.wirePerm(), (c) => c.perm.find("p")],
  "perm.create": [wire.wirePerm(), (c) => c.perm.create({ scope: "ci", name: "P" })],
  "perm.update": [wire.wirePerm(), (c) => c.perm.update("p", { name: "P" })],
  "perm.delete": [undefined, (c) => c.perm.delete("p")],
  "perm.listOwners": [wire.wirePage([owner]), (c) => all(c.perm.listOwners("p"))],
  "perm.updateOwners": [
    echo,
    (c) => c.perm.updateOwners("p", { users: [{ uid: "ada", status: 1 }] }),
  ],
  "perm.listForNode": [wire.wirePage([standing]), (c) => all(c.perm.listForNode("d_a"))],
  "app.list": [wire.wirePage([app]), (c) => all(c.app.list("o"))],
  "app.get": [app, (c) => c.app.get("o", "ci")],
  "app.find": [app, (c) => c.app.find("o", "ci")],
  "app.create": [app, (c) => c.app.create("o", { name: "CI", uid: "ci" })],
  "app.update": [app, (c) => c.app.update("o", "ci", { name: "CI" })],
  "app.delete": [undefined, (c) => c.app.delete("o", "ci")],
  "appGroup.listApps": [wire.wirePage([app]), (c) => all(c.appGroup.listApps("g"))],
  "auth.startAuth": [wire.wireSession(), (c) => c.auth.startAuth("ada", "s3cret")],
  "auth.authToken": [wire.wireSession(), (c) => c.auth.authToken()],
  "log.list": [wire.wirePage([entry]), (c) => all(c.log.list())],
  "log.listForOrg": [wire.wirePage([entry]), (c) => all(c.log.listForOrg("o"))],
};

const others: Record<string, (client: ArkIDClient) => Promise<unknown>> = {
  "an org": (c) => c.org.get("p"),
  "a node": (c) => c.node.get("d_b"),
  "a tree": (c) => c.node.tree("d_b"),
  "a person": (c) => c.user.get("bob"),
  "a member": (c) => c.org.getMember("o", "bob"),
  "a perm": (c) => c.perm.get("q"),
  "an app": (c) => c.app.get("o", "cd"),
  "an edited node": (c) => c.node.update("d_b", { name: "B" }),
  "an edited person": (c) => c.user.update("bob", { name: "Bob" }),
  "a new node": (c) => c.node.createChild("d_dept", { name: "B", uid: "b" }),
  "a new person": (c) => c.user.create({ username: "bob" }),
};

describe("an answer that ArkID can't have given", () => {
  let server: Loopback;
  const client = () => new ArkIDClient({ url: server.url, retry: false });
  before(async () => (server = await loopback(() => ({}))));
  after(() => server.close());

  const isUnexpected = (error: unknown) => {
    assert.ok(error instanceof UnexpectedResponseError, String(error));
    assert.doesNotMatch(`${error.message} ${JSON.stringify(error)}`, /busy|Welcome|s3cret/);
    return true;
  };

  it("is looked for in every method that the provider calls", () => {
    const folder = join(__dirname, "../../../provider/backends/arkid");
    const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(folder, name), "utf8"));
    const called = methodsOf(client()).filter((one) =>
      sources.some((text) => text.includes(`${one}(`)),
    );
    assert.ok(called.length > 30, called.join());
    const tried = new Set(Object.keys(calls));
    assert.deepEqual(
      called.filter((one) => !tried.has(one)),
      [],
    );
  });

  for (const [name, [body, call]] of Object.entries(calls)) {
    it(`is an error of ${name}, as a body or in any field`, async () => {
      server.answer = () => (body === undefined ? { status: 204 } : { body });
      await call(client());
      const statuses = body === undefined ? [200, 404, 403] : [200, 201, 204, 404, 403];
      for (const status of statuses) {
        for (const answer of [...BODIES, ...TEXTS, {}]) {
          server.answer = () => ({ status, ...(status === 204 ? {} : answer) });
          await assert.rejects(call(client()), isUnexpected, `${status} ${JSON.stringify(answer)}`);
        }
      }
      for (const one of faulty(body)) {
        server.answer = () => ({ body: one });
        // A field that nobody needs may be missing or null.
        await call(client()).then((read = null) => assert.ok(isWhole(read)), isUnexpected);
      }
    });
  }

  for (const [what, call] of Object.entries(others)) {
    it(`is one about ${what} that was not asked for`, async () => {
      server.answer = ({ url }) => {
        const bodies = {
          org: wire.wireOrg(),
          node,
          user: wire.wireRecord(),
          perm: wire.wirePerm(),
        };
        if (url.includes("/tree/")) return { body: tree };
        if (url.includes("/app/")) return { body: app };
        if (/org\/o\/user/.test(url)) return { body: wire.wireMember() };
        const service = url.split("/")[3] as keyof typeof bodies;
        return { body: bodies[service] };
      };
      await assert.rejects(call(client()), isUnexpected);
    });
  }

  const nobodys: Record<string, readonly [body: unknown, call: Call]> = {
    "an org whose departments have no root": [
      wire.wireOrg({ dept_uid: "" }),
      (c) => c.org.get("o"),
    ],
    "a node of a number that is none": [wire.wireNode({ dept_id: -1 }), (c) => c.node.get("d_a")],
    "a node that nobody is shown": [wire.wireNode({ user_scope: [""] }), (c) => c.node.get("d_a")],
    "a person of half a number": [wire.wireRecord({ user_id: 1.5 }), (c) => c.user.get("ada")],
    "a member without a username": [
      wire.wirePage([wire.wireMember({ username: "" })]),
      (c) => all(c.org.listMembers("o")),
    ],
    "a holder of a perm without an id": [
      wire.wirePage([{ ...owner, uid: "" }]),
      (c) => all(c.perm.listOwners("p")),
    ],
    "an entry of a log at no time": [
      wire.wirePage([{ ...entry, created: "2026-13-45" }]),
      (c) => all(c.log.list()),
    ],
    "a perm of a number beyond all": [wire.wirePerm({ perm_id: 1e300 }), (c) => c.perm.get("p")],
  };
  for (const [what, [body, call]] of Object.entries(nobodys)) {
    it(`is one about ${what}`, async () => {
      server.answer = () => ({ body });
      await assert.rejects(call(client()), isUnexpected);
    });
  }

  it("says which field is wrong", async () => {
    const says = async (body: unknown) => {
      server.answer = () => ({ body });
      const error: unknown = await client()
        .user.list()
        .page()
        .catch((thrown: unknown) => thrown);
      return error instanceof UnexpectedResponseError ? error.problem : undefined;
    };
    const page = wire.wirePage([wire.wireRecord({ username: 5 })]);
    assert.equal(await says(page), "results.0.user.username: expected string, received number");
    assert.equal(await says({ count: 0 }), "next is missing");
  });

  it("takes an oid in whatever letter case, and fields that nobody knows", async () => {
    const oid = "7272135f-a637-4bec-8b79-5905bfcea48c";
    server.answer = () => ({ body: wire.wireOrg({ oid, brand_new: {} }) });
    assert.equal((await client().org.get(oid.toUpperCase())).oid, oid);
  });

  it("finds nothing where an id fits no url, whoever says so", async () => {
    server.answer = () => ({ status: 404, ...html });
    assert.equal(await client().node.find("d_a b"), undefined);
    assert.equal(await client().user.find("ada.l"), undefined);
    await assert.rejects(client().user.find("ada1"), UnexpectedResponseError);
  });
});
