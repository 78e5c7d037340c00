import assert from "node:assert/strict";
import {
  ArkIDClient,
  EndlessListError,
  isEndlessList,
  NotFoundError,
  UnexpectedResponseError,
  UsageError,
} from "../../../sdk";
import { wireMember } from "../answers";
import { loopback, type Loopback } from "../loopback";

describe("a list", () => {
  let server: Loopback;
  let users: string[];
  const client = () => new ArkIDClient({ url: server.url, retry: false });

  const pageOf = (url: string) => {
    const query = new URL(url, "http://x").searchParams;
    const [page, size] = [Number(query.get("page")), Number(query.get("page_size"))];
    const slice = users.slice((page - 1) * size, page * size);
    if (slice.length === 0 && page > 1) return { status: 404, body: { detail: "无效页面。" } };
    const results = slice.map((username) => wireMember({ username }));
    const next = users.length > page * size ? `http://elsewhere.example/?page=${page + 1}` : null;
    return { body: { count: users.length, next, previous: null, results } };
  };
  const names = async () => {
    const found: string[] = [];
    for await (const { username } of client().org.listMembers("o")) found.push(username);
    return found;
  };

  before(async () => (server = await loopback(({ url }) => pageOf(url))));
  after(() => server.close());
  beforeEach(() => {
    server.met.length = 0;
    server.answer = ({ url }) => pageOf(url);
    users = Array.from({ length: 250 }, (_, index) => `user${index}`);
  });

  it("requests nothing until it is read", () => {
    client().org.listMembers("o");
    assert.equal(server.met.length, 0);
  });

  it("is read 100 at a time, never following the server's links", async () => {
    assert.deepEqual(await names(), users);
    assert.deepEqual(
      server.met.map(({ url }) => url.split("?")[1]),
      ["page=1&page_size=100", "page=2&page_size=100", "page=3&page_size=100"],
    );
  });

  it("has single pages, with the count of all", async () => {
    const page = await client()
      .org.listMembers("o")
      .page({ page: 2, pageSize: 120 - 20 });
    assert.deepEqual([page.count, page.page, page.hasNext], [250, 2, true]);
    assert.equal(page.items[0]?.username, "user100");
  });

  it("refuses a page size that the server would silently cut", async () => {
    const list = client().org.listMembers("o");
    for (const pageSize of [101, 0, -1, 1.5, NaN]) {
      await assert.rejects(list.page({ pageSize }), UsageError);
    }
    assert.equal(server.met.length, 0);
  });

  it("says NotFound for a single page past the end", async () => {
    await assert.rejects(client().org.listMembers("o").page({ page: 9 }), NotFoundError);
  });

  it("ends where it became shorter meanwhile", async () => {
    server.answer = ({ url }) => {
      const answer = pageOf(url);
      users = users.slice(0, 100);
      return answer;
    };
    assert.equal((await names()).length, 100);
  });

  it("never takes the end of its owner for its own", async () => {
    let met = 0;
    server.answer = ({ url }) =>
      met++ === 0 ? pageOf(url) : { status: 404, body: { detail: "未找到。" } };
    await assert.rejects(names(), NotFoundError);
  });

  describe("that has no end of its own", () => {
    /** Pages that always have a next one. */
    const endless = (results: (page: number) => unknown[], count: (page: number) => unknown) => {
      server.answer = ({ url }) => {
        const page = Number(new URL(url, "http://x").searchParams.get("page"));
        const body = { count: count(page), next: "/more", previous: null, results: results(page) };
        return { body };
      };
    };
    const fresh = (page: number) =>
      Array.from({ length: 100 }, (_, index) => wireMember({ username: `员工${page}-${index}` }));

    it("ends at the count", async () => {
      endless(fresh, () => 300);
      assert.equal((await names()).length, 300);
      assert.equal(server.met.length, 3);
    });

    it("ends at an empty page, also the first", async () => {
      endless(
        (page) => (page < 3 ? fresh(page) : []),
        () => 9_999,
      );
      assert.equal((await names()).length, 200);
      endless(
        () => [],
        () => 9_999,
      );
      assert.deepEqual(await names(), []);
      assert.equal(server.met.length, 4);
    });

    it("goes on where others add to it meanwhile", async () => {
      endless(fresh, (page) => (page === 1 ? 300 : 400));
      assert.equal((await names()).length, 400);
    });

    for (const [what, next] of [
      ["the same page again and again", 1],
      ["two pages in turn", 2],
    ] as const) {
      it(`is an error where it is ${what}: what it lacks may be there`, async () => {
        endless(
          (page) => fresh(page % next),
          () => 5_000,
        );
        await assert.rejects(names(), (error) => isEndlessList(error) && error.page === next + 1);
        assert.equal(server.met.length, next + 1);
      });
    }

    for (const [what, count, error] of [
      ["grows with each page", (page: number) => page * 100 + 1, EndlessListError],
      ["is less than none", () => -1, UnexpectedResponseError],
    ] as const) {
      it(`is an error where its count ${what}`, async () => {
        endless(fresh, count);
        await assert.rejects(names(), error);
        assert.ok(server.met.length <= 4, `${server.met.length}`);
      });
    }
  });

  it("stops requesting when the reader stops", async () => {
    for await (const member of client().org.listMembers("o")) {
      if (member.username === "user3") break;
    }
    assert.equal(server.met.length, 1);
  });

  it("can be read again, page by page", async () => {
    const list = client().org.listMembers("o");
    const sizes: number[] = [];
    for await (const { items } of list.pages()) sizes.push(items.length);
    for await (const { items } of list.pages()) sizes.push(items.length);
    assert.deepEqual(sizes, [100, 100, 50, 100, 100, 50]);
  });
});
