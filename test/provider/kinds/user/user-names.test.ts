import assert from "node:assert/strict";
import { nodeMembers } from "../../../../provider/kinds/node-members";
import { orgMember } from "../../../../provider/kinds/org-member";
import { user } from "../../../../provider/kinds/user/user";
import { Ground } from "../../conformance/resources";
import { systems, type System } from "../../conformance/system";
import { Declared } from "../../support/declared";

function start(system: string): Promise<System> {
  const begin = systems[system];
  assert.ok(begin, system);
  return begin();
}

const says = async (one: Declared, inputs: Record<string, unknown>) =>
  (await one.failures(inputs)).map(({ property, reason }) => `${property}: ${reason}`).join();

describe("a username on ArkID", () => {
  let there: System;
  before(async () => {
    there = await start("arkid");
  });
  after(() => there.close());

  it("can't be replaced while the old person has the address, and the ways out are told", async () => {
    const { session } = there.session();
    const held = { email: "ada@acme.example", phone: "13800000091" };
    const ada = await new Declared(user, session, "ada").create({ username: "adaone", ...held });
    const renamed = { username: "adatwo", allowReplace: true };
    const reason = await says(ada, { ...renamed, ...held, phone: "+86 138 0000 0091" });
    assert.match(
      reason,
      /^username: "adatwo" can't be made beside "adaone", who has the same email and phone/,
    );
    assert.match(reason, /first an up with email: null, phone: null and the old username/);
    await ada.update({ username: "adaone", email: null, phone: null });
    assert.equal(await says(ada, { ...renamed, ...held }), "");
  });

  it("is refused where it changes without allowReplace", async () => {
    const { session } = there.session();
    const bob = await new Declared(user, session, "bob").create({ username: "bobone" });
    assert.match(
      await says(bob, { username: "bobtwo" }),
      /^username: username can't change on ArkID/,
    );
  });

  it("goes with an address that is nobody else's in the program", async () => {
    const { session, warnings } = there.session();
    const declare = (name: string, email: string) =>
      says(new Declared(user, session, name), { username: name, email });
    assert.equal(await declare("eve1", "eve@acme.example"), "");
    assert.match(
      await declare("eve2", "eve@acme.example"),
      /^email: resource "eve1" of this program has the email/,
    );
    assert.equal(await declare("eve3", "EVE@acme.example"), "");
    assert.match(
      warnings.join(),
      /"eve@acme.example" and "EVE@acme.example" differ in case only: ArkID/,
    );
  });
});

describe("a username on Authing", () => {
  let there: System;
  let ground: Ground;
  before(async () => {
    there = await start("authing");
    ground = await Ground.lay(there);
  });
  after(() => there.close());

  it("changes in place, and whoever names the person follows", async () => {
    const { session } = there.session();
    const ada = await new Declared(user, session, "ada").create({ username: "ada", name: "Ada" });
    const { engineering: node } = ground.ids;
    const list = await new Declared(nodeMembers, session, "list").create({ node, users: ["ada"] });
    const member = { org: ground.org, user: "ada" };
    const membership = await new Declared(orgMember, session, "member").create(member);
    const { userId } = ada.state;

    assert.equal(await ada.update({ username: "ada.l", name: "Ada" }), true);
    assert.equal(ada.state.userId, userId);
    assert.equal(ada.id, "ada");
    await list.update({ node, users: ["ada.l"] });
    const live = await there.behind.nodeMembers.list({ org: ground.org, id: node });
    assert.deepEqual(live, ["ada.l"]);
    assert.equal(await says(membership, { org: ground.org, user: "ada.l" }), "");

    ada.session = there.session().session;
    assert.deepEqual(await ada.refresh(), ada.state);
    assert.equal(await ada.isSettled({ username: "ada.l", name: "Ada" }), true);
    await ada.delete();
    assert.deepEqual(await there.behind.users.find({ username: "ada.l" }), []);
  });

  it("that somebody else changed is drift, and no reason to make the person anew", async () => {
    const { session } = there.session();
    const eve = await new Declared(user, session, "eve").create({ username: "eve" });
    const { userId } = eve.state;
    await there.behind.users.update({ id: "eve" }, { username: "eve.k" });
    eve.session = there.session().session;
    await eve.refresh();
    assert.equal(eve.state.username, "eve.k");
    await eve.update({ username: "eve" });
    assert.equal(eve.state.userId, userId);
    await there.behind.users.update({ id: "eve" }, { username: "eve.k" });
    eve.session = there.session().session;
    await eve.delete();
    assert.deepEqual(await there.behind.users.find({ username: "eve.k" }), []);
  });

  it("that differs in case only is another person's, and so it is told", async () => {
    const { session, warnings } = there.session();
    await says(new Declared(user, session, "one"), { username: "person0534" });
    await says(new Declared(nodeMembers, session, "list"), {
      ...{ node: ground.ids.sales, users: ["Person0534"] },
    });
    assert.match(warnings.join(), /"person0534" and "Person0534" differ in case only: Authing/);
  });

  it("goes with an address that another has in capitals no more than in small letters", async () => {
    const { session } = there.session();
    await says(new Declared(user, session, "one"), { username: "one", email: "One@acme.example" });
    const two = new Declared(user, session, "two");
    assert.match(
      await says(two, { username: "two", email: "one@ACME.example" }),
      /^email: resource "one" of this program has the email one@acme.example/,
    );
  });
});
