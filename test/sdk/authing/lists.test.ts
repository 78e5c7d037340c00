import assert from "node:assert/strict";
import {
  isEndlessList,
  isUnexpectedResponse,
  NotFoundError,
  UsageError,
} from "../../../sdk/authing";
import { loopback, type Loopback, type Met } from "../loopback";
import { clientOf, failed, ok, pathOf, rejection } from "./support";

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ userId: `用户${index}` }));

describe("lists of Authing", () => {
  let server: Loopback;
  let users: ReturnType<typeof people>;
  let withCount = true;

  const paging = ({ method, url, body }: Met): { page: number; limit: number } => {
    const query = new URL(url, "http://x").searchParams;
    const given = (body as { options?: { pagination: { page: number; limit: number } } })?.options;
    if (method === "POST" && given) return given.pagination;
    return { page: Number(query.get("page")), limit: Number(query.get("limit")) };
  };
  const pageOf = (met: Met) => {
    const { page, limit } = paging(met);
    const list = users.slice((page - 1) * limit, page * limit);
    return ok({ ...(withCount && { totalCount: users.length }), list });
  };
  const read = async () => {
    const found: { userId: string }[] = [];
    for await (const user of clientOf(server).users.list()) found.push(user);
    return found;
  };

  before(async () => (server = await loopback(pageOf)));
  after(() => server.close());
  beforeEach(() => {
    server.met.length = 0;
    server.answer = pageOf;
    withCount = true;
    users = people(120);
  });

  it("are read 50 at a time, and nothing before that", async () => {
    clientOf(server).users.list();
    assert.equal(server.met.length, 0);
    assert.deepEqual(await read(), users);
    assert.deepEqual(
      server.met.map(paging),
      [1, 2, 3].map((page) => ({ page, limit: 50 })),
    );
  });

  it("end with the count, asking for no page more", async () => {
    users = people(100);
    assert.equal((await read()).length, 100);
    assert.equal(server.met.length, 2);
  });

  it("are whole also where the count is missing", async () => {
    withCount = false;
    users = people(100);
    assert.equal((await read()).length, 100);
    assert.equal(server.met.length, 3);
  });

  it("go on after a short page while the count says more", async () => {
    server.answer = (met) => {
      const { page, limit } = paging(met);
      const list = users.slice((page - 1) * limit, page * limit).slice(page === 1 ? 1 : 0);
      return ok({ totalCount: users.length, list });
    };
    assert.equal((await read()).length, 119);
  });

  it("end with an empty page, whatever the count says", async () => {
    server.answer = (met) => ok({ totalCount: 999, list: paging(met).page === 1 ? users : [] });
    assert.equal((await read()).length, 120);
    assert.equal(server.met.length, 2);
  });

  it("that are no pages hold as many as they count; the root may be counted and not listed", async () => {
    const key = { organizationCode: "acme", departmentId: "d" };
    const department = { ...key, name: "研发部", membersCount: 0 };
    const { departments } = clientOf(server, { retry: false });
    const listed = (list: readonly unknown[], totalCount: number) =>
      (server.answer = () => ok({ totalCount, list }));
    listed([department], 1);
    assert.equal((await departments.children(key)).length, 1);
    listed([department], 2);
    assert.equal((await departments.all("acme")).length, 1);
    assert.ok(isUnexpectedResponse(await rejection(departments.children(key))));
    listed([department], 3);
    assert.ok(isUnexpectedResponse(await rejection(departments.all("acme"))));
  });

  it("are an error where they repeat a page, whatever the count says", async () => {
    for (const totalCount of [999, undefined]) {
      server.met.length = 0;
      server.answer = () => ok({ totalCount, list: people(50) });
      assert.ok(isEndlessList(await rejection(read())));
      assert.equal(server.met.length, 2);
    }
  });

  it("say that they have no count, rather than a wrong one", async () => {
    withCount = false;
    const { count, hasNext } = await clientOf(server).users.list().page();
    assert.deepEqual([count, hasNext], [Infinity, true]);
  });

  it("may be empty, also without the code of the envelope", async () => {
    server.answer = () => ({ body: { data: { totalCount: 0, list: [] } } });
    assert.deepEqual(await read(), []);
  });

  for (const [name, body] of Object.entries({
    "a page without its list": { statusCode: 200, data: {} },
    "a page whose list is null": { statusCode: 200, data: { totalCount: 0, list: null } },
    "no page at all": { statusCode: 200 },
    "another system's empty page": { code: 0, data: { totalCount: 0, list: [] } },
    "another system's list": { data: [] },
  })) {
    it(`are not empty by ${name}`, async () => {
      server.answer = () => ({ body });
      assert.ok(isUnexpectedResponse(await rejection(read())));
    });
  }

  it("give one page, with the count of all", async () => {
    const page = await clientOf(server).users.list().page({ page: 2, pageSize: 20 });
    assert.deepEqual([page.count, page.items[0]?.userId, page.hasNext], [120, "用户20", true]);
  });

  it("refuse a page over 50, which the server would", async () => {
    const call = clientOf(server).users.list().page({ pageSize: 51 });
    assert.ok((await rejection(call)) instanceof UsageError);
    assert.equal(server.met.length, 0);
  });

  it("are an error where their owner is gone, not short", async () => {
    server.answer = (met) => (server.met.length === 1 ? pageOf(met) : failed(404, "不存在"));
    const pages = clientOf(server)
      .roles.members({ code: "管理员" })
      .pages()
      [Symbol.asyncIterator]();
    await pages.next();
    assert.ok((await rejection(pages.next())) instanceof NotFoundError);
  });

  describe("that are written", () => {
    const ids = people(120).map(({ userId }) => userId);
    const key = { organizationCode: "a", departmentId: "d" };
    const sizes = (name: string) =>
      server.met.map((met) => (met.body as Record<string, unknown[]>)[name]?.length);

    beforeEach(() => (server.answer = () => ok({ success: true })));

    it("go 50 a request, in their order, each once", async () => {
      await clientOf(server).departments.addMembers(key, ids);
      assert.deepEqual(sizes("userIds"), [50, 50, 20]);
      const sent = server.met.flatMap(({ body }) => (body as { userIds: string[] }).userIds);
      assert.deepEqual(sent, ids);
    });

    it("are no request where they are empty", async () => {
      await clientOf(server).departments.removeMembers(key, []);
      assert.equal(server.met.length, 0);
    });

    it("go 10 a request where the server takes no more", async () => {
      const grants = ids.slice(0, 25).map((id) => ({
        ...({ targetType: "USER", effect: "ALLOW" } as const),
        targetIdentifier: [id],
      }));
      await clientOf(server).applications.authorize("app", grants);
      assert.deepEqual(sizes("list"), [10, 10, 5]);
      server.met.length = 0;
      await clientOf(server).namespaces.deleteBatch(ids.slice(0, 11));
      assert.deepEqual(sizes("codes"), [10, 1]);
    });

    it("are read back in one", async () => {
      server.answer = ({ url }) => {
        const query = new URL(url, "http://x").searchParams;
        return ok(query.getAll("userIds[]").map((userId) => ({ userId })));
      };
      assert.deepEqual(await clientOf(server).users.getBatch(ids), people(120));
      assert.equal(server.met.length, 3);
    });

    it("stop at the first failure, leaving those before done", async () => {
      const targets = ids.map((id) => ({
        ...{ targetType: "USER" as const },
        targetIdentifier: id,
      }));
      server.answer = () => (server.met.length < 2 ? ok({ success: true }) : failed(404, "不存在"));
      await rejection(clientOf(server).roles.assign({ code: "r" }, targets));
      assert.equal(server.met.length, 2);
    });

    it("are refused where only one request would do and they are too long for it", async () => {
      const departments = ids.map((departmentId) => ({ departmentId }));
      const call = clientOf(server).users.setDepartments("u", departments);
      assert.ok((await rejection(call)) instanceof UsageError);
      assert.equal(server.met.length, 0);
    });
  });

  it("name their endpoints as the server does", async () => {
    await read();
    assert.deepEqual(new Set(server.met.map(pathOf)), new Set(["/api/v3/list-users"]));
  });
});
