import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { node } from "../../../../provider/kinds/node/node";
import { nodeMembers } from "../../../../provider/kinds/node-members";
import { orgMember } from "../../../../provider/kinds/org-member";
import { user } from "../../../../provider/kinds/user/user";
import { proxy, type Proxy } from "../../support/proxy";
import { ADMIN_PASSWORD, TestServer, type MadeOrg } from "../../support/test-server";

const run = promisify(execFile);

describe("an org of 50,000 people and 10,000 nodes", () => {
  let server: TestServer;
  let between: Proxy;
  let org: MadeOrg;
  before(async function () {
    this.timeout(300_000);
    server = await TestServer.start();
    const users = Array.from({ length: 50_000 }, (_, i) => ({ username: `user${i}` }));
    const departments = Array.from({ length: 100 }, (_, i) => ({
      ...{ name: `N${i}`, uid: `n${i}` },
      children: Array.from({ length: 99 }, (_, j) => ({ name: `N${i}-${j}`, uid: `n${i}-${j}` })),
    }));
    await server.seed({ users, orgs: [{ name: "Acme", members: users, departments }] });
    between = await proxy(server.url);
    org = await server.orgNamed("Acme");
  });
  after(async () => {
    await between.close();
    await server.close();
  });

  it("costs a stack of five objects at most 20 requests, without a listing", async () => {
    const { session } = server.session({ url: between.url });
    const placed = { org: org.oid, kind: "department", schema: 2 };
    const list = { node: "d_n1", org: org.oid, mode: "exact", users: {}, unmanaged: [] };
    await Promise.all([
      node.read(session, "d_n1", { ...placed, uid: "n1", name: "N1" }),
      node.read(session, "d_n1-5", { ...placed, uid: "n1-5", name: "N1-5" }),
      user.read(session, "user7", { username: "user7", schema: 2 }),
      orgMember.read(session, `${org.oid}/user7`, { org: org.oid, user: "user7", schema: 2 }),
      nodeMembers.read(session, "d_n1", { ...list, schema: 2 }),
    ]);
    assert.ok(between.met.length <= 20, between.met.join("\n"));
    const listings = between.met.filter((one) => /tree|page=|user\/$/.test(one));
    assert.deepEqual(listings, ["GET node/d_n1/user/?page=1&page_size=100"]);
  });

  it("costs five people a login, a question who asks, and one for the price beside", async () => {
    between.met.length = 0;
    const { session } = server.session({ url: between.url });
    const five = Array.from({ length: 5 }, (_, i) => `user${i}`);
    await Promise.all(five.map((id) => user.read(session, id, { username: id, schema: 2 })));
    assert.equal(between.met.length, 8, between.met.join("\n"));
  });

  // A process that may take more puts collecting garbage off: only a limit tells what it needs.
  it("fits into 200 MB, of which the heap is 100 MB at most", async function () {
    this.timeout(120_000);
    const script = "test/provider/run/reads/support/memory.ts";
    const env = { ...process.env, IDENTITY_URL: server.url, IDENTITY_PASSWORD: ADMIN_PASSWORD };
    const limits = ["--max-old-space-size=100", "--max-semi-space-size=8"];
    const { stdout } = await run(process.execPath, [...limits, "--import=tsx", script], { env });
    const { people, megabytes } = JSON.parse(stdout.split("\n")[0] ?? "") as {
      people: number;
      megabytes: number;
    };
    assert.ok(people >= 50_000, `${people}`);
    assert.ok(megabytes <= 200, `${megabytes} MB`);
  });
});
