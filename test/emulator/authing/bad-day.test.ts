import assert from "node:assert/strict";
import { draw } from "../../../emulator/authing/http/bad-day";
import { TestPool } from "./pool";

describe("a bad day of Authing's server", () => {
  let pool: TestPool | undefined;
  afterEach(async () => {
    await pool?.close();
    pool = undefined;
  });

  const get = async (options: Parameters<typeof TestPool.start>[0]) => {
    pool = await TestPool.start(options);
    return fetch(`${pool.server.url}/api/v3/list-organizations`, {
      headers: pool.signed("GET", "list-organizations"),
    });
  };
  const body = async (response: Response) => (await response.json()) as Record<string, unknown>;

  it("throttles inside HTTP 200, and does not say for how long", async () => {
    const response = await get({ badDay: { throttle: 1 } });
    const { statusCode, apiCode } = await body(response);
    assert.deepEqual([response.status, statusCode, apiCode], [200, 429, undefined]);
    assert.equal(response.headers.get("retry-after"), null);
  });

  it("limits the rate in the same words", async () => {
    const first = await get({ rateLimit: 1 });
    assert.equal((await body(first))["statusCode"], 200);
    const second = await pool?.send("GET", "list-organizations", { headers: {} });
    assert.equal(second?.statusCode, 429);
  });

  it("crashes inside HTTP 200", async () => {
    const response = await get({ errorRate: 1, random: () => 0 });
    assert.deepEqual([response.status, (await body(response))["statusCode"]], [200, 500]);
  });

  it("answers a page of HTML, with status 200 and with 502", async () => {
    for (const [trouble, status] of [
      ["html", 200],
      ["bad-gateway", 502],
    ] as const) {
      const response = await get({ badDay: { [trouble]: 1 } });
      assert.equal(response.status, status);
      assert.match(response.headers.get("content-type") ?? "", /^text\/html/);
      await pool?.close();
      pool = undefined;
    }
  });

  it("hangs until the client gives up, and closes all the same", async () => {
    pool = await TestPool.start({ badDay: { hang: 1 } });
    const url = `${pool.server.url}/api/v3/list-organizations`;
    await assert.rejects(fetch(url, { signal: AbortSignal.timeout(100) }), /timeout/i);
    const left = assert.rejects(fetch(url));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await pool.close();
    pool = undefined;
    await left;
  });

  it("says success: false of what it did, and of what it did not", async () => {
    let undone = false;
    // The first draw picks the trouble, the second whether what was asked is undone.
    let draws = 0;
    const random = () => (draws++ % 2 === 0 ? 0.5 : undone ? 0.1 : 0.9);
    pool = await TestPool.start({ badDay: { unsuccessful: 1 }, random });
    const { client, server } = pool;
    await client.createRole({ code: "deploy" });
    draws = 0;
    undone = true;
    const kept = await client.deleteRolesBatch({ codeList: ["deploy"] });
    assert.deepEqual([kept.statusCode, kept.data.success], [200, false]);
    assert.equal(server.db.all("SELECT 1 FROM roles").length, 1);
    draws = 0;
    undone = false;
    const gone = await client.deleteRolesBatch({ codeList: ["deploy"] });
    assert.deepEqual([gone.statusCode, gone.data.success], [200, false]);
    assert.equal(server.db.all("SELECT 1 FROM roles").length, 0);
  });

  it("draws one trouble at most, by its share", () => {
    const day = { throttle: 0.2, hang: 0.1 };
    assert.equal(
      draw(day, () => 0.1),
      "throttle",
    );
    assert.equal(
      draw(day, () => 0.25),
      "hang",
    );
    assert.equal(
      draw(day, () => 0.35),
      undefined,
    );
    assert.equal(
      draw({}, () => 0),
      undefined,
    );
  });

  it("refuses troubles and shares that it does not know", async () => {
    await assert.rejects(TestPool.start({ badDay: { flood: 1 } as never }), /not flood/);
    await assert.rejects(TestPool.start({ badDay: { html: 2 } }), /from 0 to 1, not 2/);
  });
});
