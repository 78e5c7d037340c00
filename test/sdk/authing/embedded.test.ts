import assert from "node:assert/strict";
import { startServer, type RunningAuthingServer } from "../../../emulator";
import {
  isNotFound,
  ManagementClient,
  UnauthorizedError,
  type RequestEvent,
} from "../../../sdk/authing";
import { rejection } from "./support";

describe("the client of Authing, on the embedded server", () => {
  let server: RunningAuthingServer;
  let client: ManagementClient;
  const events: RequestEvent[] = [];
  const all = async <T>(list: AsyncIterable<T>): Promise<T[]> => {
    const items: T[] = [];
    for await (const item of list) items.push(item);
    return items;
  };
  const clientWith = (keys: { accessKeySecret?: string }) => {
    const { url: host, accessKeyId, accessKeySecret } = server;
    const onRequest = (event: RequestEvent) => events.push(event);
    return new ManagementClient({ host, accessKeyId, accessKeySecret, onRequest, ...keys });
  };

  before(async () => {
    server = await startServer({ api: "authing" });
    client = clientWith({});
  });
  after(() => server.close());
  beforeEach(() => (events.length = 0));

  it("keeps a tree of departments, which may move", async () => {
    const organizationCode = "acme";
    await client.organizations.create({ organizationCode, organizationName: "顶点有限公司" });
    const of = { organizationCode, parentDepartmentId: "root" };
    const research = await client.departments.create({ ...of, name: "研发部 & 平台" });
    const sales = await client.departments.create({ ...of, name: "销售 «华北»" });
    const key = { organizationCode, departmentId: sales.departmentId };
    await client.departments.update(key, { parentDepartmentId: research.departmentId });
    const found = await client.departments.get(key);
    assert.equal(found.parentDepartmentId, research.departmentId);
    assert.equal(found.name, "销售 «华北»");
    assert.equal((await client.departments.all(organizationCode)).length, 2);
    assert.equal(
      (await client.organizations.get(organizationCode)).organizationName,
      "顶点有限公司",
    );
  });

  it("takes 120 people in batches, puts them into a department, and lists them by pages", async () => {
    const people = Array.from({ length: 120 }, (_, index) => ({ username: `员工${index}` }));
    const made = await client.users.createBatch(people);
    assert.deepEqual(
      made.map(({ username }) => username),
      people.map(({ username }) => username),
    );
    const [department] = await client.departments.all("acme");
    const key = { organizationCode: "acme", departmentId: department?.departmentId ?? "" };
    const ids = made.map(({ userId }) => userId);
    await client.departments.addMembers(key, ids);
    assert.deepEqual((await client.departments.memberIds(key)).toSorted(), ids.toSorted());
    assert.equal((await all(client.departments.members(key))).length, 120);
    assert.equal((await all(client.users.list())).length, 120);
    const found = await client.users.getBatch(ids, { withDepartmentIds: true });
    assert.ok(found.every(({ departmentIds }) => departmentIds?.includes(key.departmentId)));
    await client.departments.removeMembers(key, ids.slice(0, 70));
    assert.equal((await client.departments.memberIds(key)).length, 50);
    assert.deepEqual(
      events.filter(({ status }) => status !== 200),
      [],
    );
  });

  it("gives a role of a namespace to people and departments, and takes it back", async () => {
    await client.namespaces.create({ code: "ci", name: "持续集成" });
    const key = { code: "deploy", namespace: "ci" };
    await client.roles.create({ ...key, name: "发布" });
    const [user] = (await client.users.list().page({ pageSize: 1 })).items;
    const [department] = await client.departments.all("acme");
    const targets = [
      { targetType: "USER" as const, targetIdentifier: user?.userId ?? "" },
      { targetType: "DEPARTMENT" as const, targetIdentifier: department?.departmentId ?? "" },
    ];
    await client.roles.assign(key, targets);
    const members = await all(client.roles.members(key));
    assert.deepEqual(
      members.map(({ userId }) => userId),
      [user?.userId],
    );
    assert.equal((await all(client.roles.departments(key))).length, 1);
    await client.roles.revoke(key, targets);
    assert.deepEqual(await all(client.roles.members(key)), []);
    await client.roles.update(key, { name: "发布二" });
    assert.equal((await client.roles.get(key)).name, "发布二");
    await client.roles.delete(["deploy"], "ci");
    await client.namespaces.delete("ci");
    assert.ok(isNotFound(await rejection(client.namespaces.get("ci"))));
  });

  it("makes an application, whose secret changes on demand", async () => {
    const { appId } = await client.applications.create({
      ...{ appName: "持续集成", appIdentifier: "ci-acme", appType: "web" },
      ...{ redirectUris: ["https://ci.acme.example/回调"], defaultProtocol: "oidc" },
    });
    const secret = await client.applications.secret(appId);
    assert.notEqual(await client.applications.refreshSecret(appId), secret);
    await client.applications.setStrategy(appId, "DENY_ALL");
    assert.equal((await client.applications.strategy(appId)).permissionStrategy, "DENY_ALL");
    await client.applications.delete(appId);
    assert.ok(isNotFound(await rejection(client.applications.get(appId))));
  });

  it("tells what is not there from what is", async () => {
    assert.equal(await client.users.find("谁", { userIdType: "username" }), undefined);
    assert.equal(await client.users.exists({ username: "员工1" }), true);
    assert.equal(await client.users.exists({ username: "谁" }), false);
    assert.ok(isNotFound(await rejection(client.organizations.get("nowhere"))));
  });

  it("is refused with a wrong secret, in one sentence", async () => {
    const error = await rejection(
      clientWith({ accessKeySecret: "wrong" }).organizations.get("acme"),
    );
    assert.ok(error instanceof UnauthorizedError);
    assert.equal(error.apiCode, 1300);
    assert.match(error.message, /check accessKeyId and accessKeySecret$/);
  });

  it("bears throttling inside HTTP 200, also of creations", async () => {
    const busy = await startServer({ api: "authing", rateLimit: 5 });
    const { url: host, accessKeyId, accessKeySecret } = busy;
    const retry = { throttles: 50, baseDelay: 50, maxDelay: 400 };
    const onRequest = (event: RequestEvent) => events.push(event);
    const own = new ManagementClient({ host, accessKeyId, accessKeySecret, retry, onRequest });
    const names = Array.from({ length: 20 }, (_, index) => `员工${index}`);
    await Promise.all(names.map((username) => own.users.create({ username })));
    const found = await all(own.users.list());
    assert.deepEqual(found.map(({ username }) => username).toSorted(), names.toSorted());
    assert.ok(events.some(({ status }) => status === 429));
    await busy.close();
  });
});
