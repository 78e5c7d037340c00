import assert from "node:assert/strict";
import { RequestMetrics } from "../../../provider/metrics/request-metrics";
import { TestServer } from "../support/test-server";

const MEMBERS = 250;

describe("lists of many", function () {
  this.timeout(60_000);
  let server: TestServer;
  let department: string;
  const usernames = Array.from({ length: MEMBERS }, (_, i) => `person${i}`);
  before(async () => {
    server = await TestServer.start();
    const { root } = await server.org("Acme");
    department = await server.node(root("department"), "crowd");
    await server.people(...usernames);
  });
  after(() => server.close());

  /** What is written while something is done: each request, and how often. */
  async function writes(action: (backend: ReturnType<typeof backendOf>) => Promise<void>) {
    const counts: Record<string, number> = {};
    const metrics = new RequestMetrics(({ method, path }) => {
      const request = `${method} ${path}`;
      if (method !== "GET") counts[request] = (counts[request] ?? 0) + 1;
    });
    await action(backendOf(metrics));
    delete counts["POST ucenter/login/"];
    return counts;
  }
  const backendOf = (metrics: RequestMetrics) => server.session({}, metrics).session.backend;

  it("of members are written by the hundred, and never one by one", async () => {
    const owner = () => ({ id: department });
    const joining = await writes(({ nodeMembers }) =>
      nodeMembers.change(owner(), { add: usernames, remove: [] }),
    );
    assert.deepEqual(joining, { "PATCH node/:uid/user/": 3 });
    const leaving = await writes(({ nodeMembers }) =>
      nodeMembers.change(owner(), { add: [], remove: usernames.slice(0, 130) }),
    );
    assert.deepEqual(leaving, { "PATCH node/:uid/user/": 2 });
    assert.equal((await server.get(`node/${department}/user/`)).count, 120);
  });

  it("of grants are written by the hundred, and never one by one", async () => {
    const { oid } = await server.org("Granting");
    const grants = usernames.map((id) => ({ kind: "user", id, effect: "allow" }) as const);
    const owner = { id: `${oid}_log_read` };
    const given = await writes((backend) =>
      backend.grants.change(owner, { add: grants, remove: [] }),
    );
    assert.deepEqual(given, { "PATCH perm/:uid/owner/": 3 });
    const taken = await writes((backend) =>
      backend.grants.change(owner, { add: [], remove: grants.slice(0, 100) }),
    );
    assert.deepEqual(taken, { "PATCH perm/:uid/owner/": 1 });
  });
});
