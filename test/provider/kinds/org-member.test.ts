import assert from "node:assert/strict";
import { PartialCreateError, InvalidError, NotFoundError } from "../../../provider/backends/errors";
import { orgMember } from "../../../provider/kinds/org-member";
import { Declared } from "../support/declared";
import { proxy } from "../support/proxy";
import { TestServer, type MadeOrg } from "../support/test-server";

describe("OrgMember", () => {
  let server: TestServer;
  let org: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
  });
  after(() => server.close());

  let made = 0;
  const person = async () => {
    const username = `person${++made}`;
    await server.people(username);
    return username;
  };
  const declare = (settings = {}) => new Declared(orgMember, server.session(settings).session);
  const path = (user: string) => `org/${org.oid}/user/${user}/`;
  const live = (user: string) => server.get(path(user));

  it("makes a person a member, and writes what the org keeps of them", async () => {
    const user = await person();
    const inputs = { org: org.oid, user, position: "Engineer", employeeNumber: "007" };
    const member = await declare().create(inputs);
    assert.equal(member.id, `${org.oid}/${user}`);
    const { position, employee_number } = await live(user);
    assert.deepEqual([position, employee_number], ["Engineer", "007"]);
    assert.equal(await member.isSettled(inputs), true);
  });

  it("takes somebody who is a member already, without asking", async () => {
    const user = await person();
    await server.send("PATCH", `org/${org.oid}/user/`, { subject: "add", usernames: [user] });
    await server.send("PATCH", path(user), { remark: "theirs" });
    await declare().create({ org: org.oid, user, position: "Engineer" });
    assert.equal((await live(user)).remark, "theirs");
  });

  it("takes the owner, who can't be added and never leaves", async () => {
    const inputs = { org: org.oid, user: "admin", position: "Founder" };
    const member = await declare().create(inputs);
    assert.equal((await live("admin")).position, "Founder");
    await member.delete();
    assert.equal((await live("admin")).position, "");
  });

  it("changes in place, property by property, and clears by null", async () => {
    const user = await person();
    const all = {
      ...{ email: "a@acme.example", employeeNumber: "1", position: "a", description: "a" },
      hireDate: "2026-03-01",
    };
    const member = await declare().create({ org: org.oid, user, ...all });
    for (const key of Object.keys(all)) {
      const value = key === "hireDate" ? "2027-04-02" : "b@acme.example";
      assert.equal(await member.update({ org: org.oid, user, ...all, [key]: value }), true);
      const cleared = { org: org.oid, user, ...all, [key]: null };
      assert.equal(await member.update(cleared), true);
      await member.refresh();
      assert.equal(await member.isSettled(cleared), true, key);
      await member.update({ org: org.oid, user, ...all });
    }
    const { hiredate, remark } = await live(user);
    assert.deepEqual([hiredate, remark], ["2026-03-01T00:00:00+08:00", "a"]);
  });

  for (const [hireDate, stored] of [
    ["2026-03-01", "2026-03-01T00:00:00+08:00"],
    ["2026-03-01T09:00", "2026-03-01T09:00:00+08:00"],
    ["2026-03-01T09:00:00", "2026-03-01T09:00:00+08:00"],
    ["2026-03-01T01:00:00Z", "2026-03-01T09:00:00+08:00"],
    ["2026-03-01T03:00:00+02:00", "2026-03-01T09:00:00+08:00"],
  ] as const) {
    it(`settles with a hire date of ${hireDate}, refreshed or not`, async () => {
      const user = await person();
      const inputs = { org: org.oid, user, hireDate };
      const member = await declare().create(inputs);
      assert.equal((await live(user)).hiredate, stored);
      assert.equal((await member.refresh()).hireDate, hireDate);
      assert.equal(await member.isSettled(inputs), true);
    });
  }

  it("shows another hire date as a program writes it, and heals it", async () => {
    const user = await person();
    const inputs = { org: org.oid, user, hireDate: "2026-03-01" };
    const member = await declare().create(inputs);
    await server.send("PATCH", path(user), { hiredate: "2026-03-02T00:00:00+08:00" });
    assert.equal((await member.refresh()).hireDate, "2026-03-02");
    await member.update(inputs);
    assert.equal((await live(user)).hiredate, "2026-03-01T00:00:00+08:00");
    await server.send("PATCH", path(user), { hiredate: "2026-03-01T00:00:01Z" });
    assert.equal((await member.refresh()).hireDate, "2026-03-01T08:00:01+08:00");
    await server.send("PATCH", path(user), { hiredate: null });
    assert.equal((await member.refresh()).hireDate, "");
    assert.equal(await member.isSettled(inputs), false);
  });

  for (const hireDate of ["yesterday", "2026-02-30", "2026-3-1", "2026-03-01 09:00", "", 7]) {
    it(`refuses ${JSON.stringify(hireDate)} for a hire date, at preview`, async () => {
      const failures = await declare().failures({ org: org.oid, user: "someone", hireDate });
      assert.deepEqual(
        failures.map(({ property }) => property),
        ["hireDate"],
      );
    });
  }

  it("refuses ids that can't be, and texts that are too long, at preview", async () => {
    const inputs = {
      org: "acme",
      user: "d_team",
      description: "r".repeat(513),
      email: "e".repeat(256),
    };
    const failures = await declare().failures(inputs);
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["org", "user", "email", "description"],
    );
  });

  it("leaves alone what is not declared", async () => {
    const user = await person();
    const member = await declare().create({ org: org.oid, user, position: "Engineer" });
    await server.send("PATCH", path(user), { remark: "by hand" });
    await member.refresh();
    assert.equal(await member.isSettled({ org: org.oid, user, position: "Engineer" }), true);
    await member.update({ org: org.oid, user, position: "Lead" });
    assert.equal((await live(user)).remark, "by hand");
  });

  it("says who is not there, and on which property", async () => {
    await assert.rejects(declare().create({ org: org.oid, user: "ghost1" }), (error: Error) => {
      assert.ok(error instanceof InvalidError);
      assert.deepEqual([error.property, error.message], ["user", 'there is no user "ghost1"']);
      return true;
    });
  });

  it("is in the state when its fields are refused, and completed by the next update", async () => {
    const between = await proxy(server.url);
    const user = await person();
    between.fault = (request) => (request === `PATCH ${path(user)}` ? "deny" : "pass");
    const member = declare({ url: between.url });
    const inputs = { org: org.oid, user, position: "Engineer" };
    await assert.rejects(member.create(inputs), PartialCreateError);
    assert.equal(member.state.position, undefined);
    between.fault = () => "pass";
    await member.update(inputs);
    assert.equal((await live(user)).position, "Engineer");
    await between.close();
  });

  it("takes the person out of the org when it is deleted, and once more is no failure", async () => {
    const user = await person();
    const member = await declare().create({ org: org.oid, user, position: "Engineer" });
    await member.delete();
    assert.equal(await server.status(path(user)), 404);
    await member.delete();
  });

  it("only clears what was declared when the person is in a node of the org", async () => {
    const user = await person();
    const team = await server.node(org.root("department"), `team${made}`);
    await server.join(team, user);
    const member = await declare().create({ org: org.oid, user, position: "Engineer" });
    await server.send("PATCH", path(user), { remark: "by hand" });
    await member.delete();
    const { position, remark } = await live(user);
    assert.deepEqual([position, remark], ["", "by hand"]);
    assert.deepEqual(await server.members(team), [user]);
  });

  it("does not count nodes of other orgs, whoever asks", async () => {
    const other = await server.org("Other", await server.personWithToken("owner1"));
    const user = await person();
    await server.join(other.root("department"), user);
    const member = await declare().create({ org: org.oid, user });
    await member.delete();
    assert.equal(await server.status(path(user)), 404);
    const there = await declare().create({ org: other.oid, user });
    await there.delete();
    assert.equal(await server.status(`org/${other.oid}/user/${user}/`), 200);
  });

  it("is gone with the membership, and with the person", async () => {
    const user = await person();
    const member = await declare().create({ org: org.oid, user });
    await server.send("DELETE", `user/${user}/`);
    await assert.rejects(member.refresh(), NotFoundError);
    await member.delete();
  });

  it("tells all that the org keeps of one whom no state knows", async () => {
    const user = await person();
    await declare().create({ org: org.oid, user, hireDate: "2026-03-01", position: "Engineer" });
    assert.deepEqual(await orgMember.readById?.(server.session().session, `${org.oid}/${user}`), {
      ...{ org: org.oid, user, position: "Engineer", hireDate: "2026-03-01" },
      ...{ email: "", employeeNumber: "", description: "" },
    });
  });
});
