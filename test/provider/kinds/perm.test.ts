import assert from "node:assert/strict";
import {
  ConflictError,
  PartialCreateError,
  InvalidError,
  MissingRightError,
  NotFoundError,
} from "../../../provider/backends/errors";
import { perm } from "../../../provider/kinds/perm";
import { UNKNOWN } from "../../../provider/engine/unknown";
import { Declared } from "../support/declared";
import { proxy, type Proxy } from "../support/proxy";
import { TestServer, type MadeOrg } from "../support/test-server";

describe("Perm", () => {
  let server: TestServer;
  let between: Proxy;
  let acme: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    acme = await server.org("Acme");
    await server.send("POST", `org/${acme.oid}/app/`, { uid: "ci", name: "CI" });
    between = await proxy(server.url);
  });
  after(() => between.close().then(() => server.close()));
  beforeEach(() => (between.fault = () => "pass"));

  const declare = (settings = {}, name = "it") => {
    const { session, warnings } = server.session(settings);
    return Object.assign(new Declared(perm, session, name), { warnings });
  };
  /** In a run whose program has made the app. */
  const owning = () => {
    const declared = declare();
    declared.session.hierarchy.owned.add("ci");
    return declared;
  };
  const post = async (name: string, scope = "ci") =>
    String((await server.send("POST", "perm/", { scope, name })).body.uid);
  const named = async (name: string) => {
    const { results } = await server.get("perm/?scope=ci&page_size=100");
    return (results as { name: string }[]).filter((one) => one.name === name).length;
  };

  it("is made in an app, description and all", async () => {
    const inputs = { scope: "ci", name: "Deploy", description: "to production" };
    const made = await declare().create(inputs);
    const { name, remark, scope } = await server.get(`perm/${made.id}/`);
    assert.deepEqual(
      [made.id, name, remark, scope],
      ["app_ci_deploy", "Deploy", "to production", "ci"],
    );
    assert.equal(await made.isSettled(inputs), true);
    await made.refresh();
    assert.equal(await made.isSettled(inputs), true);
  });

  it("is made in an org", async () => {
    const made = await declare().create({ scope: acme.oid, name: "Audit" });
    assert.equal((await server.get(`perm/${made.id}/`)).scope, acme.oid);
  });

  it("is not made in what is not there", async () => {
    for (const scope of ["nowhere", "00000000-0000-0000-0000-000000000000"]) {
      await assert.rejects(declare().create({ scope, name: "Lost" }), (error) => {
        assert.ok(error instanceof InvalidError && error.property === "scope");
        return true;
      });
    }
  });

  it("is renamed in place, and its description cleared by null", async () => {
    const made = await declare().create({ scope: "ci", name: "Old", description: "r" });
    await made.update({ scope: "ci", name: "New", description: null });
    const { name, remark } = await server.get(`perm/${made.id}/`);
    assert.deepEqual([name, remark, made.id], ["New", "", "app_ci_old"]);
    await made.refresh();
    assert.equal(await made.isSettled({ scope: "ci", name: "New", description: null }), true);
  });

  it("is not renamed to what another one of its scope is called", async () => {
    const other = await post("Called so");
    const made = await declare().create({ scope: "ci", name: "Called else" });
    await assert.rejects(made.update({ scope: "ci", name: " Called so" }), (error: Error) => {
      assert.ok(error instanceof ConflictError && error.property === "name");
      assert.ok(error.message.includes(other));
      return true;
    });
    assert.equal((await server.get(`perm/${made.id}/`)).name, "Called else");
  });

  for (const [property, field, theirs] of [
    ["name", "name", "Theirs"],
    ["description", "remark", "theirs"],
  ] as const) {
    it(`shows a ${property} that was changed behind its back, and heals it`, async () => {
      const inputs = { scope: "ci", name: `Drift ${property}`, description: "mine" };
      const made = await declare().create(inputs);
      await server.send("PATCH", `perm/${made.id}/`, { [field]: theirs });
      assert.deepEqual(await made.refresh(), { ...made.state, [property]: theirs });
      assert.equal(await made.update(inputs), true);
      assert.equal((await server.get(`perm/${made.id}/`))[field], inputs[property]);
    });
  }

  it("leaves a description alone that is not declared", async () => {
    const made = await declare().create({ scope: "ci", name: "Remarked" });
    await server.send("PATCH", `perm/${made.id}/`, { remark: "theirs" });
    await made.refresh();
    await made.update({ scope: "ci", name: "Remarked 2" });
    assert.equal((await server.get(`perm/${made.id}/`)).remark, "theirs");
  });

  it("is gone when the server says so, and only to an administrator", async () => {
    const made = await declare().create({ scope: "ci", name: "Gone" });
    await server.send("DELETE", `perm/${made.id}/`);
    await assert.rejects(made.refresh(), NotFoundError);
    made.session = server.session({ token: await server.personWithToken("lesser1") }).session;
    await assert.rejects(made.refresh(), MissingRightError);
    await assert.rejects(made.delete(), MissingRightError);
  });

  it("is deleted, and a second time too", async () => {
    const made = await declare().create({ scope: "ci", name: "Deleted" });
    await made.delete();
    assert.equal(await server.status(`perm/${made.id}/`), 404);
    await made.delete();
  });

  describe("that is there already", () => {
    it("is taken as the result of an interrupted run, and gets its description", async () => {
      const id = await post("Interrupted");
      const made = owning();
      await made.create({ scope: "ci", name: "Interrupted", description: "r" });
      assert.equal(made.id, id);
      assert.match(made.warnings.join(), /interrupted run/);
      assert.equal((await server.get(`perm/${id}/`)).remark, "r");
      assert.equal(await named("Interrupted"), 1);
    });

    it("is a conflict in an app that is not the program's own", async () => {
      await post("Foreign");
      await assert.rejects(declare().create({ scope: "ci", name: "Foreign" }), ConflictError);
    });

    it("is a conflict where it has another description, or is granted to somebody", async () => {
      const remarked = await post("Taken");
      await server.send("PATCH", `perm/${remarked}/`, { remark: "theirs" });
      await assert.rejects(owning().create({ scope: "ci", name: "Taken" }), ConflictError);
      const granted = await post("Granted");
      const user_perm_status = [{ uid: "admin", status: -1 }];
      await server.send("PATCH", `perm/${granted}/owner/`, { user_perm_status });
      await assert.rejects(
        owning().create({ scope: "ci", name: "Granted" }),
        /app_ci_granted.*adopt: "ifExists"/,
      );
    });

    it("is taken over by ifExists, and brought to what is declared", async () => {
      const id = await post("Theirs");
      await server.send("PATCH", `perm/${id}/`, { remark: "theirs" });
      const inputs = { scope: "ci", name: "Theirs", description: "mine", adopt: "ifExists" };
      const made = await declare().create(inputs);
      assert.deepEqual([made.id, (await server.get(`perm/${id}/`)).remark], [id, "mine"]);
      assert.equal(await made.isSettled(inputs), true);
    });

    it("is not told from another of its name", async () => {
      const [first, second] = [await post("Twins"), await post("Twins")];
      const create = declare().create({ scope: "ci", name: "Twins", adopt: "only" });
      await assert.rejects(create, new RegExp(`${first}, ${second}`));
    });

    it("is never the perm to use the app", async () => {
      const { name } = await server.get("perm/app_ci_access/");
      const create = declare().create({ scope: "ci", name, adopt: "only" });
      await assert.rejects(create, NotFoundError);
    });
  });

  for (const fault of ["lose", "fail"] as const) {
    it(`is made once when the answer of the create is ${fault === "lose" ? "lost" : "a 500"}`, async () => {
      between.fault = (request, times) =>
        request === "POST perm/" && times === 1 ? fault : "pass";
      between.met.length = 0;
      await declare({ url: between.url }).create({ scope: "ci", name: `Once ${fault}` });
      assert.equal(await named(`Once ${fault}`), 1);
    });
  }

  it("is made by a second try when the first did not happen", async () => {
    between.fault = (request, times) =>
      request === "POST perm/" && times === 1 ? "refuse" : "pass";
    between.met.length = 0;
    await declare({ url: between.url }).create({ scope: "ci", name: "Second try" });
    assert.equal(await named("Second try"), 1);
  });

  it("whose description failed lands in the state without it, and the next update writes it", async () => {
    const made = declare({ url: between.url });
    const inputs = { scope: "ci", name: "Half", description: "later" };
    between.fault = (request) => (request.startsWith("PATCH perm/") ? "deny" : "pass");
    await assert.rejects(made.create(inputs), PartialCreateError);
    assert.deepEqual([made.id, made.state.description], ["app_ci_half", undefined]);
    between.fault = () => "pass";
    await made.update(inputs);
    assert.equal((await server.get("perm/app_ci_half/")).remark, "later");
    assert.equal(await named("Half"), 1);
  });

  describe("at preview", () => {
    for (const [property, fields] of [
      ["scope", { scope: "" }],
      ["scope", { scope: 7 }],
      ["name", { name: " " }],
      ["name", { name: "x".repeat(256) }],
      ["description", { description: 7 }],
    ] as const) {
      it(`refuses ${JSON.stringify(fields).slice(0, 40)}`, async () => {
        const failures = await declare().failures({ scope: "ci", name: "Bad", ...fields });
        assert.deepEqual(
          failures.map((failure) => failure.property),
          [property],
        );
      });
    }

    it("takes an unknown scope", async () => {
      assert.deepEqual(await declare().failures({ scope: UNKNOWN, name: "Later" }), []);
    });

    it("is one resource for one name of a scope", async () => {
      const first = declare();
      await first.failures({ scope: "ci", name: "Claimed" });
      const other = new Declared(perm, first.session, "other");
      const [failure] = await other.failures({ scope: "ci", name: " Claimed" });
      assert.match(String(failure?.reason), /resource "it" of this program is the same perm/);
    });
  });
});
