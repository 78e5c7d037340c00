import { buildSignature, buildStringToSign } from "authing-node-sdk/dist/utils/buildSignature";
import { SignJWT, UnsecuredJWT } from "jose";
import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import { SKEW, Nonces } from "../../../emulator/authing/http/nonces";
import { bagOf, isSigned, stringsToSign } from "../../../emulator/authing/http/signature";
import { TestPool } from "./pool";

const HEADERS = {
  date: "Sat, 21 Nov 2026 08:00:00 GMT",
  "x-authing-lang": " zh-CN\t",
  "x-authing-signature-nonce": "0123456789abcdef",
  "content-type": "application/json",
};

describe("Authing's signatures", () => {
  it("cover the method, date and x-authing headers, path and sorted bag, as they are", () => {
    const bag = { name: "工程 & co", limit: "10", codes: ["b", "a"], metadata: {}, nothing: null };
    const [text = "", ...more] = stringsToSign({ method: "GET", path: "/api/v3/x", bag }, HEADERS);
    assert.equal(
      text,
      "GET\ndate:Sat, 21 Nov 2026 08:00:00 GMT\nx-authing-lang:zh-CN\n" +
        "x-authing-signature-nonce:0123456789abcdef\n" +
        '/api/v3/x?codes=["b","a"]&limit=10&metadata={}&name=工程 & co&nothing=null',
    );
    assert.deepEqual(more, []);
    assert.ok(isSigned("secret", [text], "gIbnoAHT5fMVy+UKK8D9pXDLUk0="));
    assert.ok(!isSigned("Secret", [text], "gIbnoAHT5fMVy+UKK8D9pXDLUk0="));
    assert.ok(!isSigned("secret", [text], "gIbnoAHT5fMVy+UKK8D9pXDLUk0"));
  });

  it("may have a question mark or none where the bag is empty", () => {
    const texts = stringsToSign({ method: "GET", path: "/api/v3/x", bag: {} }, {});
    assert.deepEqual(texts, ["GET\n/api/v3/x", "GET\n/api/v3/x?"]);
  });

  it("are those of the vendor's client, whatever a body holds", () => {
    const bags = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue());
    fc.assert(
      fc.property(bags, (sent) => {
        const bag = JSON.parse(JSON.stringify(sent)) as Record<string, unknown>;
        const text = buildStringToSign("POST", "/api/v3/x", HEADERS, bag);
        const texts = stringsToSign({ method: "POST", path: "/api/v3/x", bag }, HEADERS);
        assert.ok(isSigned("secret", texts, buildSignature("secret", text)));
      }),
    );
  });

  it("see lists in a query, however they are written", () => {
    const bag = bagOf(new URLSearchParams("a[]=1&b=1&b=2&c=x+y%2B&d="));
    assert.deepEqual(bag, { a: ["1"], b: ["1", "2"], c: "x y+", d: "" });
  });
});

describe("nonces", () => {
  afterEach(() => sinon.restore());

  it("are known for as long as their dates are good, and forgotten later", () => {
    const clock = sinon.useFakeTimers({ toFake: ["Date"] });
    const nonces = new Nonces();
    clock.tick(2 * SKEW - 1);
    assert.ok(nonces.use("once"));
    clock.tick(2 * SKEW);
    assert.ok(!nonces.use("once"));
    clock.tick(6 * SKEW);
    assert.ok(nonces.use("once"));
  });

  it("are two generations at most, however many come", () => {
    const nonces = new Nonces(() => 0, 3);
    for (const nonce of ["a", "b", "c", "d", "e", "f"]) assert.ok(nonces.use(nonce));
    for (const nonce of ["a", "b", "c", "d", "e", "f"]) assert.ok(!nonces.use(nonce));
    assert.ok(nonces.use("g"));
    assert.deepEqual([nonces.use("d"), nonces.use("a")], [false, true]);
  });
});

