import assert from "node:assert/strict";
import { opened } from "../../../provider/backends/arkid/listings/paged";
import { ArkIDClient, ForbiddenError, type User } from "../../../sdk";
import { Limits } from "../../../sdk/transport/limits/limits";
import { loopback, type Loopback } from "../../sdk/loopback";

const PAGES = 40;
const CONCURRENCY = 4;

describe("a listing of many pages", () => {
  let server: Loopback;
  let isDenied: (page: number) => boolean;
  before(async () => {
    server = await loopback(({ url }) => {
      const page = Number(new URL(url, "http://x").searchParams.get("page"));
      if (isDenied(page)) return { status: 403, body: { detail: "no" } };
      return { body: { count: PAGES * 100, next: "x", previous: null, results: [] } };
    });
  });
  after(() => server.close());

  function people() {
    const now = () => 0;
    const ready = () => Promise.resolve();
    const limits = { concurrency: CONCURRENCY, isTransaction: () => false, longestPause: 0 };
    const gate = new Limits({ ...limits, ready, sleep: ready, now });
    return new ArkIDClient({ url: server.url, gate }).user.list();
  }

  it("asks for each once", async () => {
    isDenied = () => false;
    server.met.length = 0;
    const all: User[] = await (await opened(people())).all();
    assert.deepEqual([all.length, server.met.length], [0, PAGES]);
  });

  it("asks for no more of them once one has failed", async () => {
    isDenied = (page) => page === 3;
    server.met.length = 0;
    const { all } = await opened(people());
    await assert.rejects(all(), ForbiddenError);
    // What is under way arrives yet.
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(server.met.length <= 3 + 2 * CONCURRENCY, `${server.met.length}`);
  });
});
