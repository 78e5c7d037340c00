import assert from "node:assert/strict";
import { liveGraph } from "../../../cli/graph/live";
import { Pool } from "../../provider/backends/authing/pool";
import { proxy } from "../../provider/support/proxy";
import { TestServer } from "../../provider/support/test-server";
import { seedOf, stateOf } from "../drift/support/large";
import { Program } from "../drift/support/seeded";
import { inspectorOf } from "../support/inspector";

describe("what reading a graph sends", function () {
  this.timeout(120_000);

  it("is listings: fewer than 30 requests for 600 nodes, 300 people and their lists", async () => {
    const size = { nodes: 500, users: 300, lists: 200, unmanaged: 100 };
    const server = await TestServer.start();
    await server.seed(seedOf(size));
    const { oid } = await server.orgNamed("Acme");
    const wire = await proxy(server.url);
    const { session } = server.session({ url: wire.url });
    const resources = stateOf(size, oid, await session.tenant.name());
    const { graph, gaps } = await liveGraph({ inspector: inspectorOf(session), resources });
    await wire.close();
    await server.close();
    assert.deepEqual(gaps, []);
    assert.equal(graph.memberships.filter(({ declared }) => declared).length, 400);
    assert.ok(wire.met.length < 30, `${wire.met.length}: ${wire.met.join("\n")}`);
    const others = wire.met.filter((one) => !one.startsWith("GET "));
    assert.deepEqual(others, ["POST ucenter/login/"]);
  });

  it("has one request for each app where no listing says whom it lets in, as on Authing", async () => {
    const pool = await Pool.start();
    const program = new Program({ session: (settings) => pool.connect(settings) });
    const org = await program.add("Org", "acme", { name: "Acme", uid: "acme" });
    for (const app of ["ci", "wiki", "shop"]) {
      await program.add("App", app, { org, uid: app, name: app });
    }
    const { session, events } = pool.connect();
    const { resources } = program;
    const { graph } = await liveGraph({ inspector: inspectorOf(session), resources });
    await pool.close();
    assert.equal(graph.apps.size, 3);
    const asked = events.filter(({ path }) => path.includes("strategy"));
    assert.equal(asked.length, 3, events.map(({ path }) => path).join("\n"));
    assert.ok(events.length <= 14 + 2 * 3, events.map(({ path }) => path).join("\n"));
  });
});
