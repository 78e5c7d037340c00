import assert from "node:assert/strict";
import { TestPool } from "./pool";

describe("people and departments, by the vendor's client", () => {
  let pool: TestPool;
  let root: string;
  beforeEach(async () => {
    pool = await TestPool.start();
    const made = await pool.client.createOrganization({
      organizationCode: "acme",
      organizationName: "一家公司",
      metadata: {},
    });
    assert.equal(made.statusCode, 200);
    assert.equal(made.message, "");
    root = made.data.departmentId;
  });
  afterEach(() => pool.close());

  const place = { organizationCode: "acme" };
  const department = async (name: string, parentDepartmentId = "root", more: object = {}) => {
    const { client } = pool;
    const fresh = { ...place, name, parentDepartmentId, metadata: {}, ...more };
    const { statusCode, message, data } = await client.createDepartment(fresh);
    assert.equal(statusCode, 200, message);
    return data.departmentId;
  };
  const user = async (username: string, more: object = {}) => {
    const { statusCode, message, data } = await pool.client.createUser({ username, ...more });
    assert.equal(statusCode, 200, message);
    return data;
  };
  const memberIds = async (departmentId: string) =>
    (await pool.client.listDepartmentMemberIds({ ...place, departmentId })).data;

  it("keep a tree: names, codes, open ids, virtual nodes", async () => {
    const engineering = await department("工程 & co", "root", {
      code: "eng",
      openDepartmentId: "o-eng",
    });
    const platform = await department("Platform", engineering, { isVirtualNode: true });
    const { data } = await pool.client.getAllDepartments({ ...place });
    assert.deepEqual(
      data.list.map((each) => [each.name, each.parentDepartmentId, each.isVirtualNode]),
      [
        ["工程 & co", root, false],
        ["Platform", engineering, true],
      ],
    );
    assert.equal(data.totalCount, 2);
    assert.equal(data.list[0]?.parentDepartmentCode, "acme");
    assert.equal(data.list[1]?.parentDepartmentCode, "eng");
    for (const [departmentIdType, departmentId] of [
      ["code", "eng"],
      ["open_department_id", "o-eng"],
    ] as const) {
      const found = await pool.client.getDepartment({ ...place, departmentId, departmentIdType });
      assert.equal(found.data.departmentId, engineering);
    }
    const parent = await pool.client.getParentDepartment({ ...place, departmentId: platform });
    assert.equal(parent.data.departmentId, engineering);
    const children = await pool.client.listChildrenDepartments({
      ...place,
      departmentId: engineering,
      excludeVirtualNode: true,
    });
    assert.deepEqual(children.data.list, []);
  });

  it("are searched by conditions, in an order, page by page", async () => {
    for (const name of ["Platform", "Sales", "Platforms"]) await department(name);
    const search = async (more: object) => {
      const { data } = await pool.client.searchDepartmentsList({ ...place, ...more });
      return data.map(({ name }) => name);
    };
    assert.deepEqual(await search({}), ["Platform", "Sales", "Platforms"]);
    const advancedFilter = [{ field: "name", operator: "CONTAINS", value: "Platform" }];
    const sort = [{ field: "name", order: "desc" }];
    assert.deepEqual(await search({ advancedFilter, sort }), ["Platforms", "Platform"]);
    assert.deepEqual(await search({ sort, page: 2, limit: 2 }), ["Platform"]);
    assert.deepEqual(await search({ sortBy: "name", orderBy: "DESC", limit: 1 }), ["Sales"]);
  });

  it("move with who is in them, but not below themselves", async () => {
    const a = await department("A");
    const b = await department("B");
    const { userId } = await user("ada", { departmentIds: [a] });
    const move = (departmentId: string, parentDepartmentId: string) =>
      pool.client.updateDepartment({ ...place, departmentId, parentDepartmentId, metadata: {} });
    const { data } = await move(a, b);
    assert.equal(data.parentDepartmentId, b);
    assert.deepEqual(await memberIds(a), [userId]);
    assert.equal((await move(b, a)).statusCode, 422);
    assert.equal((await move(b, b)).statusCode, 422);
    assert.equal((await move(a, "root")).data.parentDepartmentId, root);
  });

  it("have members: added twice is once, removed twice is gone", async () => {
    const team = await department("Team");
    const [ada, bob] = [await user("ada"), await user("鲍勃")];
    const userIds = [ada.userId, bob.userId];
    const change = { ...place, departmentId: team, userIds };
    for (let time = 0; time < 2; time++) {
      assert.equal((await pool.client.addDepartmentMembers(change)).data.success, true);
    }
    assert.deepEqual(await memberIds(team), userIds);
    const listed = await pool.client.listUsers({ options: { withDepartmentIds: true } });
    assert.deepEqual(
      listed.data.list.map((each) => each.departmentIds),
      [[team], [team]],
    );
    for (let time = 0; time < 2; time++) {
      const { statusCode } = await pool.client.removeDepartmentMembers({
        ...change,
        userIds: [ada.userId],
      });
      assert.equal(statusCode, 200);
    }
    assert.deepEqual(await memberIds(team), [bob.userId]);
  });

  it("add nobody where one of them does not exist", async () => {
    const team = await department("Team");
    const { userId } = await user("ada");
    const change = { ...place, departmentId: team, userIds: [userId, "nobody"] };
    const { statusCode, message } = await pool.client.addDepartmentMembers(change);
    assert.deepEqual([statusCode, message], [404, "用户不存在"]);
    assert.deepEqual(await memberIds(team), []);
  });

  it("set a user's departments over all organizations", async () => {
    await pool.client.createOrganization({
      organizationCode: "other",
      organizationName: "Other",
      metadata: {},
    });
    const elsewhere = (
      await pool.client.createDepartment({
        organizationCode: "other",
        name: "Elsewhere",
        parentDepartmentId: "root",
        metadata: {},
      })
    ).data.departmentId;
    const [team, { userId }] = [await department("Team"), await user("ada")];
    await pool.client.addDepartmentMembers({ ...place, departmentId: team, userIds: [userId] });
    await pool.client.setUserDepartments({
      userId,
      departments: [{ departmentId: elsewhere, isLeader: true }],
    });
    assert.deepEqual(await memberIds(team), []);
    const { data } = await pool.client.getUserDepartments({ userId });
    assert.deepEqual(
      data.list.map((each) => [each.organizationCode, each.departmentId, each.isLeader]),
      [["other", elsewhere, true]],
    );
  });

  it("go with their organization, people excepted", async () => {
    const team = await department("Team");
    const { userId } = await user("ada", { departmentIds: [team] });
    assert.equal((await pool.client.deleteOrganization(place)).data.success, true);
    const gone = await pool.client.getDepartment({ ...place, departmentId: team });
    assert.equal(gone.message, "organization not found for code: acme");
    const kept = await pool.client.getUser({ userId, withDepartmentIds: true });
    assert.deepEqual(kept.data.departmentIds, []);
    const rows = pool.server.db.all("SELECT 1 FROM departments");
    assert.deepEqual(rows, []);
  });

  it("rename an organization's code, and keep it where the new one is empty", async () => {
    const rename = async (from: string, organizationNewCode: string) =>
      (await pool.client.updateOrganization({ organizationCode: from, organizationNewCode })).data
        .organizationCode;
    assert.equal(await rename("acme", "acme-2"), "acme-2");
    assert.equal(await rename("acme-2", ""), "acme-2");
    const { data } = await pool.client.getDepartment({
      organizationCode: "acme-2",
      departmentId: "root",
    });
    assert.equal(data.departmentId, root);
  });

  it("are found by what identifies them; the case of an email makes no difference", async () => {
    const ids = { email: "Ada@Acme.example", phone: "13800000000", externalId: "工号-1" };
    const { userId } = await user("ada", ids);
    for (const [userIdType, id] of [
      ["username", "ada"],
      ["email", "ADA@acme.EXAMPLE"],
      ["phone", "13800000000"],
      ["external_id", "工号-1"],
    ] as const) {
      const found = await pool.client.getUser({ userId: id, userIdType });
      assert.equal(found.data.userId, userId, userIdType);
    }
    assert.equal((await pool.client.isUserExists({ username: "ada" })).data.exists, true);
    assert.equal((await pool.client.isUserExists({ username: "bob" })).data.exists, false);
  });

  it("share nothing that identifies them", async () => {
    await user("ada", { email: "ada@acme.example", phone: "138", externalId: "1" });
    const bob = await user("bob");
    for (const taken of [
      { username: "ada" },
      { email: "ADA@acme.example" },
      { phone: "138" },
      { externalId: "1" },
    ]) {
      const made = await pool.client.createUser({ username: "carol", ...taken });
      assert.equal(made.statusCode, 409, JSON.stringify(taken));
      const changed = await pool.client.updateUser({ userId: bob.userId, ...taken });
      assert.equal(changed.statusCode, 409, JSON.stringify(taken));
    }
    const same = await pool.client.updateUser({
      userId: bob.userId,
      username: "bob",
      name: "鲍勃",
    });
    assert.equal(same.data.name, "鲍勃");
  });

  it("are changed where something is given, and nowhere else; a password is never told", async () => {
    const { userId } = await user("ada", { name: "Ada", nickname: "A", password: "pw-1234567" });
    const { data } = await pool.client.updateUser({
      userId: "ada",
      name: "阿达",
      status: "Suspended" as never,
      options: { userIdType: "username" as never },
    });
    assert.equal(data.userId, userId);
    assert.equal(data.name, "阿达");
    assert.equal(data.nickname, "A");
    assert.equal(data.status, "Suspended");
    assert.ok(!JSON.stringify(data).includes("pw-1234567"));
    const kept = pool.server.db.get<{ password: string }>("SELECT password FROM users");
    assert.match(kept?.password ?? "", /^scrypt\$/);
  });

  it("are made in batches, all or none", async () => {
    const list = ["a", "b", "a"].map((username) => ({ username }));
    assert.equal((await pool.client.createUsersBatch({ list })).statusCode, 409);
    assert.equal((await pool.client.listUsers({})).data.totalCount, 0);
    const fifty = Array.from({ length: 50 }, (_, index) => ({ username: `user${index}` }));
    const made = await pool.client.createUsersBatch({ list: fifty });
    assert.equal(made.data.length, 50);
    const more = [...fifty, { username: "one more" }];
    assert.equal((await pool.client.createUsersBatch({ list: more })).statusCode, 400);
    const userIds = made.data.map(({ userId }) => userId);
    assert.equal((await pool.client.deleteUsersBatch({ userIds })).data.success, true);
    assert.equal((await pool.client.listUsers({})).data.totalCount, 0);
  });

  it("are listed in pages of fifty at most, and filtered", async () => {
    const list = Array.from({ length: 12 }, (_, index) => ({ username: `user${index}` }));
    await pool.client.createUsersBatch({ list });
    const page = async (page: number, limit: number) =>
      pool.client.listUsers({ options: { pagination: { page, limit } } });
    assert.equal((await page(2, 10)).data.list.length, 2);
    assert.equal((await page(3, 10)).data.list.length, 0);
    assert.equal((await page(1, 50)).data.totalCount, 12);
    assert.equal((await page(1, 51)).message, "limit must less than 50");
    assert.equal((await page(0, 10)).message, "参数 page 格式错误");
    const found = await pool.client.listUsers({
      advancedFilter: [{ field: "username", operator: "IN" as never, value: ["user1", "user3"] }],
    });
    assert.equal(found.data.totalCount, 2);
    assert.equal((await pool.client.listUsers({ keywords: "user1" })).data.totalCount, 3);
  });
});
