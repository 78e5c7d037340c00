import assert from "node:assert/strict";
import { TestPool } from "./pool";

const USER = "USER" as never;
const DEPARTMENT = "DEPARTMENT" as never;
const ALLOW = "ALLOW" as never;

describe("roles and applications, by the vendor's client", () => {
  let pool: TestPool;
  let userId: string;
  let departmentId: string;
  beforeEach(async () => {
    pool = await TestPool.start();
    const { client } = pool;
    await client.createOrganization({
      organizationCode: "acme",
      organizationName: "Acme",
      metadata: {},
    });
    departmentId = (
      await client.createDepartment({
        organizationCode: "acme",
        name: "平台",
        code: "platform",
        parentDepartmentId: "root",
        metadata: {},
      })
    ).data.departmentId;
    userId = (await client.createUser({ username: "ada" })).data.userId;
    await client.createPermissionNamespace({ code: "ci", name: "CI" });
    await client.createRole({ code: "deploy", name: "发布", namespace: "ci" });
  });
  afterEach(() => pool.close());

  const role = { code: "deploy", namespace: "ci" };
  const targets = () => [
    { targetType: USER, targetIdentifier: userId },
    { targetType: DEPARTMENT, targetIdentifier: departmentId },
  ];
  const members = async () =>
    (await pool.client.listRoleMembers(role)).data.list.map((each) => each.userId);
  const departments = async () => (await pool.client.listRoleDepartments(role)).data.list;

  it("are assigned to people and departments, read back, and revoked", async () => {
    for (let time = 0; time < 2; time++) {
      const { data } = await pool.client.assignRole({ ...role, targets: targets() });
      assert.equal(data.success, true);
    }
    assert.deepEqual(await members(), [userId]);
    assert.deepEqual(await departments(), [
      { id: departmentId, code: "platform", name: "平台", description: "" },
    ]);
    const held = await pool.client.getUserRoles({ userId, namespace: "ci" });
    assert.deepEqual(
      held.data.list.map(({ code, name, namespace }) => [code, name, namespace]),
      [["deploy", "发布", "ci"]],
    );
    await pool.client.revokeRole({ ...role, targets: targets() });
    assert.deepEqual([await members(), await departments()], [[], []]);
  });

  it("look into the default namespace only, where none is named", async () => {
    assert.equal((await pool.client.getRole({ code: "deploy" })).message, "角色不存在");
    assert.equal((await pool.client.listRoles({})).data.totalCount, 0);
    const elsewhere = await pool.client.listRoles({ namespace: "nowhere" });
    assert.deepEqual([elsewhere.statusCode, elsewhere.message], [404, "权限组不存在"]);
    await pool.client.createRole({ code: "deploy" });
    assert.equal((await pool.client.getRole({ code: "deploy" })).data.namespace, "default");
  });

  it("assign to nobody where one target does not exist", async () => {
    const unknown = { targetType: USER, targetIdentifier: "nobody" };
    const answer = await pool.client.assignRole({ ...role, targets: [...targets(), unknown] });
    assert.deepEqual([answer.statusCode, answer.message], [404, "用户不存在"]);
    assert.deepEqual(await members(), []);
  });

  it("lose an assignment whose time is over", async () => {
    await pool.client.assignRole({ ...role, targets: targets(), endTime: Date.now() - 1000 });
    assert.deepEqual(await members(), []);
    await pool.client.assignRole({ ...role, targets: targets(), endTime: Date.now() + 60_000 });
    assert.deepEqual(await members(), [userId]);
  });

  it("are renamed with what is assigned, and go with their users, departments and namespace", async () => {
    await pool.client.assignRole({ ...role, targets: targets() });
    await pool.client.updateRole({ ...role, name: "部署", newCode: "ship" });
    const renamed = { code: "ship", namespace: "ci" };
    assert.equal((await pool.client.listRoleMembers(renamed)).data.totalCount, 1);
    await pool.client.deleteUsersBatch({ userIds: [userId] });
    await pool.client.deleteDepartment({ organizationCode: "acme", departmentId });
    assert.deepEqual(pool.server.db.all("SELECT 1 FROM role_targets"), []);
    await pool.client.deletePermissionNamespace({ code: "ci" });
    assert.deepEqual(pool.server.db.all("SELECT 1 FROM roles"), []);
  });

  it("are given in batches of ten by ten", async () => {
    const roles = Array.from({ length: 11 }, (_, index) => ({
      code: `r${index}`,
      namespace: "ci",
    }));
    await pool.client.createRolesBatch({ list: roles });
    const give = (count: number) =>
      pool.client.assignRoleBatch({ roles: roles.slice(0, count), targets: targets() });
    assert.equal((await give(11)).statusCode, 400);
    assert.equal((await give(10)).data.success, true);
    assert.equal((await pool.client.getUserRoles({ userId, namespace: "ci" })).data.totalCount, 10);
  });

  it("refuse built-in namespaces, taken codes and what is no code", async () => {
    const make = (code: string) => pool.client.createPermissionNamespace({ code, name: "N" });
    assert.equal((await make("default")).statusCode, 403);
    assert.equal((await make("ci")).statusCode, 409);
    assert.equal((await make("持续 集成")).message, "invalid namespace code: 持续 集成");
    assert.equal((await make("n".repeat(65))).statusCode, 400);
    assert.equal((await make("n".repeat(64))).statusCode, 200);
    const again = await pool.client.createRole(role);
    assert.equal(again.statusCode, 409);
  });

  const app = async (appIdentifier = "ci") =>
    (
      await pool.client.createApplication({
        appName: "持续集成",
        appIdentifier,
        redirectUris: ["https://ci.acme.example/callback"],
        oidcConfig: { grant_types: ["authorization_code"] },
        samlProviderEnabled: true,
        samlConfig: { acs: "https://ci.acme.example/saml" },
      })
    ).data;

  it("make an application, change what is given, rotate its secret, and delete it", async () => {
    const { appId, userPoolId, oidcConfig } = await app();
    assert.equal(userPoolId, pool.server.userPoolId);
    const before = (await pool.client.getApplicationSecret({ appId })).data.secret;
    assert.match(before, /^[0-9a-f]{32}$/);
    const { data } = await pool.client.updateApplication({
      appId,
      appName: "CI",
      redirectUris: [],
      samlProviderEnabled: false,
    });
    assert.equal(data.success, true);
    const read = (await pool.client.getApplication({ appId })).data;
    assert.equal(read.appName, "CI");
    assert.deepEqual(read.redirectUris, []);
    assert.equal(read.samlProviderEnabled, false);
    assert.deepEqual(read.samlConfig, { acs: "https://ci.acme.example/saml" });
    assert.deepEqual(read.oidcConfig, oidcConfig);
    assert.ok(!JSON.stringify(read).includes(before));
    const after = (await pool.client.refreshApplicationSecret({ appId })).data.secret;
    assert.notEqual(after, before);
    assert.equal((await pool.client.getApplicationSecret({ appId })).data.secret, after);
    await pool.client.deleteApplication({ appId });
    const gone = await pool.client.getApplication({ appId });
    assert.deepEqual([gone.statusCode, gone.apiCode], [404, 2011]);
  });

  it("list applications, and refuse a second of one identifier", async () => {
    await app();
    const listed = await pool.client.listApplications({});
    assert.deepEqual(
      listed.data.list.map(({ appName }) => appName),
      ["持续集成"],
    );
    const again = await pool.client.createApplication({ appName: "Other", appIdentifier: "ci" });
    assert.deepEqual([again.statusCode, again.apiCode], [409, 2039]);
  });

  it("let in who exists, and pass over who does not without a word", async () => {
    const { appId } = await app();
    const list = [
      { targetType: USER, targetIdentifier: [userId, "nobody"], effect: ALLOW },
      { targetType: "ORG" as never, targetIdentifier: [departmentId], effect: ALLOW },
      {
        targetType: "ROLE" as never,
        targetIdentifier: ["deploy"],
        namespaceCode: "ci",
        effect: "DENY" as never,
      },
    ];
    const { data } = await pool.client.authorizeApplicationAccess({ appId, list });
    assert.equal(data.success, true);
    const listed = async () =>
      (await pool.client.listAuthApplication({ appId })).data.list.map((each) => [
        each.targetType,
        each.targetName,
        each.effect,
      ]);
    assert.deepEqual(await listed(), [
      ["USER", "ada", "ALLOW"],
      ["ORG", "平台", "ALLOW"],
      ["ROLE", "发布", "DENY"],
    ]);
    await pool.client.revokeApplicationAccess({ appId, list: list.slice(0, 2) });
    assert.deepEqual(await listed(), [["ROLE", "发布", "DENY"]]);
  });

  it("remember who is let in that no grant speaks of", async () => {
    const { appId } = await app();
    const strategy = async () =>
      (await pool.client.getApplicationPermissionStrategy({ appId })).data.permissionStrategy;
    assert.equal(await strategy(), "ALLOW_ALL");
    await pool.client.updateApplicationPermissionStrategy({
      appId,
      permissionStrategy: "DENY_ALL" as never,
    });
    assert.equal(await strategy(), "DENY_ALL");
  });

  it("group people over the whole pool", async () => {
    const fresh = { type: "static", code: "admins", name: "管理员", description: "" };
    assert.equal((await pool.client.createGroup(fresh)).statusCode, 200);
    assert.equal((await pool.client.createGroup(fresh)).message, "分组标识符已存在");
    await pool.client.addGroupMembers({ code: "admins", userIds: [userId] });
    const { data } = await pool.client.getAllGroups({ fetchMembers: true });
    assert.deepEqual(
      data.map(({ code, members }) => [code, members.map((each) => each.userId)]),
      [["admins", [userId]]],
    );
  });
});
