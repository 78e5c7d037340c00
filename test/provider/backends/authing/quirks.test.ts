import assert from "node:assert/strict";
import {
  InvalidError,
  ProviderError,
  UnavailableError,
} from "../../../../provider/backends/errors";
import { app } from "../../../../provider/kinds/app/app";
import { node } from "../../../../provider/kinds/node/node";
import { perm } from "../../../../provider/kinds/perm";
import { nodeMembers } from "../../../../provider/kinds/node-members";
import { org } from "../../../../provider/kinds/org";
import { user } from "../../../../provider/kinds/user/user";
import { permGrants } from "../../../../provider/kinds/perm-grants/perm-grants";
import type { Backend } from "../../../../provider/backends/backend";
import type { Session } from "../../../../provider/run/session";
import { Declared } from "../../support/declared";
import { Pool } from "./pool";

describe("Authing's quirks", () => {
  let pool: Pool;
  let session: Session;
  let backend: Backend;
  before(async () => {
    pool = await Pool.start();
    ({ session, backend } = pool.connect());
    for (const uid of ["acme", "beta"]) await backend.orgs.create({ uid, name: uid });
    for (const username of ["ada", "bob"]) await backend.users.create({ username });
  });
  after(() => pool.close());
  beforeEach(() => (pool.between.fault = () => undefined));

  const department = (org: string, uid: string) =>
    backend.nodes.create({
      ...{ org, kind: "department", uid, name: uid, parent: `${org}/department` },
    });

  it("refuses at preview a code that the server would take or mend", async () => {
    const reasonOf = async (uid: string) =>
      (await new Declared(org, session).failures({ name: "X", uid }))[0]?.reason;
    assert.match(String(await reasonOf("")), /it is empty/);
    for (const uid of ["组织", "a b", "a.b", "a".repeat(51)]) {
      assert.match(String(await reasonOf(uid)), /letters, digits, - and _, at most 50/);
    }
  });

  it("refuses at preview names that are too long, of whatever kind", async () => {
    const name = "名".repeat(256);
    const kind = { org: "acme", kind: "department" };
    for (const [handler, inputs] of [
      [org, { name }],
      [node, { ...kind, name }],
      [user, { username: "ada", name }],
      [app, { org: "acme", name }],
      [perm, { scope: "acme", name }],
    ] as const) {
      const [failure] = await new Declared(handler, session).failures(inputs);
      assert.deepEqual(failure, {
        property: "name",
        reason: "a text of 256 characters is invalid on Authing: give at most 255 characters",
      });
    }
  });

  it("names who is not there, whom the server would skip", async () => {
    const { id } = await department("acme", "skip");
    const people = new Declared(nodeMembers, session, "people");
    await assert.rejects(
      people.create({ node: id, users: ["ada", "nobody"] }),
      (error) => error instanceof InvalidError && /no user nobody/.test(error.message),
    );
    const { id: wiki } = await backend.apps.create({ org: "acme", uid: "skip", name: "Skip" });
    const access = new Declared(permGrants, session, "access");
    await assert.rejects(
      access.create({ perm: `${wiki}/access`, users: ["ada", "nobody"] }),
      /there is no user nobody/,
    );
    await assert.rejects(
      new Declared(permGrants, session, "nodes").create({
        perm: `${wiki}/access`,
        nodes: ["gone"],
      }),
      /there is no node gone/,
    );
  });

  it("leaves people's places in other orgs alone", async () => {
    const [mine, theirs] = [await department("acme", "mine"), await department("beta", "theirs")];
    await backend.nodeMembers.change({ id: theirs.id }, { add: ["ada", "bob"], remove: [] });
    const list = await new Declared(nodeMembers, session, "mine").create({
      ...{ node: mine.id, users: ["ada"], mode: "exact" },
    });
    await list.update({ node: mine.id, users: [], mode: "exact" });
    assert.deepEqual(await backend.nodeMembers.list({ id: theirs.id }), ["ada", "bob"]);
  });

  it("deletes no org that something has come into since it was looked at", async () => {
    await backend.orgs.create({ uid: "guarded", name: "Guarded" });
    const { id } = await department("guarded", "late");
    await assert.rejects(backend.orgs.delete({ id: "guarded" }), (error) => {
      assert.ok(error instanceof ProviderError);
      assert.match(error.message, /guarded is not deleted: late is in it/);
      return true;
    });
    assert.equal((await backend.nodes.get({ id })).name, "late");
  });

  it("believes an update of an app that says it failed, where it holds", async () => {
    const { id } = await backend.apps.create({ org: "acme", uid: "lies", name: "Lies" });
    const answer = { body: { statusCode: 200, data: { success: false } } };
    const fault = (more: object) => (request: string) =>
      request === "POST update-application" ? { ...answer, ...more } : undefined;
    pool.between.fault = fault({ after: true });
    assert.equal((await backend.apps.update({ id }, { name: "Held" })).name, "Held");
    pool.between.fault = fault({});
    await assert.rejects(backend.apps.update({ id }, { name: "Not held" }), (error) => {
      assert.ok(error instanceof UnavailableError);
      assert.match(error.message, /did not change appName/);
      return true;
    });
  });

  it("brings a secret that was rotated elsewhere into the output, and has nothing to do", async () => {
    const inputs = { org: "acme", name: "Rotated", oauth: { redirectUris: [] } };
    const it = await new Declared(app, session, "rotated").create(inputs);
    const before = it.state.clientSecret;
    const now = await pool.client.applications.refreshSecret(it.id);
    await it.refresh();
    assert.deepEqual([it.state.clientSecret === now, now === before], [true, false]);
    assert.equal(await it.isSettled(inputs), true);
  });

  it("makes new credentials though a gateway fails", async () => {
    const inputs = { org: "acme", name: "Renewed", oauth: { redirectUris: [], rotate: "1" } };
    const it = await new Declared(app, session, "renewed").create(inputs);
    const before = it.state.clientSecret;
    let fails = 1;
    pool.between.fault = (request) =>
      request === "POST refresh-application-secret" && fails-- > 0
        ? { status: 502, body: "<h1>502</h1>", after: true }
        : undefined;
    await it.update({ ...inputs, oauth: { ...inputs.oauth, rotate: "2" } });
    const now = await pool.client.applications.secret(it.id);
    assert.deepEqual([it.state.clientSecret === now, now === before], [true, false]);
  });

  it("lets a perm take the name that another has given up, whose code is still its own", async () => {
    const first = await backend.perms.create({ scope: "acme", name: "部署" });
    await backend.perms.update({ id: first.id }, { name: "发布" });
    const second = await backend.perms.create({ scope: "acme", name: "部署" });
    assert.notEqual(second.id, first.id);
    assert.deepEqual(
      (await backend.perms.find({ scope: "acme", name: "部署" })).map(({ id }) => id),
      [second.id],
    );
  });

  it("takes a mail address that lost its capitals for the declared one, and no other", async () => {
    const inputs = { username: "capital", email: "Capital@Acme.example" };
    const it = await new Declared(user, session, "capital").create(inputs);
    assert.equal((await it.refresh()).email, inputs.email);
    assert.equal(await it.isSettled(inputs), true);
    const second = new Declared(user, session, "capital");
    await second.create({ ...inputs, adopt: "ifExists" });
    assert.equal(await second.isSettled(inputs), true);
    await backend.users.update({ id: "capital" }, { email: "other@acme.example" });
    assert.equal(
      (await pool.connect().session.backend.users.get({ id: "capital" })).email,
      "other@acme.example",
    );
    // What a run reads may be as old as the run.
    second.session = pool.connect().session;
    await second.refresh();
    assert.equal(await second.isSettled(inputs), false);
  });

  it("finds people by their user id who have no username", async () => {
    const { userId } = await pool.client.users.create({ email: "nameless@acme.example" });
    const { id } = await department("acme", "nameless");
    await backend.nodeMembers.change({ id }, { add: [userId], remove: [] });
    assert.deepEqual(await backend.nodeMembers.list({ id }), [userId]);
  });

  it("takes a create for done whose answer was a failure", async () => {
    const failure = { after: true, body: { statusCode: 500, message: "no" } } as const;
    pool.between.fault = (request) => (request === "POST create-user" ? failure : undefined);
    const made = backend.users.create({ username: "lost" });
    await assert.rejects(made, /it exists already/);
    assert.equal((await backend.users.find({ username: "lost" })).length, 1);
  });
});
