import assert from "node:assert/strict";
import {
  PartialCreateError,
  InvalidError,
  NotFoundError,
} from "../../../../provider/backends/errors";
import { user } from "../../../../provider/kinds/user/user";
import { Declared } from "../../support/declared";
import { proxy } from "../../support/proxy";
import { TestServer } from "../../support/test-server";

describe("User", () => {
  let server: TestServer;
  before(async () => (server = await TestServer.start()));
  after(() => server.close());

  const declare = (session = server.session().session) => new Declared(user, session);
  const logsIn = async (username: string, password: string) =>
    (await server.login(username, password)) !== "undefined";

  it("is made with all that is declared, and can log in", async () => {
    const inputs = {
      username: "adalovelace",
      name: "Ada Lovelace",
      email: "ada@acme.example",
      phone: "13812345678",
      gender: "female",
      avatar: "https://acme.example/ada.png",
      initialPassword: "first-secret-1",
    };
    const made = await declare().create(inputs);
    const held = await server.user("adalovelace");
    assert.deepEqual(
      [held.name, held.private_email, held.mobile, held.gender, held.avatar],
      [inputs.name, inputs.email, inputs.phone, 2, inputs.avatar],
    );
    assert.deepEqual([made.id, made.state.userId], ["adalovelace", String(held.user_id)]);
    assert.ok(await logsIn("adalovelace", "first-secret-1"));
    assert.equal(await made.isSettled(inputs), true);
  });

  it("shows each field that was changed behind its back, and heals it", async () => {
    const inputs = { username: "drifts", name: "Mine", email: "a@b.example", gender: "male" };
    const made = await declare().create(inputs);
    const theirs = { name: "Theirs", private_email: "c@d.example", gender: 2 };
    await server.send("PATCH", "user/drifts/", theirs);
    const { name, email, gender } = await made.refresh();
    assert.deepEqual([name, email, gender], ["Theirs", "c@d.example", "female"]);
    await made.update(inputs);
    const held = await server.user("drifts");
    assert.deepEqual([held.name, held.private_email, held.gender], ["Mine", "a@b.example", 1]);
  });

  it("leaves alone what is not declared", async () => {
    const made = await declare().create({ username: "omits" });
    await server.send("PATCH", "user/omits/", { name: "By hand" });
    await made.refresh();
    assert.equal(await made.isSettled({ username: "omits" }), true);
    await made.update({ username: "omits", gender: "male" });
    assert.equal((await server.user("omits")).name, "By hand");
  });

  it("clears what is declared as null", async () => {
    const made = await declare().create({ username: "clears", name: "Old", email: "o@l.example" });
    const cleared = { username: "clears", name: null, email: null };
    await made.update(cleared);
    const held = await server.user("clears");
    assert.deepEqual([held.name, held.private_email], ["", ""]);
    await made.refresh();
    assert.equal(await made.isSettled(cleared), true);
  });

  it("takes null for a nickname, which this server lacks", async () => {
    const inputs = { username: "nameless", nickname: null };
    const made = await declare().create({ username: "nameless" });
    await made.update(inputs);
    await made.refresh();
    assert.equal(await made.isSettled(inputs), true);
  });

  it("gets its password again when the declared one changes, and only then", async () => {
    const made = await declare().create({ username: "keeps", password: "secret-one" });
    await made.update({ username: "keeps", password: "secret-one", name: "Keeps" });
    assert.ok(await logsIn("keeps", "secret-one"));
    await made.update({ username: "keeps", password: "secret-two", name: "Keeps" });
    assert.deepEqual(
      [await logsIn("keeps", "secret-one"), await logsIn("keeps", "secret-two")],
      [false, true],
    );
  });

  it("keeps its own password when the declaration turns to an initial one", async () => {
    const made = await declare().create({ username: "turns", password: "secret-one" });
    await made.update({ username: "turns", initialPassword: "secret-two", name: "Turns" });
    assert.ok(await logsIn("turns", "secret-one"));
  });

  it("never shows a changed initial password as a change", async () => {
    const made = await declare().create({ username: "first", initialPassword: "secret-one" });
    const edited = { username: "first", initialPassword: "secret-two" };
    assert.equal(await made.isSettled(edited), true);
  });

  it("must choose another password where that is declared", async () => {
    const inputs = {
      username: "resets",
      initialPassword: "secret-one",
      requirePasswordReset: true,
    };
    const made = await declare().create(inputs);
    assert.equal((await server.user("resets")).require_reset_password, true);
    assert.equal(await made.update({ username: "resets", initialPassword: "secret-one" }), true);
    assert.ok(await logsIn("resets", "secret-one"));
  });

  it("refuses a reset without a password that is written, at preview", async () => {
    const failures = await declare().failures({ username: "alone", requirePasswordReset: true });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["requirePasswordReset"],
    );
  });

  it("is asked to reset by the next update where that failed half-way, refreshed or not", async () => {
    for (const isRefreshed of [true, false]) {
      const username = `half${isRefreshed ? 1 : 2}`;
      const inputs = { username, initialPassword: "secret-one", requirePasswordReset: true };
      const between = await proxy(server.url);
      between.fault = (request) => (request.includes("/password/") ? "deny" : "pass");
      const made = declare(server.session({ url: between.url }).session);
      await assert.rejects(made.create(inputs), PartialCreateError);
      between.fault = () => "pass";
      if (isRefreshed) await made.refresh();
      assert.equal(await made.update(inputs), true);
      assert.equal((await server.user(username)).require_reset_password, true);
      assert.equal(await made.isSettled(inputs), true);
      await between.close();
    }
  });

  it("is not asked to reset later without a new password, at preview", async () => {
    const living = { username: "living", initialPassword: "secret-one" };
    const made = await declare().create(living);
    const reset = { ...living, requirePasswordReset: true };
    await assert.rejects(made.update(reset), (error: Error) => {
      assert.ok(error instanceof InvalidError && error.property === "requirePasswordReset");
      return true;
    });
    assert.equal(
      await made.update({ username: "living", password: "secret-two", requirePasswordReset: true }),
      true,
    );
  });

  it("refuses both passwords at once, at preview", async () => {
    const both = { username: "both", initialPassword: "secret-one", password: "secret-two" };
    const [failure] = await declare().failures(both);
    assert.equal(failure?.property, "initialPassword");
    assert.doesNotMatch(failure.reason, /secret-/);
  });

  for (const username of ["abc", "Ada", "ada.l", "a".repeat(17), "", 7]) {
    it(`refuses ${JSON.stringify(username)} as a username, at preview`, async () => {
      const failures = await declare().failures({ username });
      assert.deepEqual(
        failures.map(({ property }) => property),
        ["username"],
      );
    });
  }

  it("is one resource for one username in a program", async () => {
    const { session } = server.session();
    await new Declared(user, session, "a").failures({ username: "shared" });
    const [failure] = await new Declared(user, session, "b").failures({ username: "shared" });
    assert.match(String(failure?.reason), /resource "a"/);
  });

  it("names the property that the server refuses", async () => {
    await declare().create({ username: "hasmail", email: "taken@acme.example" });
    const create = declare().create({ username: "wantsmail", email: "taken@acme.example" });
    await assert.rejects(create, (error: unknown) => {
      assert.ok(error instanceof InvalidError);
      assert.equal(error.property, "email");
      return true;
    });
    assert.equal(await server.status("user/wantsmail/"), 404);
  });

  it("is gone when the server says so to an administrator", async () => {
    const made = await declare().create({ username: "gone" });
    await server.send("DELETE", "user/gone/");
    await assert.rejects(made.refresh(), NotFoundError);
  });

  it("that was made anew behind its back is another person: the first is gone, with a warning", async () => {
    const { session, warnings } = server.session();
    const made = await declare(session).create({ username: "replaced" });
    await server.send("DELETE", "user/replaced/");
    await server.people("replaced");
    await assert.rejects(made.refresh(), NotFoundError);
    assert.match(warnings.join(), /replaced behind your back/);
    await made.delete();
    assert.equal(await server.status("user/replaced/"), 200);
  });
});
