import assert from "node:assert/strict";
import { TestPool } from "./pool";

describe("what Authing's server takes", () => {
  let pool: TestPool;
  beforeEach(async () => void (pool = await TestPool.start()));
  afterEach(() => pool.close());

  const post = (path: string, body: unknown) => pool.send("POST", path, { body });
  const organization = (organizationCode: string) =>
    post("create-organization", { organizationCode, organizationName: "公司" });

  it("speaks the language that is asked for, Chinese by default", async () => {
    const authorization = `Bearer ${await pool.token()}`;
    const say = (headers: Record<string, string>) =>
      pool.send("GET", "get-user?userId=nobody", { headers: { authorization, ...headers } });
    assert.equal((await say({})).message, "用户不存在");
    assert.equal((await say({ "x-authing-lang": "en-US" })).message, "The user does not exist");
    const { statusCode, apiCode, requestId } = await say({});
    assert.deepEqual([statusCode, apiCode], [404, 2004]);
    assert.ok(requestId);
  });

  it("wants codes of letters, digits, - and _, 64 at most; an empty one it invents", async () => {
    for (const code of ["额！ ", " ", "a.b", "a b", "公司"]) {
      assert.equal((await organization(code)).message, `invalid organization code: ${code}`);
    }
    assert.equal((await organization("x".repeat(65))).message, "参数 organizationCode 格式错误");
    assert.equal((await organization("x".repeat(64))).statusCode, 200);
    const { data } = await organization("");
    assert.match(String(data?.["organizationCode"]), /^[0-9a-f]{24}$/);
  });

  it("reads switches and numbers that a query sends as words", async () => {
    await organization("acme");
    const listed = await pool.send(
      "GET",
      "list-organizations?page=1&limit=50&withCustomData=true&fetchAll=false&unknown=1",
    );
    const [first] = listed.data?.["list"] as Record<string, unknown>[];
    assert.deepEqual(first?.["customData"], {});
    const without = await pool.send("GET", "list-organizations?withCustomData=False");
    const [second] = without.data?.["list"] as Record<string, unknown>[];
    assert.equal(second?.["customData"], undefined);
  });

  it("reads a list in a query as each official client writes it", async () => {
    for (const code of ["acme", "beta"]) await organization(code);
    for (const query of ["codes[]=acme&codes[]=beta", "codes=acme&codes=beta", "codes=acme,beta"]) {
      const path = `get-organization-batch?${query.replaceAll("codes", "organizationCodeList")}`;
      const found = (await pool.send("GET", path)).data as unknown as {
        organizationCode: string;
      }[];
      assert.deepEqual(
        found.map(({ organizationCode }) => organizationCode),
        ["acme", "beta"],
        query,
      );
    }
  });

  it("refuses pages below one and above fifty, and batches above fifty", async () => {
    for (const query of ["page=0", "page=-1", "page=x", "limit=0", "limit=51", "limit=1.5"]) {
      const { statusCode } = await pool.send("GET", `list-organizations?${query}`);
      assert.equal(statusCode, 400, query);
    }
    const userIds = Array.from({ length: 51 }, (_, index) => `u${index}`);
    assert.equal((await post("delete-users-batch", { userIds })).statusCode, 400);
    assert.equal((await post("delete-users-batch", { userIds: [] })).statusCode, 400);
  });

  it("answers 404, 413 and malformed bodies inside HTTP 200", async () => {
    const { statusCode, message } = await post("make-coffee", {});
    assert.deepEqual([statusCode, message], [404, "Cannot POST /api/v3/make-coffee"]);
    for (const body of [[], "text", null, 1]) {
      assert.equal((await post("create-organization", body)).statusCode, 400, JSON.stringify(body));
    }
    const large = { organizationCode: "a", organizationName: "x".repeat(3_000_000) };
    assert.equal((await post("create-organization", large)).statusCode, 413);
    const response = await fetch(`${pool.server.url}/api/v3/create-organization`, {
      method: "POST",
      headers: { authorization: `Bearer ${await pool.token()}` },
      body: "{",
    });
    assert.equal(((await response.json()) as { statusCode: number }).statusCode, 400);
  });

  it("strips whatever a proxy puts before the path", async () => {
    const response = await fetch(`${pool.server.url}/mount/api/v3/list-organizations`, {
      headers: pool.signed("GET", "list-organizations"),
    });
    assert.equal(((await response.json()) as { statusCode: number }).statusCode, 200);
  });

  it("lets exactly one of two win that race for a key", async () => {
    for (const [path, body] of [
      ["create-organization", { organizationCode: "acme", organizationName: "Acme" }],
      ["create-user", { username: "ada", password: "pw123456" }],
      ["create-role", { code: "deploy" }],
      ["create-application", { appName: "CI", appIdentifier: "ci" }],
    ] as const) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => post(path, body)));
      const codes = answers.map(({ statusCode }) => statusCode).sort();
      assert.deepEqual(codes, [200, 409, 409, 409, 409, 409, 409, 409], path);
    }
  });
});
