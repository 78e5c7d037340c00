import assert from "node:assert/strict";
import { opened } from "../../../../provider/backends/kit/paged";
import { UnavailableError } from "../../../../provider/backends/errors";
import { ArkIDClient, ForbiddenError, type OrgMember } from "../../../../sdk";
import { Limits } from "../../../../sdk/transport/limits/limits";
import { wireMember } from "../../../sdk/answers";
import { loopback, type Loopback } from "../../../sdk/loopback";

const PAGES = 40;
const CONCURRENCY = 4;

const pageOf = (page: number) =>
  Array.from({ length: 100 }, (_, index) => wireMember({ username: `成员${page}-${index}` }));

describe("a listing of many pages", () => {
  let server: Loopback;
  let isDenied: (page: number) => boolean;
  let membersOf: (page: number) => { username: string }[];
  let count: number;
  before(async () => {
    server = await loopback(({ url }) => {
      const page = Number(new URL(url, "http://x").searchParams.get("page"));
      if (isDenied(page)) return { status: 403, body: { detail: "no" } };
      return { body: { count, next: "x", previous: null, results: membersOf(page) } };
    });
  });
  after(() => server.close());
  beforeEach(() => {
    server.met.length = 0;
    isDenied = () => false;
    membersOf = pageOf;
    count = PAGES * 100;
  });

  function people() {
    const now = () => 0;
    const ready = () => Promise.resolve();
    const limits = { concurrency: CONCURRENCY, isTransaction: () => false, longestPause: 0 };
    const gate = new Limits({ ...limits, ready, sleep: ready, now });
    return new ArkIDClient({ url: server.url, gate }).org.listMembers("o");
  }

  it("asks for each once", async () => {
    const all: OrgMember[] = await (await opened(people())).all();
    assert.deepEqual([all.length, server.met.length], [PAGES * 100, PAGES]);
  });

  for (const [what, members] of [
    ["which all hold what the first does", () => pageOf(1)],
    ["of which one is empty now", (page: number) => (page === 7 ? [] : pageOf(page))],
    [
      "between which somebody has moved",
      (page: number) => [...pageOf(page).slice(1), ...pageOf(1).slice(0, 1)],
    ],
  ] as const) {
    it(`tells nothing of who is not there by pages ${what}`, async () => {
      membersOf = members;
      const { all } = await opened(people());
      await assert.rejects(all(), UnavailableError);
      assert.equal(server.met.length, PAGES);
    });
  }

  it("is given up where its pages bring nothing new, however many it is said to have", async () => {
    [membersOf, count] = [() => pageOf(1), 1e15];
    await assert.rejects((await opened(people())).all(), UnavailableError);
    assert.ok(server.met.length <= 51, `${server.met.length}`);
  });

  it("asks for no more of them once one has failed", async () => {
    isDenied = (page) => page === 3;
    const { all } = await opened(people());
    await assert.rejects(all(), ForbiddenError);
    // What is under way arrives yet.
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(server.met.length <= 3 + 2 * CONCURRENCY, `${server.met.length}`);
  });
});
