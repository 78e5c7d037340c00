import assert from "node:assert/strict";
import http from "node:http";
import { once } from "node:events";
import { startServer } from "../../../emulator";

describe("a server that closes", () => {
  it("answers what it has begun, and keeps no connection for later", async () => {
    const server = await startServer({ latency: 100 });
    const agent = new http.Agent({ keepAlive: true });
    const request = http.get(`${server.url}/siteapi/v1/ping/`, { agent });
    await once(request, "finish");
    const [[response]] = (await Promise.all([once(request, "response"), server.close()])) as [
      [http.IncomingMessage],
      void,
    ];
    assert.equal(response.statusCode, 200);
    response.resume();
    agent.destroy();
  });
});
