import assert from "node:assert/strict";
import { nodeMembers } from "../../../../provider/kinds/node-members";
import { UNKNOWN } from "../../../../provider/engine/unknown";
import { Declared } from "../../support/declared";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("how many may leave a list at once", () => {
  const people = Array.from({ length: 20 }, (_, i) => `crowd${String(i + 10)}`);
  let server: TestServer;
  let org: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    await server.people(...people);
  });
  after(() => server.close());

  let made = 0;
  const nodeWith = () => server.node(org.root("department"), `team${++made}`);
  const held = (node: string) => server.members(node);
  const declare = (settings = {}) =>
    new Declared(nodeMembers, server.session(settings).session, "people");
  const shrinking = async (left: number, inputs: object = {}, settings: object = {}) => {
    const node = await nodeWith();
    const list = await declare(settings).create({ node, users: people });
    await list.update({ node, users: people.slice(0, left), ...inputs });
    return (await held(node)).length;
  };

  it("is a quarter by default, refused with names and the setting", async () => {
    assert.equal(await shrinking(15), 15);
    await assert.rejects(
      shrinking(14),
      /users|people would remove 6 of 20 \(crowd24, .*\); set removalLimit if meant/,
    );
  });

  it("is three of a short list by default", async () => {
    const node = await nodeWith();
    const list = await declare().create({ node, users: people.slice(0, 4) });
    await assert.rejects(list.update({ node, users: [] }), /would remove 4 of 4/);
    await list.update({ node, users: people.slice(0, 1) });
    assert.equal((await held(node)).length, 1);
  });

  for (const [limit, left] of [
    [10, 10],
    ["50%", 10],
    ["100%", 0],
  ] as const) {
    it(`is what the resource says: ${limit}`, async () => {
      assert.equal(await shrinking(left, { removalLimit: limit }), left);
    });
  }

  it("is what the configuration says, as a number and as a share", async () => {
    assert.equal(await shrinking(5, {}, { removalLimit: "15" }), 5);
    assert.equal(await shrinking(5, {}, { removalLimit: "75%" }), 5);
    await assert.rejects(shrinking(15, {}, { removalLimit: "0" }), /would remove 5 of 20/);
  });

  it("can't be a text without a percent sign, at preview", async () => {
    const inputs = { node: "d_some", users: [], removalLimit: "10" };
    const [failure] = await declare().failures(inputs);
    assert.equal(failure?.property, "removalLimit");
  });

  it("is not held against members whom only the apply will know", async () => {
    const node = await nodeWith();
    const list = await declare().create({ node, users: people });
    const users = people.map(() => UNKNOWN);
    assert.equal(await list.isSettled({ node, users }), false);
  });

  it("is left to the apply where only that will know the limit", async () => {
    const node = await nodeWith();
    const list = await declare().create({ node, users: people });
    assert.equal(await list.isSettled({ node, users: [], removalLimit: UNKNOWN }), false);
  });
});
