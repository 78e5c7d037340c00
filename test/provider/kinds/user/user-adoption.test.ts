import assert from "node:assert/strict";
import {
  ConflictError,
  PartialCreateError,
  NotFoundError,
} from "../../../../provider/backends/errors";
import { user } from "../../../../provider/kinds/user/user";
import { Declared } from "../../support/declared";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer } from "../../support/test-server";

describe("adopting a User", () => {
  let server: TestServer;
  let between: Proxy;
  before(async () => {
    server = await TestServer.start();
    between = await proxy(server.url);
  });
  after(() => between.close().then(() => server.close()));
  beforeEach(() => (between.fault = () => "pass"));

  const declare = (settings = {}) => {
    const { session, warnings } = server.session(settings);
    return Object.assign(new Declared(user, session), { warnings });
  };
  const exists = (username: string, fields: object = {}) =>
    server.send("POST", "user/", { user: { username, password: "their-own-1", ...fields } });
  /** What would show that an interrupted run made them. */
  const known = { initialPassword: "their-own-1" };
  const isConflict = (error: unknown) => error instanceof ConflictError;
  const logsIn = async (username: string, password: string) =>
    (await server.login(username, password)) !== "undefined";

  for (const property of ["initialPassword", "password"]) {
    it(`takes whom an interrupted run has made, whose ${property} signs in, with a warning`, async () => {
      const username = property.toLowerCase();
      const inputs = { username, name: "Ada", [property]: "their-own-1" };
      await exists(username, { name: "Ada" });
      const made = declare();
      await made.create(inputs);
      assert.match(made.warnings.join(), /user id \d+.*interrupted run/);
      assert.ok(await logsIn(username, "their-own-1"));
    });
  }

  it("is refused by never when the password is another, which is tried once", async () => {
    await exists("another1");
    between.met.length = 0;
    const inputs = { username: "another1", initialPassword: "not-theirs-1" };
    await assert.rejects(declare({ url: between.url }).create(inputs), isConflict);
    const logins = between.met.filter((request) => request === "POST ucenter/login/");
    // The connection's own is the other one.
    assert.equal(logins.length, 2);
    assert.ok(await logsIn("another1", "their-own-1"));
  });

  it("is refused by never when there is no password to tell whose it is", async () => {
    await exists("bare", { name: "Ada" });
    const create = declare().create({ username: "bare", name: "Ada" });
    await assert.rejects(create, /user id \d+.*adopt: "ifExists"/);
  });

  for (const fault of ["lose", "fail"] as const) {
    it(`is made once without a password, too, when the answer is ${fault}`, async () => {
      between.fault = (request, times) =>
        request === "POST user/" && times === 1 ? fault : "pass";
      between.met.length = 0;
      await declare({ url: between.url }).create({ username: `plain${fault}` });
      assert.equal(between.met.filter((request) => request === "POST user/").length, 1);
    });
  }

  it("is refused by never, naming the setting", async () => {
    await exists("named1", { name: "Otherwise" });
    const create = declare().create({ username: "named1", name: "Ada", ...known });
    await assert.rejects(create, /user "named1" exists already.*adopt: "ifExists"/);
  });

  it("is refused by never when they have what nobody declared", async () => {
    await exists("somebody", { name: "Some Body" });
    await assert.rejects(declare().create({ username: "somebody", ...known }), isConflict);
  });

  it("is refused by never when they are in a node", async () => {
    const org = await server.org("Acme");
    await exists("member1");
    await server.join(org.root("department"), "member1");
    await assert.rejects(declare().create({ username: "member1", ...known }), isConflict);
  });

  it("writes what is declared and never the password by ifExists", async () => {
    await exists("adopted");
    const inputs = { username: "adopted", name: "Ada", password: "declared-1", adopt: "ifExists" };
    const made = await declare().create(inputs);
    assert.equal((await server.user("adopted")).name, "Ada");
    assert.deepEqual(
      [await logsIn("adopted", "their-own-1"), await logsIn("adopted", "declared-1")],
      [true, false],
    );
    assert.equal(await made.isSettled(inputs), true);
  });

  it("never resets the password by ifExists, even where a reset is declared", async () => {
    await exists("noreset");
    await declare().create({
      ...{ username: "noreset", initialPassword: "declared-1", adopt: "ifExists" },
      requirePasswordReset: true,
    });
    assert.ok(await logsIn("noreset", "their-own-1"));
  });

  for (const [property, held, declared, field] of [
    ["email", "ada@acme.example", "ada@other.example", "private_email"],
    ["phone", "13800000001", "13800000002", "mobile"],
  ] as const) {
    it(`is refused in every mode when the ${property} contradicts`, async () => {
      const username = `other${property}`;
      await exists(username, { [field]: held });
      for (const adopt of ["never", "ifExists", "only"]) {
        const create = declare().create({ username, [property]: declared, adopt });
        await assert.rejects(create, isConflict);
      }
      assert.equal((await server.user(username))[field], held);
    });
  }

  it("never creates by only", async () => {
    await assert.rejects(declare().create({ username: "nobody", adopt: "only" }), NotFoundError);
    assert.equal(await server.status("user/nobody/"), 404);
  });

  const lost = ["lose", "fail"] as const;
  for (const fault of lost) {
    it(`makes them once when the answer is ${fault === "lose" ? "lost" : "a 500"}, reset and all`, async () => {
      between.fault = (request, times) =>
        request === "POST user/" && times === 1 ? fault : "pass";
      between.met.length = 0;
      const username = `once${fault}`;
      const inputs = { username, initialPassword: "secret-1", requirePasswordReset: true };
      await declare({ url: between.url }).create(inputs);
      assert.equal(between.met.filter((request) => request === "POST user/").length, 1);
      assert.equal((await server.user(username)).require_reset_password, true);
    });
  }

  it("makes each of eight once though the server answers 500 to the first try of every second", async () => {
    between.fault = (request, times) => {
      return request === "POST user/" && times % 2 === 1 ? "refuse" : "pass";
    };
    between.met.length = 0;
    const { session } = server.session({ url: between.url });
    const names = Array.from({ length: 8 }, (_, i) => `eight${i}`);
    await Promise.all(names.map((username) => new Declared(user, session).create({ username })));
    const { count } = await server.get("user/?keyword=eight");
    assert.equal(count, 8);
  });

  it("makes them once though the server asks to wait", async () => {
    between.fault = (request, times) =>
      request === "POST user/" && times <= 2 ? "throttle" : "pass";
    between.met.length = 0;
    await declare({ url: between.url }).create({ username: "throttled" });
    assert.equal(await server.status("user/throttled/"), 200);
  });

  it("that lacks its later step is half done: in the state without it, and the next update does it", async () => {
    between.fault = (request) => (request.includes("/password/") ? "deny" : "pass");
    const made = declare({ url: between.url });
    const inputs = {
      username: "halfdone",
      initialPassword: "secret-1",
      requirePasswordReset: true,
    };
    await assert.rejects(made.create(inputs), (error: unknown) => {
      assert.ok(error instanceof PartialCreateError);
      assert.doesNotMatch(error.message, /secret-1/);
      return true;
    });
    assert.deepEqual(
      [made.id, made.state.username, made.state.requirePasswordReset],
      ["halfdone", "halfdone", undefined],
    );
    between.fault = () => "pass";
    await made.update(inputs);
    assert.equal((await server.user("halfdone")).require_reset_password, true);
    assert.equal(await made.isSettled(inputs), true);
  });
});
