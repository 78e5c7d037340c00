import assert from "node:assert/strict";
import { detect } from "../../../cli/drift/detect";
import { openConnection } from "../../../cli/connection/open-connection";
import { Silence } from "../../../cli/connection/silence";
import type { RequestEvent } from "../../../sdk";
import { proxy, type Proxy } from "../../provider/support/proxy";
import { TestServer } from "../../provider/support/test-server";
import { seedOf, stateOf } from "../drift/support/large";

describe("a command whose server goes away", function () {
  this.timeout(30_000);
  const size = { nodes: 20, users: 60, lists: 20, unmanaged: 0 };
  let server: TestServer;
  let wire: Proxy;

  beforeEach(async () => {
    server = await TestServer.start();
    await server.seed(seedOf(size));
    wire = await proxy(server.url);
  });
  afterEach(() => server.close());

  /** What a check of all this takes. */
  async function checking() {
    const { configuration } = server.session({ url: wire.url }).session;
    const { inspector, requests } = openConnection(configuration, () => undefined);
    const [org] = await inspector.backend.orgs.list();
    const resources = stateOf(size, org?.id ?? "", await inspector.tenant());
    return { inspector, requests, resources };
  }

  it("says so once, and does not ask for each thing that it still wants to know", async () => {
    const { inspector, requests, resources } = await checking();
    wire.before = () => (wire.met.length < 6 ? Promise.resolve() : wire.close());
    await assert.rejects(
      detect({ inspector, resources }),
      /^Error: http:.* answers no more \(ECONNREFUSED\): run the command again when it does$/,
    );
    assert.ok(requests() < 50, String(requests()));
  });

  it("goes on while a server answers at all, be it with errors", async () => {
    const silence = new Silence("https://id.example");
    const attempts = (count: number, outcome: Partial<RequestEvent>) => {
      const event = { time: "", method: "GET", path: "user/", ms: 1, attempt: 1, ...outcome };
      for (let i = 0; i < count; i++) silence.onRequest(event);
    };
    attempts(100, { status: 500, error: "ServerError" });
    attempts(23, { error: "ETIMEDOUT" });
    attempts(1, { status: 200 });
    attempts(23, { error: "ETIMEDOUT" });
    await silence.ready();
    attempts(1, { error: "ECONNRESET" });
    await assert.rejects(silence.ready(), /^Error: https:\/\/id\.example .*\(ECONNRESET\)/);
  });
});
