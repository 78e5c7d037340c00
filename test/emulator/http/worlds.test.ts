import assert from "node:assert/strict";
import { TestServer } from "../client";

describe("servers of one process", () => {
  let servers: TestServer[] = [];
  beforeEach(async () => {
    servers = [await TestServer.start(), await TestServer.start()];
  });
  afterEach(() => Promise.all(servers.map((server) => server.close())));

  const names = async (server: TestServer | undefined) => {
    const answer = await server?.send("GET", "org/");
    return (answer?.body as unknown as { name: string }[]).map(({ name }) => name);
  };

  it("answer at once, each from its own data", async () => {
    await Promise.all(servers.map((server, index) => server.org(`Org ${index}`)));
    assert.deepEqual(await Promise.all(servers.map(names)), [["Org 0"], ["Org 1"]]);
    const [first, second] = servers;
    const stranger = await first?.send("GET", "org/", undefined, second?.admin);
    assert.equal(stranger?.status, 401);
  });

  it("go on when one of them closes", async () => {
    await servers.shift()?.close();
    assert.deepEqual(await names(servers[0]), []);
    servers.push(await TestServer.start());
    assert.deepEqual(await names(servers[1]), []);
  });
});
