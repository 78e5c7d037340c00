import assert from "node:assert/strict";
import { TestPool } from "./pool";

const DATA = "DATA" as never;
const USER = "USER" as never;

describe("resources and fields of one's own, by the vendor's client", () => {
  let pool: TestPool;
  let userId: string;
  beforeEach(async () => {
    pool = await TestPool.start();
    await pool.client.createNamespace({ code: "shop", name: "商店" });
    await pool.client.createResource({
      code: "order",
      type: DATA,
      namespace: "shop",
      name: "订单",
    });
    userId = (await pool.client.createUser({ username: "ada" })).data.userId;
  });
  afterEach(() => pool.close());

  const allow = (targetType: string, targetIdentifiers: string[], actions: string[]) =>
    pool.client.authorizeResources({
      namespace: "shop",
      list: [
        {
          targetType: targetType as never,
          targetIdentifiers,
          resources: [
            { code: "order", actions, resourceType: DATA },
            { code: "no such thing", actions, resourceType: DATA },
          ],
        },
      ],
    });
  const isAllowed = async (action: string) => {
    const asked = { userId, action, resource: "order", namespace: "shop" };
    return (await pool.client.isActionAllowed(asked)).data.allowed;
  };

  it("allow a user what is allowed to them, their roles, groups and departments", async () => {
    const { client } = pool;
    await client.createOrganization({
      organizationCode: "acme",
      organizationName: "Acme",
      metadata: {},
    });
    const make = async (name: string, parentDepartmentId: string) =>
      (
        await client.createDepartment({
          organizationCode: "acme",
          name,
          parentDepartmentId,
          metadata: {},
        })
      ).data.departmentId;
    const above = await make("Above", "root");
    const departmentId = await make("Below", above);
    await client.addDepartmentMembers({
      organizationCode: "acme",
      departmentId,
      userIds: [userId],
    });
    await client.createGroup({ type: "static", code: "team", name: "Team", description: "" });
    await client.addGroupMembers({ code: "team", userIds: [userId] });
    await client.createRole({ code: "clerk", namespace: "shop" });
    const targets = [{ targetType: USER, targetIdentifier: userId }];
    await client.assignRole({ code: "clerk", namespace: "shop", targets });
    for (const [kind, name, action] of [
      ["USER", userId, "read"],
      ["ROLE", "clerk", "write"],
      ["GROUP", "team", "ship"],
      ["DEPARTMENT", above, "cancel"],
    ] as const) {
      assert.equal(await isAllowed(action), false, action);
      assert.equal((await allow(kind, [name], [action])).data.success, true);
      assert.equal(await isAllowed(action), true, action);
    }
    const held = await client.getUserAuthorizedResources({ userId, namespace: "shop" });
    assert.deepEqual(held.data.list[0]?.actions, ["read", "write", "ship", "cancel"]);
    const { data } = await client.getResourceAuthorizedTargets({
      resource: "order",
      namespace: "shop",
    });
    assert.deepEqual(
      data.list.map(({ targetType, targetIdentifier }) => [targetType, targetIdentifier]),
      [
        ["DEPARTMENT", above],
        ["GROUP", "team"],
        ["ROLE", "clerk"],
        ["USER", userId],
      ],
    );
  });

  it("go without complaint when they are gone", async () => {
    await allow("USER", [userId], ["read"]);
    for (let time = 0; time < 2; time++) {
      const gone = await pool.client.deleteResource({ code: "order", namespace: "shop" });
      assert.equal(gone.statusCode, 200);
    }
    assert.equal(await isAllowed("read"), false);
    const read = await pool.client.getResource({ code: "order", namespace: "shop" });
    assert.deepEqual([read.statusCode, read.message], [404, "资源不存在"]);
    assert.deepEqual(pool.server.db.all("SELECT 1 FROM resource_grants"), []);
  });

  it("define fields and hold their values, for users, roles, groups and departments", async () => {
    const field = { targetType: USER, key: "school", label: "学校" };
    await pool.client.setCustomFields({ list: [field] });
    await pool.client.setCustomFields({
      list: [{ targetType: USER, key: "school", isUnique: true }],
    });
    const { data } = await pool.client.getCustomFields({ targetType: "USER" });
    assert.deepEqual(
      data.map(({ key, label, isUnique }) => [key, label, isUnique]),
      [["school", "学校", true]],
    );
    await pool.client.createRole({ code: "clerk", namespace: "shop" });
    for (const target of [
      { targetType: USER, targetIdentifier: userId },
      { targetType: "ROLE" as never, targetIdentifier: "clerk", namespace: "shop" },
    ]) {
      await pool.client.setCustomData({ ...target, list: [{ key: "school", value: "清华" }] });
      await pool.client.setCustomData({ ...target, list: [{ key: "age", value: "7" }] });
      const held = await pool.client.getCustomData({ tenantId: "", ...target });
      assert.deepEqual(held.data, { school: "清华", age: "7" });
    }
    const unknown = { targetType: USER, targetIdentifier: "nobody" };
    assert.equal((await pool.client.getCustomData({ tenantId: "", ...unknown })).statusCode, 404);
  });

  it("hold data policies for who is named, once, until they are revoked", async () => {
    const { client } = pool;
    const fresh = {
      policyName: "读订单",
      statementList: [{ effect: "ALLOW" as never, permissions: ["shop/order/read"] }],
    };
    const { policyId } = (await client.createDataPolicy(fresh)).data;
    assert.equal((await client.createDataPolicy(fresh)).statusCode, 409);
    const authorize = () =>
      client.authorizeDataPolicies({
        policyIds: [policyId],
        targetList: [{ id: userId, type: USER }],
      });
    for (let time = 0; time < 2; time++) assert.equal((await authorize()).statusCode, 200);
    const targets = async () => (await client.listDataPolicyTargets({ policyId })).data.list;
    assert.deepEqual(
      (await targets()).map(({ targetIdentifier, targetName }) => [targetIdentifier, targetName]),
      [[userId, "ada"]],
    );
    await client.revokeDataPolicy({
      policyId,
      targetType: USER,
      targetIdentifier: userId,
    });
    assert.deepEqual(await targets(), []);
    const renamed = await client.updateDataPolicy({ policyId, policyName: "看订单" });
    assert.equal(renamed.data.policyName, "看订单");
    await authorize();
    await client.deleteUsersBatch({ userIds: [userId] });
    assert.deepEqual(await targets(), []);
    await client.deleteDataPolicy({ policyId });
    assert.equal((await client.getDataPolicy({ policyId })).statusCode, 404);
  });
});
