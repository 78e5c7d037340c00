import assert from "node:assert/strict";
import { NotFoundError, ProviderError } from "../../../../provider/backends/errors";
import { org } from "../../../../provider/kinds/org";
import { Declared } from "../../support/declared";
import { TestServer } from "../../support/test-server";
import { rootOf } from "../../support/root-of";

describe("Org", () => {
  let server: TestServer;
  before(async () => (server = await TestServer.start()));
  after(() => server.close());

  const declare = () => new Declared(org, server.session().session);

  it("is made with its owner and its roots as outputs", async () => {
    const made = await declare().create({ name: "Acme" });
    const held = await server.get(`org/${made.id}/`);
    assert.deepEqual(
      [held.name, held.owner, `d_${String(held.dept_uid)}`, `g_${String(held.manager_uid)}`],
      ["Acme", made.state.owner, rootOf(made.state, "department"), rootOf(made.state, "manager")],
    );
  });

  it("is renamed in place", async () => {
    const made = await declare().create({ name: "Before" });
    await made.update({ name: "After" });
    assert.equal((await server.get(`org/${made.id}/`)).name, "After");
    assert.equal(await made.isSettled({ name: "After" }), true);
  });

  it("settles with a name that the server trims", async () => {
    const made = await declare().create({ name: " Padded " });
    await made.refresh();
    assert.equal(await made.isSettled({ name: " Padded " }), true);
  });

  it("shows a name that was changed behind its back", async () => {
    const made = await declare().create({ name: "Mine" });
    await server.send("PATCH", `org/${made.id}/`, { name: "Theirs" });
    assert.equal((await made.refresh()).name, "Theirs");
    await made.update({ name: "Mine" });
    assert.equal((await server.get(`org/${made.id}/`)).name, "Mine");
  });

  it("is gone when the server says so", async () => {
    const made = await declare().create({ name: "Vanishing" });
    await server.send("DELETE", `org/${made.id}/`);
    await assert.rejects(made.refresh(), NotFoundError);
  });

  it("refuses to go while nodes are inside, naming ten and the count", async () => {
    const made = await declare().create({ name: "Full" });
    for (let i = 1; i <= 12; i++) await server.node(rootOf(made.state, "department"), `full${i}`);
    await assert.rejects(made.delete(), (error: Error) => {
      assert.ok(error instanceof ProviderError);
      assert.match(error.message, /holds 12: .*full10.* and 2 more.*forceDestroy/);
      assert.doesNotMatch(error.message, /full11/);
      return true;
    });
    assert.equal(await server.status(`org/${made.id}/`), 200);
  });

  it("goes with its members and its companion groups only", async () => {
    const made = await declare().create({ name: "Empty enough" });
    const category = await server.node(rootOf(made.state, "group"), "emptyenough");
    const [companion] = await server.children(rootOf(made.state, "manager"));
    await server.send("DELETE", `node/${category}/`);
    await server.people("emptyenough1");
    await server.send("PATCH", `org/${made.id}/user/`, {
      subject: "add",
      usernames: ["emptyenough1"],
    });
    await made.delete();
    assert.deepEqual(
      [await server.status(`org/${made.id}/`), await server.status(`node/${companion ?? ""}/`)],
      [404, 404],
    );
  });

  it("empties itself bottom-up when forceDestroy was applied", async () => {
    const made = await declare().create({ name: "Doomed", forceDestroy: true });
    const top = await server.node(rootOf(made.state, "department"), "doomedtop");
    const below = await server.node(top, "doomedbelow");
    await server.people("doomed1");
    await server.join(below, "doomed1");
    await made.delete();
    for (const path of [`org/${made.id}/`, `node/${top}/`, `node/${below}/`]) {
      assert.equal(await server.status(path), 404);
    }
    assert.equal(await server.status("user/doomed1/"), 200);
  });

  it("is one resource for one name in a program", async () => {
    const { session } = server.session();
    assert.deepEqual(await new Declared(org, session, "a").failures({ name: "Same" }), []);
    const [failure] = await new Declared(org, session, "b").failures({ name: " Same" });
    assert.match(String(failure?.reason), /resource "a"/);
  });

  for (const name of ["", "  ", 7, "a\0b", "\ud800"]) {
    it(`refuses ${JSON.stringify(name)} as a name, at preview`, async () => {
      const failures = await declare().failures({ name });
      assert.deepEqual(
        failures.map(({ property }) => property),
        ["name"],
      );
    });
  }
});
