import assert from "node:assert/strict";
import { Agent, type IncomingMessage, type RequestOptions, request } from "node:http";
import { TestServer } from "../client";

describe("a method that a path does not have", () => {
  let server: TestServer;
  before(async () => {
    server = await TestServer.start();
  });
  after(() => server.close());

  /** Sends what `fetch` does not: any method, and on one connection. */
  const raw = (path: string, options: RequestOptions, body?: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { authorization: `Token ${server.admin}` };
      const url = `${server.server.url}/siteapi/v1/${path}`;
      request(url, { headers, ...options }, (answer) =>
        answer.resume().on("end", () => resolve(answer)),
      )
        .on("error", reject)
        .end(body);
    });

  it("is a 405, but behind the path's guard", async () => {
    assert.equal((await server.send("DELETE", "org/")).status, 405);
    assert.equal((await server.send("DELETE", "org/", undefined, "")).status, 401);
    assert.equal((await server.send("PUT", "nowhere/")).status, 404);
  });

  it("is a 405 where nobody knows it", async () => {
    for (const method of ["TRACE", "PROPFIND"]) {
      assert.equal((await raw("org/", { method })).statusCode, 405, method);
    }
  });

  it("is told what there is when it is OPTIONS", async () => {
    const { status, headers, body } = await server.send("OPTIONS", "org/");
    assert.deepEqual(
      [status, headers.get("allow"), body["name"]],
      [200, "GET, POST, OPTIONS", "/org/"],
    );
    const elsewhere = await raw("../oneid/org", { method: "OPTIONS" });
    assert.deepEqual(
      [elsewhere.statusCode, elsewhere.headers.location],
      [301, "/siteapi/oneid/org/"],
    );
  });

  it("is answered without a body when it is HEAD", async () => {
    const [get, head] = [await raw("org/", {}), await raw("org/", { method: "HEAD" })];
    assert.equal(head.statusCode, 200);
    assert.equal(head.headers["content-length"], get.headers["content-length"]);
    assert.equal((await raw("node/d_root/", { method: "HEAD" })).statusCode, 405);
  });

  it("leaves the connection good, whatever came with it", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const body = "x".repeat(500_000);
    for (const method of ["PUT", "POST"]) {
      assert.equal((await raw("meta/perm/", { method, agent }, body)).statusCode, 405, method);
    }
    assert.equal((await raw("org/", { agent })).statusCode, 200);
    agent.destroy();
  });
});
