import assert from "node:assert/strict";
import { app } from "../../../provider/handlers/app";
import type { Handler, Values } from "../../../provider/handlers/handler";
import { node } from "../../../provider/handlers/node";
import { nodeMembers } from "../../../provider/handlers/node-members";
import { org } from "../../../provider/handlers/org";
import { orgMember } from "../../../provider/handlers/org-member";
import { perm } from "../../../provider/handlers/perm";
import { permGrants } from "../../../provider/handlers/perm-grants";
import { user } from "../../../provider/handlers/user";
import { Traffic } from "../../../provider/traffic/traffic";
import { Declared } from "../support/declared";
import { World } from "../support/world";

const EACH = 12;
const KINDS = ["department", "group", "role", "manager"];

const days: [string, Parameters<World["suffer"]>[0]][] = [
  ["refuses concurrent transactions", { lockErrors: true }],
  ["fails a fifth, before or after it is done", { errorRate: 0.2 }],
  ["allows sixty requests a second", { rateLimit: 60 }],
];

describe("objects of all kinds on a server that", function () {
  this.timeout(120_000);
  let world: World;
  beforeEach(async () => (world = await World.start()));
  afterEach(() => world.close());

  for (const [what, faults] of days) {
    it(`${what} are made once, none fails, and all are as declared`, async () => {
      const hurry = faults.rateLimit === undefined ? 20 : 1;
      const soon = (ms: number) => new Promise<void>((done) => setTimeout(done, ms / hurry));
      const { session } = world.session({}, new Traffic(undefined, soon));
      const made: [Declared, Values][] = [];
      /** Declares so many at once; answers their ids. */
      const make = (handler: Handler, inputs: (index: number) => Values) =>
        Promise.all(
          Array.from({ length: EACH }, async (_, index) => {
            const one = new Declared(handler, session, `${handler.kind}-${index}`);
            made.push([one, inputs(index)]);
            return (await one.create(inputs(index))).id;
          }),
        );
      world.suffer(faults);
      const [oid = ""] = await make(org, (i) => ({ name: `Org ${i}` }));
      const nodes = await make(node, (i) => ({ org: oid, kind: KINDS[i % 4], name: `Node ${i}` }));
      await make(user, (i) => ({ username: `person${i}` }));
      const apps = await make(app, (i) => ({ org: oid, name: `App ${i}` }));
      const perms = await make(perm, (i) => ({ scope: apps[i], name: `Perm ${i}` }));
      const people = Array.from({ length: EACH }, (_, i) => `person${i}`);
      await make(nodeMembers, (i) => ({ node: nodes[i], users: people, mode: "exact" }));
      await make(orgMember, (i) => ({ org: oid, user: people[i], position: `Desk ${i}` }));
      await make(permGrants, (i) => ({ perm: perms[i], users: people, mode: "exact" }));
      world.suffer({});

      const { session: later } = world.session();
      for (const [one, inputs] of made) {
        one.session = later;
        await one.refresh();
        assert.ok(await one.isSettled(inputs), JSON.stringify(inputs));
      }
      const count = async (path: string) => (await world.get(`${path}?page_size=1`)).count;
      assert.equal((await world.orgNames()).length, EACH);
      assert.deepEqual([await count("user/"), await count(`org/${oid}/app/`)], [EACH, EACH]);
      for (const scope of apps) {
        const { results } = await world.get(`perm/?scope=${scope}&page_size=100`);
        const own = (results as Values[]).filter(({ name }) => String(name).startsWith("Perm "));
        assert.equal(own.length, 1);
      }
      const { dept_uid: department } = await world.get(`org/${oid}/`);
      assert.equal((await world.children(`d_${String(department)}`)).length, EACH / KINDS.length);
    });
  }
});
