import assert from "node:assert/strict";
import { detect } from "../../../cli/drift/detect";
import { proxy, type Proxy } from "../../provider/support/proxy";
import { TestServer } from "../../provider/support/test-server";
import { seedOf, stateOf } from "./support/large";
import { told } from "./support/seeded";
import { inspectorOf } from "../support/inspector";

/** A thousand managed objects, and a hundred others. */
const size = { nodes: 500, users: 300, lists: 200, unmanaged: 100 };

describe("what a check sends", function () {
  this.timeout(120_000);
  let server: TestServer;
  let wire: Proxy;
  let oid: string;

  before(async () => {
    server = await TestServer.start();
    await server.seed(seedOf(size));
    const { body } = await server.send("GET", "org/");
    oid = (body as unknown as { oid: string }[])[0]?.oid ?? "";
    wire = await proxy(server.url);
  });
  beforeEach(() => {
    wire.met.length = 0;
    wire.fault = () => "pass";
  });
  after(async () => {
    await wire.close();
    await server.close();
  });

  const look = async (settings: Record<string, string> = {}) => {
    const { session } = server.session({ url: wire.url, ...settings });
    const resources = stateOf(size, oid, await session.tenant.name());
    return detect({ inspector: inspectorOf(session), resources });
  };

  it("is at most 60 requests for 1,000 managed objects and 100 others", async () => {
    const detected = await look();
    assert.equal(detected.checked, 1000);
    assert.equal(detected.findings.length, size.unmanaged, told(detected).slice(0, 3).join());
    assert.ok(detected.findings.every((one) => one.category === "unmanaged"));
    assert.ok(wire.met.length <= 60, `${wire.met.length}: ${wire.met.join("\n")}`);
  });

  it("is nothing but GET and the login", async () => {
    await look();
    const others = wire.met.filter((one) => !one.startsWith("GET "));
    assert.deepEqual(others, ["POST ucenter/login/"]);
  });
});
