import assert from "node:assert/strict";
import type { RequestEvent } from "../../../../sdk/transport/request-event";
import { RequestMetrics } from "../../../../provider/metrics/request-metrics";
import { TestServer, type MadeOrg } from "../../support/test-server";

describe("the access of many nodes", () => {
  let server: TestServer;
  let acme: MadeOrg;
  before(async () => {
    server = await TestServer.start();
    acme = await server.org("Acme");
    await server.people("adal");
    const at = acme.root("department");
    for (let index = 0; index < 30; index++) await server.node(at, `plain${index}`);
    await server.node(at, "gone");
    const named = { visibility: 4, node_scope: ["d_plain1", "d_gone"], user_scope: ["adal"] };
    await server.node("d_plain1", "hidden", named);
    await server.node(acme.root("role"), "oncall", { visibility: 5 });
    await server.node(acme.root("manager"), "own");
    const managed = { nodes: ["d_plain1"], users: [], apps: [], perms: [], scope_subject: 2 };
    await server.node(acme.root("manager"), "bosses", { manager_group: managed });
    await server.send("DELETE", "node/d_gone/");
  });
  after(() => server.close());

  const read = async (settings = {}) => {
    const asked: RequestEvent[] = [];
    const metrics = new RequestMetrics((event) => void asked.push(event));
    const { session } = server.session(settings, metrics);
    const { nodes } = await session.backend.snapshot(acme.oid, ["nodes"]);
    asked.length = 0;
    const ids = [...nodes.values()].filter(({ builtIn }) => !builtIn).map(({ id }) => id);
    const found = await session.backend.nodeAccess?.(acme.oid, ids);
    assert.ok(found);
    return { ...found, asked };
  };

  it("is that of nodes that differ from a new one, without what is gone", async () => {
    const { access, unseen } = await read();
    assert.deepEqual(unseen, []);
    assert.deepEqual(Object.fromEntries(access), {
      d_hidden: { visibility: "named", visibleToNodes: ["d_plain1"], visibleToUsers: ["adal"] },
      g_oncall: { visibility: "nobody" },
      g_bosses: {
        managerGroup: { nodes: ["d_plain1"], users: [], apps: [], perms: [], scope: "named" },
      },
    });
  });

  it("takes two listings, and one request a node that differs", async () => {
    const { asked } = await read();
    assert.equal(asked.length, 3 + 3);
  });

  it("tells which nodes an account may not see", async () => {
    const token = await server.personWithToken("outs1");
    const metrics = new RequestMetrics();
    const { session } = server.session({ token }, metrics);
    const found = await session.backend.nodeAccess?.(acme.oid, ["d_plain1"]).catch(String);
    assert.ok(found);
  });

  it("is that of the account of the connection", async () => {
    const { session } = server.session();
    assert.equal(await session.backend.account?.(), "admin");
  });
});
