import assert from "node:assert/strict";
import { parts, TENANT, type Part } from "../../../../provider/backends/snapshot";
import { Pool } from "./pool";

const APPS = 2;

describe("a snapshot of an Authing org", function () {
  this.timeout(120_000);
  let pool: Pool;
  const departments: string[] = [];
  before(async () => {
    pool = await Pool.start();
    await fill(pool, departments);
  });
  after(() => pool.close());

  const read = async (which: readonly Part[]) => {
    const { backend, events } = pool.connect();
    const snapshot = await backend.snapshot("acme", which);
    return { snapshot, requests: events.length };
  };

  it("holds 200 departments, 300 people, 600 memberships and 50 roles for 111 requests and two an app", async () => {
    const { snapshot, requests } = await read(parts);
    assert.ok(requests <= 111 + 2 * APPS, `${requests} requests`);
    assert.equal(snapshot.nodes.size, 201);
    assert.equal(snapshot.orgMembers.length, 300);
    assert.equal([...snapshot.nodeMembers.values()].flat().length, 600);
    assert.equal([...snapshot.perms.values()].filter(({ builtIn }) => !builtIn).length, 50);
    assert.equal([...snapshot.grants.values()].flat().length, 51);
    assert.deepEqual([snapshot.apps.size, snapshot.unseen], [APPS, []]);
  });

  it("asks for no more than what is wanted", async () => {
    const { snapshot, requests } = await read(["nodes"]);
    assert.deepEqual([requests, snapshot.nodeMembers.size, snapshot.perms.size], [2, 0, 0]);
  });

  it("lists a department by itself whose count contradicts the listing of all", async () => {
    const [first = ""] = departments;
    pool.between.fault = () => undefined;
    const { backend, events } = pool.connect();
    const all = await pool.client.departments.all("acme");
    const list = all.map((one) =>
      one.departmentId === first ? { ...one, membersCount: one.membersCount + 1 } : one,
    );
    pool.between.fault = (request) =>
      request === "GET get-all-departments"
        ? { body: { statusCode: 200, data: { totalCount: list.length, list } } }
        : undefined;
    const { nodeMembers } = await backend.snapshot("acme", ["nodeMembers"]);
    pool.between.fault = () => undefined;
    assert.equal(nodeMembers.get(first)?.length, 3);
    assert.equal(events.length, 2 + 6 + 1);
  });

  it("holds all people of the pool, by username", async () => {
    const { backend, events } = pool.connect();
    const { users } = await backend.snapshot(TENANT, ["users"]);
    assert.equal(users.size, 300);
    assert.equal(users.get("user7")?.name, "某人 7");
    assert.equal(events.length, 6);
  });

  it("makes refreshing many cost what listing does", async () => {
    const { session, events } = pool.connect();
    const reads = departments.map((id) => session.reads.nodes.get({ org: "acme", id }));
    const names = Array.from({ length: 300 }, (_, i) => `user${i}`);
    const people = names.map((id) => session.reads.users.get({ id }));
    const lists = departments.map((id) => session.reads.nodeMembers.list({ org: "acme", id }));
    await Promise.all([...reads, ...people, ...lists]);
    assert.ok(events.length <= 100, `${events.length} requests for 700 objects`);
  });
});

async function fill({ client }: Pool, departments: string[]): Promise<void> {
  await client.organizations.create({ organizationCode: "acme", organizationName: "Acme" });
  const users = await client.users.createBatch(
    Array.from({ length: 300 }, (_, i) => ({ username: `user${i}`, name: `某人 ${i}` })),
  );
  const ids = users.map(({ userId }) => userId);
  for (let i = 0; i < 200; i++) {
    const parentDepartmentId = departments[Math.floor(i / 4) - 1] ?? "root";
    const { departmentId } = await client.departments.create({
      ...{ organizationCode: "acme", parentDepartmentId, openDepartmentId: `d${i}` },
      name: `部门 ${i}`,
    });
    departments.push(departmentId);
    const three = [0, 1, 2].map((step) => ids[(i * 3 + step) % ids.length] ?? "");
    await client.departments.addMembers({ organizationCode: "acme", departmentId }, three);
  }
  await client.namespaces.create({ code: "perms-of-acme", name: "acme" });
  const roles = Array.from({ length: 50 }, (_, i) => `role${i}`);
  const namespace = "perms-of-acme";
  await client.roles.createBatch(roles.map((code) => ({ code, name: code, namespace })));
  const [someone = ""] = ids;
  const target = { targetType: "USER", targetIdentifier: someone } as const;
  for (const code of roles) await client.roles.assign({ code, namespace }, [target]);
  for (let i = 0; i < APPS; i++) {
    const { appId } = await client.applications.create({
      appName: `App ${i}`,
      appIdentifier: `app${i}`,
    });
    if (i > 0) continue;
    const [first = ""] = departments;
    const grant = { targetType: "ORG", targetIdentifier: [first], effect: "ALLOW" } as const;
    await client.applications.authorize(appId, [grant]);
  }
}
