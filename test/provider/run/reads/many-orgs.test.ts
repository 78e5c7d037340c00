import assert from "node:assert/strict";
import { app } from "../../../../provider/kinds/app/app";
import { node } from "../../../../provider/kinds/node/node";
import { org as orgHandler } from "../../../../provider/kinds/org";
import { orgMembers } from "../../../../provider/kinds/org-members";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer, type MadeOrg } from "../../support/test-server";

const PEOPLE = 1000;
const EACH = 10;

describe("reads of many orgs", () => {
  let server: TestServer;
  let between: Proxy;
  let orgs: MadeOrg[];
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start();
    const users = Array.from({ length: PEOPLE }, (_, i) => ({ username: `user${i}` }));
    const named = ["Acme", "Bolt", "Core"];
    const inside = (name: string) => ({
      members: users.slice(0, 20),
      apps: Array.from({ length: EACH }, (_, i) => ({ uid: `${name}-app${i}`, name: `App ${i}` })),
      departments: Array.from({ length: 8 }, (_, i) => ({
        ...{ name: `${i}`, uid: `${name}${i}`, users: [`user${i}`] },
      })),
    });
    await server.seed({ users, orgs: named.map((name) => ({ name, ...inside(name) })) });
    between = await proxy(server.url);
    orgs = await Promise.all(named.map((name) => server.orgNamed(name)));
  });
  after(async () => {
    await between.close();
    await server.close();
  });
  beforeEach(() => void (between.met.length = 0));

  const session = () => server.session({ url: between.url }).session;
  const met = (pattern: RegExp) => between.met.filter((one) => pattern.test(one)).length;
  const first = () => orgs[0] ?? assert.fail();

  it("ask for an org once, whatever is in it", async () => {
    const one = session();
    const { oid } = first();
    const placed = { org: oid, kind: "department", schema: 2 };
    await Promise.all([
      orgHandler.read(one, oid, { name: "Acme", schema: 2 }),
      ...Array.from({ length: 8 }, (_, i) =>
        node.read(one, `d_Acme${i}`, { ...placed, uid: `Acme${i}`, name: `${i}` }),
      ),
    ]);
    await one.backend.nodes.resolve(`${oid}/role`);
    assert.equal(met(new RegExp(`^GET org/${oid}/$`)), 1);
  });

  it("share a listing of apps", async () => {
    const one = session();
    for (const [index, { oid: org }] of orgs.entries()) {
      const name = ["Acme", "Bolt", "Core"][index] ?? "";
      for (let i = 0; i < EACH; i++) {
        const state = { org, uid: `${name}-app${i}`, name: `App ${i}`, schema: 2 };
        const live = await app.read(one, `${name}-app${i}`, state);
        assert.equal(live.name, `App ${i}`);
      }
    }
    assert.deepEqual([met(/\/app\/\?/), met(/\/app\/\w+-app\d+\/$/)], [1, 2]);
  });

  it("see in a shared listing what the run has written in any org", async () => {
    const { reads, backend } = session();
    const last = orgs[2]?.oid ?? "";
    for (let i = 0; i < 4; i++) await reads.apps.get({ org: first().oid, id: `Acme-app${i}` });
    assert.equal(met(/\/app\/\?/), 1);
    await backend.apps.update({ org: last, id: "Core-app1" }, { description: "新" });
    assert.equal((await reads.apps.get({ org: last, id: "Core-app1" })).description, "新");
  });

  it("list people once for the members of all", async () => {
    const { reads } = session();
    for (const { oid } of orgs) {
      for (let i = 0; i < 20; i++) await reads.orgMembers.get({ org: oid, id: `user${i}` });
    }
    const pages = PEOPLE / 100;
    assert.ok(met(/^GET user\/\?/) <= pages + 1, `${met(/^GET user\/\?/)}`);
  });

  it("list nobody again for members when an org's whole list has shown who lives", async () => {
    const one = session();
    const { oid, root } = orgs[1] ?? assert.fail();
    const last = Array.from({ length: 60 }, (_, i) => `user${PEOPLE - 1 - i}`);
    await server.join(root("department"), ...last);
    const state = { org: oid, users: {}, mode: "observe", unmanaged: [], schema: 2 };
    await orgMembers.read(one, oid, state);
    for (const id of last) await one.reads.orgMembers.get({ org: oid, id });
    assert.equal(met(/^GET user\/\?/), PEOPLE / 100);
    assert.ok(met(/^GET org\/[^/]+\/user\/user\d+\/$/) <= 2);
  });

  it("ask about few members by themselves, where people are many more", async () => {
    const state = { org: first().oid, users: {}, mode: "observe", unmanaged: [], schema: 2 };
    const { unmanaged } = await orgMembers.read(session(), first().oid, state);
    assert.equal((unmanaged as string[]).length, 12, "but for the owner and who is in a node");
    assert.equal(met(/^GET user\/\?/), 1);
    assert.equal(met(/tree/), 2);
  });
});
