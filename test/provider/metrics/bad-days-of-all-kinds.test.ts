import assert from "node:assert/strict";
import { app } from "../../../provider/kinds/app/app";
import type { Kind, Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { org } from "../../../provider/kinds/org";
import { orgMember } from "../../../provider/kinds/org-member";
import { perm } from "../../../provider/kinds/perm";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../provider/kinds/user/user";
import { RequestMetrics } from "../../../provider/metrics/request-metrics";
import { Declared } from "../support/declared";
import { TestServer } from "../support/test-server";

const EACH = 12;
const KINDS = ["department", "group", "role", "manager"];

const days: [string, Parameters<TestServer["suffer"]>[0]][] = [
  ["refuses concurrent transactions", { lockErrors: true }],
  ["fails a fifth, before or after it is done", { errorRate: 0.2 }],
  ["allows sixty requests a second", { rateLimit: 60 }],
];

describe("objects of all kinds on a server that", function () {
  this.timeout(120_000);
  let server: TestServer;
  beforeEach(async () => (server = await TestServer.start()));
  afterEach(() => server.close());

  for (const [what, faults] of days) {
    it(`${what} are made once, none fails, and all are as declared`, async () => {
      const hurry = faults.rateLimit === undefined ? 20 : 1;
      const soon = (ms: number) => new Promise<void>((done) => setTimeout(done, ms / hurry));
      const { session } = server.session({}, new RequestMetrics(undefined, soon));
      const made: [Declared, Values][] = [];
      /** Declares so many at once; answers their ids. */
      const make = (handler: Kind, inputs: (index: number) => Values) =>
        Promise.all(
          Array.from({ length: EACH }, async (_, index) => {
            const one = new Declared(handler, session, `${handler.name}-${index}`);
            made.push([one, inputs(index)]);
            return (await one.create(inputs(index))).id;
          }),
        );
      server.suffer(faults);
      const [oid = ""] = await make(org, (i) => ({ name: `Org ${i}` }));
      const nodes = await make(node, (i) => ({ org: oid, kind: KINDS[i % 4], name: `Node ${i}` }));
      await make(user, (i) => ({ username: `person${i}` }));
      const apps = await make(app, (i) => ({ org: oid, name: `App ${i}` }));
      const perms = await make(perm, (i) => ({ scope: apps[i], name: `Perm ${i}` }));
      const people = Array.from({ length: EACH }, (_, i) => `person${i}`);
      await make(nodeMembers, (i) => ({ node: nodes[i], users: people, mode: "exact" }));
      await make(orgMember, (i) => ({ org: oid, user: people[i], position: `Desk ${i}` }));
      await make(permGrants, (i) => ({ perm: perms[i], users: people, mode: "exact" }));
      server.suffer({});

      const { session: later } = server.session();
      for (const [one, inputs] of made) {
        one.session = later;
        await one.refresh();
        assert.ok(await one.isSettled(inputs), JSON.stringify(inputs));
      }
      const count = async (path: string) => (await server.get(`${path}?page_size=1`)).count;
      assert.equal((await server.orgNames()).length, EACH);
      assert.deepEqual([await count("user/"), await count(`org/${oid}/app/`)], [EACH, EACH]);
      for (const scope of apps) {
        const { results } = await server.get(`perm/?scope=${scope}&page_size=100`);
        const own = (results as Values[]).filter(({ name }) => String(name).startsWith("Perm "));
        assert.equal(own.length, 1);
      }
      const { dept_uid: department } = await server.get(`org/${oid}/`);
      assert.equal((await server.children(`d_${String(department)}`)).length, EACH / KINDS.length);
    });
  }
});
