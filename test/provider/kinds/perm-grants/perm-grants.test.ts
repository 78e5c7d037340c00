import assert from "node:assert/strict";
import {
  ConflictError,
  PartialCreateError,
  InvalidError,
  MissingRightError,
  NotFoundError,
  UnavailableError,
} from "../../../../provider/backends/errors";
import { permGrants } from "../../../../provider/kinds/perm-grants/perm-grants";
import { UNKNOWN } from "../../../../provider/engine/unknown";
import { Declared } from "../../support/declared";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("PermGrants", () => {
  let server: TestServer;
  let between: Proxy;
  let acme: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    acme = await server.org("Acme");
    await server.people("ada1", "bob1", "cyd1", "dan1");
    await server.node(acme.root("department"), "team");
    await server.node(acme.root("role"), "leads");
    await server.send("POST", `org/${acme.oid}/app/`, { uid: "ci", name: "CI" });
    between = await proxy(server.url);
  });
  after(() => between.close().then(() => server.close()));
  beforeEach(() => (between.fault = () => "pass"));

  let made = 0;
  const permission = async () =>
    String((await server.send("POST", "perm/", { scope: "ci", name: `P${++made}` })).body.uid);
  const declare = (settings = {}, name = "it") => {
    const { session, warnings } = server.session(settings);
    return Object.assign(new Declared(permGrants, session, name), { warnings });
  };
  /** In another run than it was made in. */
  const deleteLater = (grants: Declared) => {
    grants.session = server.session().session;
    return grants.delete();
  };
  /** Who has the status, on the server. */
  const owners = async (perm: string, status: 1 | -1) => {
    const { results } = await server.get(`perm/${perm}/owner/?status=${status}&page_size=100`);
    return (results as { uid: string }[]).map(({ uid }) => uid).sort();
  };
  const set = (perm: string, status: number, users: string[], nodes: string[] = []) => {
    const of = (uids: string[]) => uids.map((uid) => ({ uid, status }));
    return server.send("PATCH", `perm/${perm}/owner/`, {
      user_perm_status: of(users),
      node_perm_status: of(nodes),
    });
  };
  const member = (...names: string[]) => Object.fromEntries(names.map((one) => [one, "member"]));

  it("never take the echo of a write for done", async () => {
    const perm = await permission();
    const status = (of: number) => ({ user_perm_status: [{ uid: "ada1", status: of }] });
    const echo = (of: number) => JSON.stringify({ ...status(of), node_perm_status: [] });
    const echoed = (of: number) => (request: string) =>
      request.startsWith("PATCH ")
        ? ({ name: "an echo", status: 200, text: echo(of) } as const)
        : "pass";
    const grants = declare({ url: between.url });
    await grants.create({ perm, users: ["ada1"], mode: "exact" });
    between.fault = echoed(0);
    const emptied = grants.update({ perm, users: [], mode: "exact" });
    await assert.rejects(emptied, (error) => error instanceof UnavailableError);
    assert.deepEqual(await owners(perm, 1), ["ada1"]);
    between.fault = echoed(1);
    const other = declare({ url: between.url }).create({
      perm: await permission(),
      users: ["ada1"],
    });
    await assert.rejects(other, /there is no user ada1/);
  });

  it("grant and deny, to users and nodes", async () => {
    const perm = await permission();
    const inputs = {
      ...{ perm, users: ["ada1"], nodes: ["d_team"], denyUsers: ["bob1"], denyNodes: ["g_leads"] },
    };
    const grants = await declare().create(inputs);
    assert.equal(grants.id, perm);
    assert.deepEqual(await owners(perm, 1), ["ada1", "d_team"]);
    assert.deepEqual(await owners(perm, -1), ["bob1", "g_leads"]);
    assert.deepEqual(grants.state.denyUsers, member("bob1"));
    assert.equal(await grants.isSettled(inputs), true);
    await grants.refresh();
    assert.equal(await grants.isSettled(inputs), true);
  });

  it("let people use an app by its access perm, also those who are older than it", async () => {
    const grants = await declare().create({ perm: "ci/access", users: ["ada1"] });
    assert.equal(grants.id, "app_ci_access");
    assert.deepEqual(await owners("app_ci_access", 1), ["ada1"]);
    await deleteLater(grants);
    assert.deepEqual(await owners("app_ci_access", 1), []);
  });

  it("may name an org's root by its alias", async () => {
    const perm = await permission();
    const inputs = { perm, nodes: [`${acme.oid}/department`, "d_team"], mode: "exact" };
    const grants = await declare().create(inputs);
    assert.deepEqual(await owners(perm, 1), [acme.root("department"), "d_team"].sort());
    await grants.refresh();
    assert.equal(await grants.isSettled(inputs), true);
    await grants.update({ ...inputs, nodes: ["d_team"] });
    assert.deepEqual(await owners(perm, 1), ["d_team"]);
  });

  it("come and go as the lists change", async () => {
    const perm = await permission();
    const grants = await declare().create({ perm, users: ["ada1", "bob1"], nodes: ["d_team"] });
    await grants.update({ perm, users: ["bob1", "cyd1"], nodes: [] });
    assert.deepEqual(await owners(perm, 1), ["bob1", "cyd1"]);
  });

  it("move from one list to the other", async () => {
    const perm = await permission();
    const grants = await declare().create({ perm, users: ["ada1", "bob1"], denyUsers: [] });
    const moved = { perm, users: ["bob1"], denyUsers: ["ada1"] };
    await grants.update(moved);
    assert.deepEqual([await owners(perm, 1), await owners(perm, -1)], [["bob1"], ["ada1"]]);
    assert.deepEqual(grants.state.users, member("bob1"));
    assert.equal(await grants.isSettled(moved), true);
    await grants.update({ perm, users: ["ada1", "bob1"], denyUsers: [] });
    assert.deepEqual([await owners(perm, 1), await owners(perm, -1)], [["ada1", "bob1"], []]);
  });

  it("leave lists alone that are not declared, or no longer", async () => {
    const perm = await permission();
    await set(perm, -1, ["dan1"], ["g_leads"]);
    const grants = await declare().create({
      perm,
      users: ["ada1"],
      nodes: ["d_team"],
      mode: "exact",
    });
    await grants.update({ perm, users: ["ada1"], mode: "exact" });
    assert.deepEqual(await owners(perm, 1), ["ada1", "d_team"]);
    assert.deepEqual(await owners(perm, -1), ["dan1", "g_leads"]);
    assert.deepEqual(grants.state.unmanaged, { users: [] });
    await deleteLater(grants);
    assert.deepEqual(await owners(perm, 1), ["d_team"]);
  });

  it("show by list and name what was changed behind their back, and heal it", async () => {
    const perm = await permission();
    const inputs = { perm, users: ["ada1", "bob1"], denyNodes: ["g_leads"], mode: "exact" };
    const grants = await declare().create(inputs);
    await set(perm, 0, ["ada1"], ["g_leads"]);
    await set(perm, -1, ["bob1"], ["d_team"]);
    const { users, denyNodes, unmanaged } = await grants.refresh();
    assert.deepEqual([users, denyNodes], [{}, member("d_team")]);
    assert.deepEqual(unmanaged, { users: [], denyNodes: ["d_team"] });
    assert.equal(await grants.update(inputs), true);
    assert.deepEqual(await owners(perm, 1), ["ada1", "bob1"]);
    assert.deepEqual(await owners(perm, -1), ["g_leads"]);
    assert.equal(await grants.isSettled(inputs), true);
  });

  it("count what is granted to somebody themselves, not what they inherit", async () => {
    const perm = await permission();
    await server.join("d_team", "cyd1");
    const grants = await declare().create({ perm, users: ["cyd1"], nodes: ["d_team"] });
    await set(perm, 0, ["cyd1"]);
    assert.deepEqual((await grants.refresh()).users, {});
  });

  for (const [list, name] of [
    ["users", "ghost1"],
    ["nodes", "d_ghost"],
    ["denyUsers", "ghost1"],
    ["denyNodes", "g_ghost"],
  ] as const) {
    it(`that name an unknown one in ${list} are an error with the name, and nobody leaves for it`, async () => {
      const perm = await permission();
      const grants = await declare().create({ perm, users: ["ada1", "bob1"] });
      const update = grants.update({ perm, users: ["ada1"], [list]: [name] });
      await assert.rejects(update, (error) => {
        assert.ok(error instanceof InvalidError && error.property === list);
        return error.message.includes(name);
      });
      assert.deepEqual(await owners(perm, 1), ["ada1", "bob1"]);
    });
  }

  it("that were granted before somebody unknown are in the state", async () => {
    const perm = await permission();
    const grants = declare();
    await assert.rejects(grants.create({ perm, users: ["ada1", "ghost1"] }), PartialCreateError);
    assert.deepEqual([grants.id, grants.state.users], [perm, member("ada1")]);
    await grants.update({ perm, users: ["ada1", "bob1"] });
    assert.deepEqual(await owners(perm, 1), ["ada1", "bob1"]);
  });

  it("are gone with their perm, and only to an administrator", async () => {
    const perm = await permission();
    const grants = await declare().create({ perm, users: ["ada1"] });
    await server.send("DELETE", `perm/${perm}/`);
    await assert.rejects(grants.refresh(), NotFoundError);
    grants.session = server.session({ token: await server.personWithToken("lesser1") }).session;
    await assert.rejects(grants.refresh(), MissingRightError);
    await assert.rejects(grants.delete(), MissingRightError);
  });

  it("are all of long lists, page after page", async () => {
    const perm = await permission();
    const people = Array.from({ length: 130 }, (_, i) => `many${i}`);
    await server.people(...people);
    const grants = await declare().create({ perm, users: people, mode: "exact" });
    await grants.refresh();
    assert.equal(await grants.isSettled({ perm, users: people, mode: "exact" }), true);
    await deleteLater(grants);
    assert.deepEqual(await owners(perm, 1), []);
  });

  for (const fault of ["lose", "fail"] as const) {
    it(`are made though an answer is ${fault === "lose" ? "lost" : "a 500"}`, async () => {
      const perm = await permission();
      between.fault = (request, times) =>
        request.startsWith("PATCH perm/") && times === 1 ? fault : "pass";
      await declare({ url: between.url }).create({ perm, users: ["ada1"] });
      assert.deepEqual(await owners(perm, 1), ["ada1"]);
    });
  }

  describe("by mode", () => {
    it("exact is refused over unmanaged members, by name and list", async () => {
      const perm = await permission();
      await set(perm, 1, ["dan1"]);
      await set(perm, -1, ["cyd1"]);
      await assert.rejects(
        declare().create({ perm, users: ["ada1"], denyUsers: ["cyd1"], mode: "exact" }),
        (error) => error instanceof ConflictError && error.message.includes("(dan1)"),
      );
      assert.deepEqual(await owners(perm, 1), ["dan1"]);
    });

    it("exact removes adopted members only after a plan has named them", async () => {
      const perm = await permission();
      await set(perm, 1, ["dan1"], ["g_leads"]);
      const grants = declare();
      const inputs = { perm, users: ["ada1"], nodes: [], mode: "exact", adopt: "ifExists" };
      await grants.create(inputs);
      assert.deepEqual(await owners(perm, 1), ["ada1", "dan1", "g_leads"]);
      assert.deepEqual(grants.state.unmanaged, { users: ["dan1"], nodes: ["g_leads"] });
      await set(perm, 1, ["cyd1"]);
      assert.equal(await grants.update(inputs), true);
      assert.match(grants.warnings.join(), /it removes dan1, g_leads: not declared/);
      assert.deepEqual(await owners(perm, 1), ["ada1", "cyd1"]);
      assert.equal(await grants.update(inputs), true);
      assert.deepEqual(await owners(perm, 1), ["ada1"]);
      assert.equal(await grants.isSettled(inputs), true);
    });

    it("additive keeps unmanaged members, and removes only its own", async () => {
      const perm = await permission();
      await set(perm, 1, ["dan1"]);
      const grants = await declare().create({ perm, users: ["ada1", "bob1"] });
      assert.deepEqual(grants.state.unmanaged, { users: ["dan1"] });
      await grants.update({ perm, users: ["ada1"] });
      await deleteLater(grants);
      assert.deepEqual(await owners(perm, 1), ["dan1"]);
    });

    it("observe writes nothing, not even on delete", async () => {
      const perm = await permission();
      await set(perm, 1, ["dan1"]);
      const grants = await declare().create({ perm, users: ["ada1"], mode: "observe" });
      await grants.update({ perm, users: ["ada1", "bob1"], mode: "observe" });
      assert.deepEqual(grants.state.unmanaged, { users: ["dan1"] });
      await deleteLater(grants);
      assert.deepEqual(await owners(perm, 1), ["dan1"]);
    });

    it("a list that is declared later removes nobody at once", async () => {
      const perm = await permission();
      await set(perm, -1, ["dan1"]);
      const grants = await declare().create({ perm, users: ["ada1"], mode: "exact" });
      const inputs = { perm, users: ["ada1"], denyUsers: [], mode: "exact" };
      await grants.update(inputs);
      assert.deepEqual(await owners(perm, -1), ["dan1"]);
      assert.equal(await grants.update(inputs), true);
      assert.deepEqual(await owners(perm, -1), []);
    });
  });

  describe("of several resources", () => {
    /** As the engine goes: all others are made or looked at before one is deleted. */
    const pair = async (first: object, second: object, name = "second") => {
      const one = await declare().create(first as Record<string, unknown>);
      const session = server.session().session;
      one.session = session;
      const other = new Declared(permGrants, session, name);
      await other.create(second as Record<string, unknown>);
      return one;
    };

    it("go one by one, though they have one id", async () => {
      const perm = await permission();
      const one = await pair({ perm, users: ["ada1", "bob1"] }, { perm, users: ["bob1", "cyd1"] });
      await one.delete();
      assert.deepEqual(await owners(perm, 1), ["bob1", "cyd1"]);
    });

    it("stay when one only got another name, or another name for its perm", async () => {
      const renamed = await permission();
      const users = ["ada1", "bob1"];
      await (await pair({ perm: renamed, users }, { perm: renamed, users })).delete();
      assert.deepEqual(await owners(renamed, 1), users);
      const access = { perm: "ci/access", users };
      await (await pair(access, { perm: "app_ci_access", users }, "it")).delete();
      assert.deepEqual(await owners("app_ci_access", 1), users);
    });

    it("leave the old perm when one moves to another", async () => {
      const [from, to] = [await permission(), await permission()];
      const one = await pair({ perm: from, users: ["ada1"] }, { perm: to, users: ["ada1"] }, "it");
      await one.delete();
      assert.deepEqual([await owners(from, 1), await owners(to, 1)], [[], ["ada1"]]);
    });
  });

  it("are held to one limit of removals over all lists", async () => {
    const perm = await permission();
    const all = { perm, users: ["ada1", "bob1"], nodes: ["d_team", "g_leads"] };
    const grants = await declare().create(all);
    const none = { perm, users: [], nodes: [] };
    await assert.rejects(
      grants.update(none),
      /it would remove 4 of 4 \(ada1, bob1, d_team, g_leads\); set removalLimit if meant/,
    );
    await grants.update({ ...none, removalLimit: 4 });
    assert.deepEqual(await owners(perm, 1), []);
  });

  describe("at preview", () => {
    const wrong: [string, object][] = [
      ["users", { users: undefined }],
      ["users", { users: "ada1" }],
      ["users", { users: [""] }],
      ["nodes", { nodes: [7] }],
      ["nodes", { nodes: ["team"] }],
      ["denyNodes", { denyNodes: ["ada1"] }],
      ["denyUsers", { denyUsers: ["ada1"] }],
      ["users", { users: ["Ada Lovelace"] }],
      ["denyUsers", { denyUsers: ["d_team"] }],
      ["perm", { perm: "" }],
      ["perm", { perm: "a b" }],
      ["perm", { perm: "d_team" }],
      ["mode", { mode: "override" }],
      ["removalLimit", { removalLimit: -1 }],
    ];
    for (const [property, fields] of wrong) {
      it(`refuses ${JSON.stringify(fields)}`, async () => {
        const given = { perm: "app_ci_x", users: ["ada1"], ...fields };
        const defined = Object.entries(given).filter(([, value]) => value !== undefined);
        const failures = await declare().failures(Object.fromEntries(defined));
        assert.deepEqual(
          failures.map((failure) => failure.property),
          [property],
        );
      });
    }

    it("takes what is unknown, all or some", async () => {
      for (const unknown of [
        { perm: UNKNOWN },
        { users: UNKNOWN },
        { nodes: ["d_team", UNKNOWN], denyNodes: [UNKNOWN] },
      ]) {
        const failures = await declare().failures({ perm: "app_ci_x", users: [], ...unknown });
        assert.deepEqual(failures, []);
      }
    });

    it("has one exact resource for a list, and one for each list", async () => {
      const first = declare();
      await first.failures({ perm: "app_ci_x", users: [], mode: "exact" });
      const other = new Declared(permGrants, first.session, "other");
      const [failure] = await other.failures({ perm: "app_ci_x", users: [], mode: "exact" });
      assert.match(String(failure?.reason), /resource "it" of this program/);
      const failures = await other.failures({ perm: "app_ci_x", nodes: [], mode: "exact" });
      assert.deepEqual(failures, []);
    });
  });
});
