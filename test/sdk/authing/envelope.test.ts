import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
  ApiError,
  ConflictError,
  ForbiddenError,
  InvalidError,
  isRefused,
  NotFoundError,
  RateLimitedError,
  ServerError,
  UnauthorizedError,
  UnexpectedResponseError,
} from "../../../sdk/authing";
import { loopback, type Answer, type Loopback } from "../loopback";
import { clientOf, failed, granting, KEY, ok, rejection, SECRET } from "./support";

describe("Authing's envelope", () => {
  let server: Loopback;
  const ask = () => clientOf(server, { retry: false }).organizations.get("总部");
  const asking = async (answer: Answer): Promise<ApiError> => {
    server.answer = () => answer;
    const error = await rejection(ask());
    assert.ok(error instanceof ApiError, inspect(error));
    return error;
  };

  before(async () => (server = await loopback(() => ok())));
  after(() => server.close());

  it("gives its data", async () => {
    server.answer = (met) => granting(met, { organizationName: "顶点" });
    assert.equal((await ask()).organizationName, "顶点");
  });

  const kinds = {
    400: InvalidError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: InvalidError,
    429: RateLimitedError,
    500: ServerError,
    600: ServerError,
  };
  for (const [code, kind] of Object.entries(kinds)) {
    it(`${code} inside HTTP 200 is a ${kind.name}`, async () => {
      const error = await asking(failed(Number(code), "用户不存在", { apiCode: 2004 }));
      assert.ok(error instanceof kind);
      assert.deepEqual(
        [error.status, error.apiCode, error.requestId],
        [Number(code), 2004, "req-1"],
      );
      assert.match(error.message, /GET \/api\/v3\/get-organization answered \d+: 用户不存在/);
    });
  }

  it("with another code is an error all the same", async () => {
    assert.equal((await asking(failed(402, "套餐不足"))).status, 402);
    assert.equal((await asking(failed(499, "出错"))).status, 499);
  });

  it("says what to do about a wrong secret and a wrong clock", async () => {
    const wrong = await asking(failed(401, "签名错误", { apiCode: 1300 }));
    assert.match(wrong.message, /签名错误; .*accessKeySecret/);
    const late = await asking(failed(401, "时间错误", { apiCode: 1305 }));
    assert.match(late.message, /clock/);
  });

  it("with success: false is an error of its own, however 200 it is", async () => {
    const error = await asking(ok({ success: false }));
    assert.ok(isRefused(error));
    assert.equal(error.status, 200);
  });

  it("with success: true is none", async () => {
    server.answer = () => ok({ success: true });
    await clientOf(server).organizations.delete("acme");
  });

  it("that names no pool says nothing of what was asked for", async () => {
    const error = await asking(failed(404, "用户池不存在", { apiCode: 2224 }));
    assert.ok(error instanceof UnauthorizedError);
    assert.match(error.message, /no such user pool: check accessKeyId/);
  });

  const strange: Record<string, Answer> = {
    "a page of HTML": {
      text: "<html><title>登录门户</title></html>",
      headers: { "content-type": "text/html" },
    },
    "an empty body": { text: "" },
    "a bare list": { body: [] },
    null: { text: "null", headers: { "content-type": "application/json" } },
    "another JSON": { body: { error: "nope" } },
    "a busy gateway": { body: { code: 500, message: "system busy" } },
    "data without its envelope": { body: { data: { organizationCode: "总部" } } },
    "an envelope around nothing": ok(),
    "an envelope around null": ok(null),
    "an envelope around a list": ok([]),
    "an envelope around another object": ok({ userId: "u" }),
    "an absence without a word": { body: { statusCode: 404 } },
    "a code that is no number": { body: { statusCode: "404", message: "不存在" } },
    "cut JSON": { text: '{"statusCode":200,"da', headers: { "content-type": "application/json" } },
  };
  for (const [name, answer] of Object.entries(strange)) {
    it(`is missed in ${name} of HTTP 200: that is no answer of Authing's`, async () => {
      server.answer = () => answer;
      const error = await rejection(ask());
      assert.ok(error instanceof UnexpectedResponseError, inspect(error));
      assert.match(error.message, /^GET \/api\/v3\/get-organization answered 200, but not as/);
      assert.match(error.message, /another server/);
    });
  }

  const NO_ROUTE = "no Route matched with those values";
  const foreign: Record<string, Answer> = {
    "a gateway's 404": { status: 404, body: { message: NO_ROUTE } },
    "another server's 404": {
      status: 404,
      body: { statusCode: 404, message: "Cannot GET /x", error: "Not Found" },
    },
    "an OAuth server's 404": { status: 404, body: { error: "not_found" } },
    "a 404 of HTML": { status: 404, text: "<h1>Not Found</h1>" },
    "an empty 404": { status: 404, text: "" },
    "a gateway's 400": { status: 400, body: { message: "bad request" } },
    "a gateway's 403": { status: 403, body: { message: "forbidden" } },
    "a success under a 404": { ...ok({ organizationCode: "总部" }), status: 404 },
  };
  for (const [name, answer] of Object.entries(foreign)) {
    it(`is missed in ${name}, which says nothing of what was asked for`, async () => {
      server.answer = () => answer;
      const error = await rejection(ask());
      assert.ok(error instanceof UnexpectedResponseError, inspect(error));
      assert.equal(error.status, answer.status);
      assert.ok(!error.message.includes(NO_ROUTE));
    });
  }

  it("about another one than was asked for is no answer", async () => {
    server.answer = (met) => granting(met, { organizationCode: "分部" });
    const error = await rejection(ask());
    assert.ok(error instanceof UnexpectedResponseError);
    assert.equal(error.problem, 'data.organizationCode is not "总部", which was asked for');
  });

  it("names the field that is not as the SDK documents it, and not its value", async () => {
    const list = [{ userId: "u" }, { userId: "v", name: { 密码: "p-秘密" } }];
    server.answer = () => ok({ totalCount: 2, list });
    const error = await rejection(clientOf(server).users.list().page());
    assert.ok(error instanceof UnexpectedResponseError);
    assert.equal(error.problem, "data.list[1].name: expected string, received object");
    assert.ok(!inspect(error, { depth: 10, showHidden: true }).includes("p-秘密"));
  });

  it("is read also where HTTP itself says no", async () => {
    const error = await asking({ ...failed(403, "无权限", { apiCode: 20 }), status: 403 });
    assert.ok(error instanceof ForbiddenError);
    assert.equal(error.apiCode, 20);
  });

  it("is missed in a gateway's 502", async () => {
    const error = await asking({ status: 502, text: "<html><h1>Bad Gateway</h1></html>" });
    assert.ok(error instanceof ServerError);
    assert.equal(error.status, 502);
  });

  it("never follows a redirect, which would carry the signature along", async () => {
    const other = await loopback(() => ok({}));
    server.answer = () => ({ status: 302, headers: { location: `${other.url}/x?y=z` } });
    const error = await rejection(ask());
    assert.ok(error instanceof UnexpectedResponseError);
    assert.match(error.message, new RegExp(`redirected to ${other.url},`));
    assert.equal(other.met.length, 0);
    await other.close();
  });

  const bad: Record<string, Answer> = {
    "a refusal": failed(401, "拒绝", { apiCode: 1300 }),
    "a gateway's page": { status: 502, text: "<html>" },
    "a page of HTML": { text: "<html>" },
    "a broken connection": { hangUp: true },
    silence: { silence: true },
  };
  for (const [name, answer] of Object.entries(bad)) {
    it(`leaves no credential in the error of ${name}`, async () => {
      server.answer = () => answer;
      const client = clientOf(server, { retry: false, timeout: 0.1 });
      const password = "p-秘密";
      const error = await rejection(client.users.create({ username: "阿达", password }));
      const shown = [
        inspect(error, { depth: 10, showHidden: true }),
        JSON.stringify(error),
        String(error),
        (error as Error).stack,
      ].join("\n");
      const signature = String(server.met.at(-1)?.headers["authorization"]);
      assert.match(signature, /^authing ak-/);
      for (const secret of [SECRET, KEY, password, signature, signature.split(":")[1] ?? "?"]) {
        assert.ok(!shown.includes(secret), shown);
      }
    });
  }
});
