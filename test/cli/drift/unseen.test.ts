import assert from "node:assert/strict";
import { reportOf } from "../../../cli/drift/settle";
import type { Detected } from "../../../cli/drift/detect";
import { busy, proxy, unrouted } from "../../provider/support/proxy";
import { TestServer } from "../../provider/support/test-server";
import { Program } from "./support/seeded";

describe("a check that can't see everything", () => {
  let server: TestServer;
  let program: Program;
  beforeEach(async () => {
    server = await TestServer.start();
    program = new Program(server);
    const org = await program.add("Org", "acme", { name: "Acme" });
    await program.add("Node", "lab", { org, kind: "department", name: "Lab" });
    await program.add("User", "ada", { username: "ada1", name: "Ada" });
  });
  afterEach(() => server.close());

  const verdictOf = (detected: Detected) =>
    reportOf({
      ...{ detected: [detected], checkedAt: new Date(0), stack: "s", tenants: [], notes: [] },
      ...{ requests: 0, failOn: ["changed"] },
      baseline: new Map(),
    }).verdict;

  it("is incomplete for an account of lesser rights, and reports nobody as gone", async () => {
    const token = await server.personWithToken("eve1");
    const detected = await program.detect(undefined, { token });
    assert.deepEqual(detected.findings, []);
    const parts = new Set(detected.unseen.map(({ part }) => part));
    assert.ok(parts.has("nodes") && parts.has("perms") && parts.has("User"), [...parts].join());
    assert.equal(verdictOf(detected), "incomplete");
  });

  for (const foreign of [unrouted, busy]) {
    it(`reports nothing as missing behind ${foreign.name}`, async () => {
      const wire = await proxy(server.url);
      wire.fault = (request) => (request.startsWith("GET ") ? foreign : "pass");
      const detected = await program.detect(undefined, { url: wire.url, tenant: server.url });
      await wire.close();
      assert.deepEqual([detected.findings, detected.unseen.length > 0], [[], true]);
      assert.equal(verdictOf(detected), "incomplete");
    }).timeout(20_000);
  }

  it("names an org whose listing fails, and still compares the rest", async () => {
    const wire = await proxy(server.url);
    wire.fault = (request) => (request.includes("/tree/") ? "deny" : "pass");
    const detected = await program.detect(undefined, { url: wire.url, tenant: server.url });
    wire.fault = (request) => (/^GET perm\//.test(request) ? "deny" : "pass");
    const blind = await program.detect(undefined, { url: wire.url, tenant: server.url });
    await wire.close();
    // Without trees the org is walked level by level, which shows as much.
    assert.deepEqual([detected.findings, detected.unseen], [[], []]);
    assert.equal(verdictOf(blind), "incomplete");
    assert.equal(blind.checked, 3);
  });
});
