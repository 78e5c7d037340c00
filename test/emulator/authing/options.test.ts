import assert from "node:assert/strict";
import { PASSWORD, SignInPool } from "./sign-in-pool";

const ORGANIZATION = { organizationCode: "acme", organizationName: "Acme", metadata: {} };

describe("the options that Authing's documents name", function () {
  this.timeout(60_000);
  let people: SignInPool;
  let userId: string;
  before(async () => {
    people = await SignInPool.start();
    userId = await people.person("ada", { email: "ada@acme.example", phone: "13800000000" });
    const { client } = people.pool;
    await client.createOrganization(ORGANIZATION);
    await client.createNamespace({ code: "ci", name: "CI" });
    for (const namespace of ["default", "ci"]) {
      await client.createRole({ code: `role-${namespace}`, namespace });
      for (const [code, type] of [
        [`data-${namespace}`, "DATA"],
        [`menu-${namespace}`, "MENU"],
      ] as const) {
        await client.createResource({ code, namespace, type: type as never });
      }
      await client.assignRole({
        ...{ code: `role-${namespace}`, namespace },
        targets: [{ targetType: "USER" as never, targetIdentifier: userId }],
      });
      await client.createGroup({ code: `group-${namespace}`, name: "G", type: "static" } as never);
      await client.authorizeResources({
        namespace,
        list: (["USER", "ROLE", "GROUP"] as const).map((targetType) => ({
          targetType: targetType as never,
          targetIdentifiers: [
            { USER: userId, ROLE: `role-${namespace}`, GROUP: `group-${namespace}` }[targetType],
          ],
          resources: [
            { code: `data-${namespace}`, actions: ["read"] },
            { code: `menu-${namespace}`, actions: ["open"] },
          ] as never,
        })),
      });
    }
  });
  after(() => people.close());

  const ada = async () => {
    const { access_token: accessToken } = await people.tokens("ada");
    return people.client({ accessToken });
  };
  type Listed = { data: unknown };
  const codes = ({ data }: Listed) =>
    (data as { list: { code?: string; resourceCode?: string }[] }).list.map(
      ({ code, resourceCode }) => code ?? resourceCode,
    );

  it("are of the default namespace where none is named, whoever reads their own", async () => {
    const own = await ada();
    assert.deepEqual(codes(await own.getRoleList({})), ["role-default"]);
    assert.deepEqual(codes(await own.getRoleList({ namespace: "ci" })), ["role-ci"]);
    assert.deepEqual(codes(await own.getAuthorizedResources({})), ["data-default", "menu-default"]);
    const ci = await own.getAuthorizedResources({ namespace: "ci" });
    assert.deepEqual(codes(ci), ["data-ci", "menu-ci"]);
    assert.equal((await own.getRoleList({ namespace: "none" })).statusCode, 404);
  });

  it("are of the default namespace where an administrator names none", async () => {
    const { client } = people.pool;
    assert.deepEqual(codes(await client.getUserRoles({ userId })), ["role-default"]);
    const allowed = async (resource: string, namespace?: string) => {
      const asked = { userId, resource, action: "read", ...(namespace && { namespace }) };
      return (await client.isActionAllowed(asked)).data.allowed;
    };
    assert.deepEqual(
      [await allowed("data-default"), await allowed("data-ci"), await allowed("data-ci", "ci")],
      [true, false, true],
    );
    const { data } = await client.hasAnyRole({ userId, roles: [{ code: "role-ci" }] });
    assert.equal(data.hasAnyRole, false);
  });

  it("narrow the resources that are read by their type, for each who may have some", async () => {
    const { client } = people.pool;
    const resourceType = "MENU" as const;
    const target = { targetType: "USER" as const, targetIdentifier: userId };
    for (const answer of [
      await (await ada()).getAuthorizedResources({ resourceType }),
      await client.getAuthorizedResources({ ...target, resourceType }),
      await client.getUserAuthorizedResources({ userId, resourceType }),
      await client.getRoleAuthorizedResources({ code: "role-default", resourceType }),
      await client.getGroupAuthorizedResources({ code: "group-default", resourceType }),
    ]) {
      assert.deepEqual(codes(answer), ["menu-default"]);
    }
  });

  it("narrow the resources that are read by their codes, or how these begin", async () => {
    const target = { targetType: "USER" as const, targetIdentifier: userId };
    const read = async (resourceList: string[]) =>
      codes(await people.pool.client.getAuthorizedResources({ ...target, resourceList }));
    assert.deepEqual(await read(["data-default"]), ["data-default"]);
    assert.deepEqual(await read(["data-*"]), ["data-default"]);
    assert.deepEqual(await read(["menu-"]), ["menu-default"]);
    assert.deepEqual(await read(["none", "data-"]), ["data-default"]);
  });

  it("keep and show the custom data of groups and departments", async () => {
    const { client } = people.pool;
    const group = { code: "staff", name: "Staff", description: "", type: "static" as never };
    await client.createGroup({ ...group, customData: { floor: 3, wing: "a" } });
    await client.updateGroup({ code: "staff", description: "", customData: { floor: 4 } });
    const read = (await client.getGroup({ code: "staff", withCustomData: true })).data;
    assert.deepEqual((read as { customData?: unknown }).customData, { floor: 4, wing: "a" });
    assert.ok(!("customData" in (await client.getGroup({ code: "staff" })).data));
    const { data } = await client.createDepartment({
      ...{ organizationCode: "acme", name: "R&D", parentDepartmentId: "root", metadata: {} },
      customData: { cost: "c1" },
    });
    const { departmentId } = data;
    await client.addDepartmentMembers({ ...ORGANIZATION, departmentId, userIds: [userId] });
    const mine = await (await ada()).getDepartmentList({ withCustomData: true });
    assert.deepEqual(
      mine.data.list.map((each) => (each as { customData?: unknown }).customData),
      [{ cost: "c1" }],
    );
  });

  it("narrow departments and organizations by their status", async () => {
    const { client } = people.pool;
    const place = { organizationCode: "acme", metadata: {} };
    const made = async (name: string) =>
      (await client.createDepartment({ ...place, name, parentDepartmentId: "root" })).data
        .departmentId;
    const closed = await made("closed");
    await made("open");
    await client.updateDepartment({ ...place, departmentId: closed, status: false });
    const named = async (status: boolean) =>
      (
        await client.listChildrenDepartments({
          ...{ organizationCode: "acme", departmentId: "root", status },
        })
      ).data.list.map(({ name }) => name);
    assert.deepEqual(await named(false), ["closed"]);
    assert.ok((await named(true)).includes("open"));
    const organizations = async (status: boolean) =>
      (await client.listOrganizations({ status })).data.totalCount;
    assert.deepEqual([await organizations(true), await organizations(false)], [1, 0]);
  });

  it("search people by the fields that are named", async () => {
    const found = async (fuzzySearchOn?: string[]) => {
      const options = { fuzzySearchOn: fuzzySearchOn as never };
      return (await people.pool.client.listUsers({ keywords: "ada@", options })).data.totalCount;
    };
    assert.deepEqual([await found(), await found(["email"]), await found(["username"])], [1, 1, 0]);
  });

  it("list who was archived since a time", async () => {
    const { client } = people.pool;
    await people.person("bob", { status: "Archived" });
    const since = async (seconds: number) =>
      (await client.listArchivedUsers({ startAt: seconds })).data.totalCount;
    const now = Math.floor(Date.now() / 1000);
    assert.deepEqual([await since(now - 3600), await since(now + 3600)], [1, 0]);
  });

  it("tell people of their account and password, in the log", async () => {
    const { client } = people.pool;
    people.lines.length = 0;
    const made = await client.createUser({
      ...{ username: "cy", email: "cy@acme.example", phone: "13700000000", password: PASSWORD },
      options: { sendNotification: { sendEmailNotification: true, sendPhoneNotification: false } },
    });
    await client.updateUser({
      ...{ userId: made.data.userId, password: "new-1234567" },
      options: {
        sendPasswordResetedNotification: {
          ...{ sendDefaultPhoneNotification: true, inputSendEmailNotification: "hr@acme.example" },
        },
      },
    });
    assert.deepEqual(people.lines, [
      "Notification for cy@acme.example: the account was made",
      "Notification for 13700000000: the password was set",
      "Notification for hr@acme.example: the password was set",
    ]);
  });

  it("are refused in words where nothing here can do them, unless they say nothing", async () => {
    const { client } = people.pool;
    const user = { username: "dan" };
    const refused: [Promise<{ statusCode: number; message: string }>, string][] = [
      [client.createUser({ ...user, options: { keepPassword: true } }), "keepPassword"],
      [client.createUser({ ...user, salt: "s" }), "salt"],
      [client.createUser({ ...user, otp: { secret: "s" } }), "otp"],
      [client.createUser({ ...user, identities: [{ a: 1 }] as never }), "identities"],
      [client.createUser({ ...user, metadataSource: { a: 1 } }), "metadataSource"],
      [client.listUsers({ searchQuery: { match: {} } }), "searchQuery"],
      [client.getUser({ userId, flatCustomData: true }), "flatCustomData"],
      [client.getUser({ userId, withPost: true }), "withPost"],
      [client.getOrganization({ organizationCode: "acme", tenantId: "t" }), "tenantId"],
      [client.createOrganization({ ...ORGANIZATION, metadata: { a: 1 } }), "metadata"],
    ];
    for (const [call, name] of refused) {
      const { statusCode, message } = await call;
      assert.equal(statusCode, 400);
      assert.match(message, new RegExp(`^${name} is not served here: `));
    }
    const nothing = { salt: "", identities: [], metadataSource: {}, tenantIds: [] };
    const options = { keepPassword: false };
    assert.equal((await client.createUser({ ...user, ...nothing, options })).statusCode, 200);
  });

  it("tell what somebody may use to who is signed in only", async () => {
    assert.equal((await people.client().getAccessibleApps()).statusCode, 401);
    assert.equal((await (await ada()).getAccessibleApps()).data.length, 1);
  });
});