describe("getting into Authing's server", () => {
  let pool: TestPool;
  before(async () => void (pool = await TestPool.start()));
  after(() => pool.close());

  const apiCode = async (headers: Record<string, string>) => {
    const { statusCode, apiCode, data } = await pool.send("GET", "list-organizations", { headers });
    assert.equal(data === undefined, statusCode !== 200);
    return statusCode === 200 ? 200 : apiCode;
  };
  const signed = (changes?: Record<string, string | undefined>, secret?: string) =>
    pool.signed("GET", "list-organizations", changes, secret);

  it("takes a good signature once", async () => {
    const headers = signed();
    assert.equal(await apiCode(headers), 200);
    assert.equal(await apiCode(headers), 1306);
  });

  it("takes one of ten requests that race with one nonce", async () => {
    const headers = signed();
    const codes = await Promise.all(Array.from({ length: 10 }, () => apiCode(headers)));
    assert.equal(codes.filter((code) => code === 200).length, 1);
  });

  it("refuses a wrong secret, an unknown key and what is no signature", async () => {
    assert.equal(await apiCode(signed({}, "wrong")), 1300);
    const { authorization = "", ...headers } = signed();
    const other = authorization.replace(/ .*:/, " someone:");
    assert.equal(await apiCode({ ...headers, authorization: other }), 1300);
    assert.equal(await apiCode({ ...headers, authorization: "authing" }), 2020);
    assert.equal(await apiCode(headers), 2020);
  });

  it("does not spend a nonce on a wrong signature", async () => {
    const nonce = { "x-authing-signature-nonce": "mine" };
    assert.equal(await apiCode(signed(nonce, "wrong")), 1300);
    assert.equal(await apiCode(signed(nonce)), 200);
  });

  it("wants a date that is near, and a nonce", async () => {
    assert.equal(await apiCode(signed({ date: undefined })), 1304);
    assert.equal(await apiCode(signed({ date: "yesterday" })), 1303);
    for (const off of [-SKEW - 2000, SKEW + 2000]) {
      assert.equal(await apiCode(signed({ date: new Date(Date.now() + off).toUTCString() })), 1305);
    }
    const near = new Date(Date.now() - SKEW + 5000).toUTCString();
    assert.equal(await apiCode(signed({ date: near })), 200);
    assert.equal(await apiCode(signed({ "x-authing-signature-nonce": undefined })), 1306);
  });

  it("takes a date in milliseconds, and in the header that the C# client has for it", async () => {
    const now = String(Date.now());
    const off = String(Date.now() - SKEW - 2000);
    assert.equal(await apiCode(signed({ date: now })), 200);
    assert.equal(await apiCode(signed({ date: undefined, "x-authing-date": now })), 200);
    assert.equal(await apiCode(signed({ date: off })), 1305);
    assert.equal(await apiCode(signed({ date: undefined, "x-authing-date": off })), 1305);
  });

  it("covers the query", async () => {
    const headers = signed();
    const changed = await pool.send("GET", "list-organizations?limit=50", { headers });
    assert.equal(changed.apiCode, 1300);
  });

  it("gives a token that the Python client can read, and takes it", async () => {
    const token = await pool.token();
    const [, payload = "", ...rest] = token.split(".");
    assert.equal(rest.length, 1);
    assert.match(payload, /^[A-Za-z0-9]+$/);
    const claims = JSON.parse(Buffer.from(payload, "base64").toString()) as Record<string, unknown>;
    assert.equal(claims["scoped_userpool_id"], pool.server.userPoolId);
    const headers = {
      authorization: `Bearer ${token}`,
      "x-authing-userpool-id": pool.server.userPoolId,
    };
    assert.equal(await apiCode(headers), 200);
    assert.equal(await apiCode({ ...headers, "x-authing-userpool-id": "other" }), 2020);
    assert.equal(await apiCode({ authorization: `Bearer ${token.slice(0, -2)}` }), 2020);
    assert.equal(await apiCode({ authorization: "Bearer nonsense" }), 2020);
  });

  it("takes a bare token, as the Java client sends it", async () => {
    const token = await pool.token();
    assert.equal(await apiCode({ authorization: token }), 200);
    assert.equal(await apiCode({ authorization: token.slice(0, -2) }), 2020);
  });

  it("takes no token that is unsigned, of another secret or algorithm, over, or without an end", async () => {
    const { db, userPoolId } = pool.server;
    const secret = String(
      db.get<{ value: string }>("SELECT value FROM settings WHERE key = 'tokenSecret'")?.value,
    );
    const now = Math.floor(Date.now() / 1000);
    const claims = { scoped_userpool_id: userPoolId, iat: now, exp: now + 60 };
    const sign = (payload: object, alg: string, key: string) =>
      new SignJWT({ ...payload }).setProtectedHeader({ alg }).sign(Buffer.from(key));
    const { exp: _, ...endless } = claims;
    const tokens = {
      good: await sign(claims, "HS256", secret),
      unsigned: `${new UnsecuredJWT(claims).encode()}AA`,
      foreign: await sign(claims, "HS256", "f".repeat(64)),
      algorithm: await sign(claims, "HS512", secret),
      over: await sign({ ...claims, exp: now - 1 }, "HS256", secret),
      endless: await sign(endless, "HS256", secret),
    };
    const codes: Record<string, number | undefined> = {};
    for (const [name, token] of Object.entries(tokens)) {
      codes[name] = await apiCode({ authorization: `Bearer ${token}` });
    }
    const refused = { unsigned: 2020, foreign: 2020, algorithm: 2020, over: 2020, endless: 2020 };
    assert.deepEqual(codes, { good: 200, ...refused });
  });

  it("gives no token to a wrong secret or key", async () => {
    const { accessKeyId, accessKeySecret } = pool.server;
    for (const body of [
      { accessKeyId, accessKeySecret: "wrong" },
      { accessKeyId: "wrong", accessKeySecret },
    ]) {
      const answer = await pool.send("POST", "get-management-token", { body, headers: {} });
      assert.equal(answer.statusCode, 401);
      assert.ok(!JSON.stringify(answer).includes(accessKeySecret));
    }
    const empty = await pool.send("POST", "get-management-token", { body: {}, headers: {} });
    assert.equal(empty.statusCode, 400);
  });
});
