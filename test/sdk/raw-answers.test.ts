import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
  ArkIDClient,
  isApiError,
  isUnexpectedResponse,
  tokenAuthorizer,
  type ApiResponse,
} from "../../sdk";
import { wireOrg } from "./answers";
import { clientOf, failed, granting, rejection, SECRET } from "./authing/support";
import { loopback, type Answer, type Loopback } from "./loopback";

describe("the raw answer", () => {
  let server: Loopback;
  let seen: ApiResponse[];
  const onResponse = (response: ApiResponse) => void seen.push(response);
  const headers = { "x-request-id": "r-1", "Set-Cookie": "sid=c-0123" };
  const arkid = () =>
    new ArkIDClient({ url: server.url, retry: false, authorizer: tokenAuthorizer(SECRET_TOKEN) });
  const SECRET_TOKEN = "t0k3n-0123456789";
  const calls = {
    ArkID: () => arkid().org.get("o", { onResponse }),
    Authing: () => clientOf(server, { retry: false }).organizations.get("a", { onResponse }),
  };

  before(async () => (server = await loopback(() => ({}))));
  after(() => server.close());
  beforeEach(() => (seen = []));

  const successes = {
    ArkID: (): Answer => ({ status: 201, body: wireOrg(), headers }),
    Authing: (met: Parameters<typeof granting>[0]): Answer => ({ ...granting(met), headers }),
  };
  const refusals = {
    ArkID: { status: 404, body: { detail: "Not found." } },
    Authing: failed(404, "不存在"),
  };
  for (const system of ["ArkID", "Authing"] as const) {
    it(`of a success of ${system}'s is shown, with status and headers`, async () => {
      server.answer = successes[system];
      await calls[system]();
      const [response] = seen;
      assert.equal(seen.length, 1);
      assert.equal(response?.status, system === "ArkID" ? 201 : 200);
      assert.equal(response.headers["x-request-id"], "r-1");
      assert.deepEqual(JSON.parse(response.text), response.body);
    });

    it(`of an error of ${system}'s is shown, and the error has its headers and id`, async () => {
      server.answer = () => ({ ...refusals[system], headers });
      const error = await rejection(calls[system]());
      assert.ok(isApiError(error));
      assert.equal(error.status, 404);
      assert.equal(error.headers["x-request-id"], "r-1");
      assert.equal(error.requestId, system === "ArkID" ? "r-1" : "req-1");
      assert.deepEqual(error.body, seen[0]?.body);
      assert.equal(seen.length, 1);
    });

    it(`of a gateway before ${system} is shown, and the error has its headers and id`, async () => {
      const named = { "x-amzn-requestid": "g-1" };
      server.answer = () => ({ status: 404, text: "<h1>nothing here</h1>", headers: named });
      const error = await rejection(calls[system]());
      assert.ok(isUnexpectedResponse(error), inspect(error));
      assert.equal(error.requestId, "g-1");
      assert.equal(error.headers["x-amzn-requestid"], "g-1");
      assert.match(String(seen[0]?.text), /nothing here/);
    });

    it(`of a strange success of ${system}'s has its headers in the error`, async () => {
      server.answer = () => ({ body: { strange: true }, headers });
      const error = await rejection(calls[system]());
      assert.ok(isUnexpectedResponse(error));
      assert.equal(error.requestId, "r-1");
    });

    it(`leaves no credential in the headers of an error of ${system}'s`, async () => {
      const quoting = { "x-echo": `${SECRET_TOKEN} ${encodeURIComponent(SECRET)}` };
      const location = "http://other.example/x?ticket=abc";
      server.answer = () => ({
        status: 502,
        text: "",
        headers: { ...headers, ...quoting, location },
      });
      const error = await rejection(calls[system]());
      assert.ok(isApiError(error));
      assert.equal(error.headers["set-cookie"], "[secret]");
      assert.equal(error.headers["location"], "http://other.example/x");
      if (system === "ArkID") assert.ok(!inspect(error).includes(SECRET_TOKEN));
    });

    it(`is not shown where ${system} gives none`, async () => {
      server.answer = () => ({ hangUp: true });
      await rejection(calls[system]());
      assert.equal(seen.length, 0);
    });
  }

  it("is the last one of many attempts", async () => {
    let left = 1;
    server.answer = () => (left-- > 0 ? { status: 503, text: "" } : { body: wireOrg() });
    const client = new ArkIDClient({ url: server.url, sleep: () => Promise.resolve() });
    await client.org.get("o", { onResponse });
    assert.deepEqual(
      seen.map(({ status }) => status),
      [200],
    );
  });
});
