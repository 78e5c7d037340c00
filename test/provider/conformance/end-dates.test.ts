import assert from "node:assert/strict";
import { UNKNOWN } from "../../../provider/engine/unknown";
import type { Kind, Values } from "../../../provider/engine/kind";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { orgMembers } from "../../../provider/kinds/org-members";
import { grantLists, MEANS } from "../../../provider/kinds/perm-grants/lists";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import type { Session } from "../../../provider/run/session";
import { Declared } from "../support/declared";
import { Ground, PEOPLE } from "./resources";
import { systems, type System } from "./system";

const [ADA, GRACE, WANG, HAN] = PEOPLE;
const UNTIL = "2026-12-31";
const BEFORE = new Date("2026-12-31T23:59:59.999Z");
const AFTER = new Date("2027-01-01T00:00:00Z");

/** A list of people, and who is in it by the server's word. */
interface List {
  readonly handler: Kind;
  readonly owner: (ground: Ground) => Values;
  readonly members: (ground: Ground) => Promise<string[]>;
}

const lists: Readonly<Record<string, List>> = {
  NodeMembers: {
    handler: nodeMembers,
    owner: ({ ids }) => ({ node: ids.sales }),
    members: ({ system, org, ids }) => system.behind.nodeMembers.list({ org, id: ids.sales }),
  },
  OrgMembers: {
    handler: orgMembers,
    owner: ({ org }) => ({ org }),
    members: async ({ system, org }) => {
      const all = await system.behind.orgMembers.list({ id: org });
      return all.filter((one) => one !== "admin");
    },
  },
  PermGrants: {
    handler: permGrants,
    owner: ({ ids }) => ({ perm: ids.deploy }),
    members: async ({ system, ids }) =>
      (await system.behind.grants.list({ id: ids.deploy })).map(({ id }) => id),
  },
};

/** End dates are no system's own: those whose server starts at once will do. */
const embedded = Object.entries(systems).filter(([name]) => name !== "keycloak");

for (const [name, start] of embedded) {
  describe(`end dates on ${name}`, () => {
    let system: System;
    let ground: Ground;
    let warnings: string[];
    beforeEach(async () => {
      system = await start();
      ground = await Ground.lay(system);
    });
    afterEach(() => system.close());

    /** A run of its own, which begins at a given time. */
    const run = (at: Date): Session => {
      const { session, warnings: told } = system.session();
      warnings = told;
      ground.own(session);
      return Object.assign(Object.create(session) as Session, { at });
    };

    for (const [title, list] of Object.entries(lists)) {
      for (const mode of ["exact", "additive"]) {
        it(`${title}, ${mode}: whoever is to go goes with the first run after the day, which says so`, async () => {
          const there = async () => (await list.members(ground)).toSorted();
          const inputs = (...users: unknown[]) => ({ ...list.owner(ground), users, mode });
          const all = inputs(
            GRACE,
            { user: ADA, until: UNTIL },
            { user: WANG, until: "2027-06-30" },
          );
          const it = await new Declared(list.handler, run(BEFORE), "people").create(all);
          assert.deepEqual(await there(), [ADA, GRACE, WANG].toSorted());
          assert.deepEqual(it.state.users, {
            ...{ [ADA]: "until 2026-12-31", [GRACE]: "member", [WANG]: "until 2027-06-30" },
          });
          assert.deepEqual(warnings, []);
          await it.refresh();
          assert.equal(await it.isSettled(all), true);

          it.session = run(AFTER);
          await it.refresh();
          assert.equal(await it.update(all), true);
          assert.deepEqual(warnings, [`${ADA} expired on 2026-12-31 in people`]);
          assert.deepEqual(await there(), [GRACE, WANG].toSorted());
          assert.deepEqual(it.inputs.users, { [GRACE]: "member", [WANG]: "until 2027-06-30" });
          assert.equal(await it.isSettled(all), true);
          await it.refresh();
          assert.equal(
            await it.isSettled(inputs(GRACE, { user: WANG, until: "2027-06-30" })),
            true,
          );
        });
      }
    }

    it("PermGrants: each of its lists for itself", async () => {
      const { session } = system.session();
      const { capabilities } = session.backend;
      const isThere = (list: (typeof grantLists)[number]) =>
        MEANS[list].effect === "allow" ||
        (capabilities.denyProblem(ground.ids.deploy) === undefined &&
          capabilities.lacks.PermGrants?.[list] === undefined);
      const given = grantLists.filter(isThere);
      const { engineering, sales } = ground.ids;
      const pairs = {
        users: [ADA, GRACE],
        denyUsers: [WANG, HAN],
        nodes: [`${ground.org}/department`, engineering],
        denyNodes: [sales, `${ground.org}/role`],
      };
      const entries = given.map((list) => {
        const [ends, stays] = pairs[list];
        return [list, [{ [MEANS[list].kind]: ends, until: UNTIL }, stays]] as const;
      });
      const inputs = { perm: ground.ids.deploy, mode: "exact", ...Object.fromEntries(entries) };
      const it = await new Declared(permGrants, run(BEFORE), "grants").create(inputs);
      for (const list of given) {
        const [ends = "", stays = ""] = pairs[list];
        assert.deepEqual(it.state[list], { [ends]: `until ${UNTIL}`, [stays]: "member" });
      }
      it.session = run(AFTER);
      assert.equal(await it.update(inputs), true);
      await it.refresh();
      for (const list of given) assert.deepEqual(it.state[list], { [pairs[list][1]!]: "member" });
      assert.equal(warnings.length, given.length);
      assert.ok(warnings.includes(`${pairs.nodes[0]} expired on ${UNTIL} in grants (nodes)`));
      assert.equal(await it.isSettled(inputs), true);
    });

    it("takes nobody out of an observed list", async () => {
      const node = { node: ground.ids.sales };
      const list = new Declared(nodeMembers, run(BEFORE), "others");
      await list.create({ ...node, users: [ADA] });
      const inputs = { ...node, users: [{ user: ADA, until: UNTIL }], mode: "observe" };
      const it = await new Declared(nodeMembers, run(BEFORE), "seen").create(inputs);
      it.session = run(AFTER);
      assert.equal(await it.isSettled(inputs), true);
      assert.deepEqual(warnings, [`${ADA} expired on 2026-12-31 in seen`]);
      assert.deepEqual(await lists.NodeMembers!.members(ground), [ADA]);
    });

    it("change without a request, also to a time or for ever", async () => {
      const list = lists.NodeMembers!;
      const inputs = (...users: unknown[]) => ({ ...list.owner(ground), users, mode: "exact" });
      const { session } = system.session();
      const it = await new Declared(list.handler, run(BEFORE), "people").create(
        inputs(GRACE, { user: ADA, until: UNTIL }),
      );
      const asked: string[] = [];
      const silent = new Proxy(session.backend, {
        get: (backend, key, receiver) => {
          if (key === "nodeMembers" || key === "grants") asked.push(key);
          return Reflect.get(backend, key, receiver) as unknown;
        },
      });
      for (const until of ["2027-01-31", "2027-01-31T18:00:00+08:00", undefined]) {
        it.session = Object.assign(Object.create(session) as Session, {
          at: BEFORE,
          backend: silent,
        });
        const now = until === undefined ? ADA : { user: ADA, until };
        assert.equal(await it.update(inputs(GRACE, now)), true);
        const value = until === undefined ? "member" : `until ${until}`;
        assert.deepEqual(it.state.users, { [ADA]: value, [GRACE]: "member" });
        assert.equal(await it.isSettled(inputs(GRACE, now)), true);
      }
      assert.deepEqual(asked, []);
      await it.refresh();
      assert.equal(await it.isSettled(inputs(GRACE, ADA)), true);
    });

    it("are not held back by a removal limit, which still holds for others", async () => {
      const list = lists.PermGrants!;
      const ends = [ADA, GRACE, WANG].map((user) => ({ user, until: UNTIL }));
      const inputs = {
        ...list.owner(ground),
        users: [...ends, HAN],
        mode: "exact",
        removalLimit: 0,
      };
      const it = await new Declared(list.handler, run(BEFORE), "people").create(inputs);
      it.session = run(AFTER);
      await assert.rejects(
        it.update({ ...inputs, users: ends }),
        /would remove 1 of 1 \(hanmeimei\)/,
      );
      assert.equal(await it.update(inputs), true);
      assert.deepEqual(await list.members(ground), [HAN]);
    });

    it("that were only just set into the past count as any removal", async () => {
      const list = lists.NodeMembers!;
      const inputs = (until: string) => ({
        ...list.owner(ground),
        ...{ users: [{ user: ADA, until }], removalLimit: 0 },
      });
      const it = await new Declared(list.handler, run(BEFORE), "people").create(inputs(UNTIL));
      it.session = run(BEFORE);
      await assert.rejects(it.update(inputs("2025-12-31")), /would remove 1 of 1 \(adalovelace\)/);
    });

    it("leave a person to the list that names them still, when the other one goes", async () => {
      const node = { node: ground.ids.sales };
      const one = new Declared(nodeMembers, run(BEFORE), "one");
      const other = new Declared(nodeMembers, run(BEFORE), "other");
      await one.create({ ...node, users: [{ user: ADA, until: UNTIL }, GRACE] });
      const users = [ADA, { user: GRACE, until: UNTIL }];
      await other.create({ ...node, users });
      const session = run(AFTER);
      other.session = session;
      assert.equal(await other.isSettled({ ...node, users: [ADA] }), false);
      await one.handler.delete(session, one.id, one.state);
      assert.deepEqual(await lists.NodeMembers!.members(ground), [ADA]);
    });

    it("let somebody go from an org whom a list of a node named", async () => {
      const node = { node: ground.ids.sales, users: [{ user: ADA, until: UNTIL }] };
      const org = { org: ground.org, users: [GRACE], mode: "exact" };
      const first = run(BEFORE);
      const inNode = await new Declared(nodeMembers, first, "node").create(node);
      const inOrg = await new Declared(orgMembers, first, "org").create(org);
      assert.deepEqual(inOrg.state.unmanaged, []);
      const second = run(AFTER);
      for (const one of [inNode, inOrg]) one.session = second;
      assert.equal(await inNode.update(node), true);
      const third = run(AFTER);
      for (const one of [inNode, inOrg]) one.session = third;
      await inNode.isSettled(node);
      await inOrg.refresh();
      await inOrg.update(org);
      assert.deepEqual(await lists.OrgMembers!.members(ground), [GRACE]);
      assert.ok(await system.behind.users.get({ id: ADA }), "still a user");
    });

    it("of an ordered list leave no gap", async () => {
      const { session } = system.session();
      if (session.backend.capabilities.orderProblem(ground.ids.sales) !== undefined) return;
      const inputs = {
        ...{ node: ground.ids.sales, ordered: true, mode: "exact" },
        users: [WANG, { user: ADA, until: UNTIL }, { user: GRACE, until: "2027-06-30" }],
      };
      const it = await new Declared(nodeMembers, run(BEFORE), "people").create(inputs);
      assert.deepEqual(it.state.users, {
        ...{ [WANG]: 1, [ADA]: "2, until 2026-12-31", [GRACE]: "3, until 2027-06-30" },
      });
      it.session = run(AFTER);
      await it.update(inputs);
      assert.deepEqual(it.state.users, { [WANG]: 1, [GRACE]: "2, until 2027-06-30" });
      await it.refresh();
      assert.equal(await it.isSettled(inputs), true);
    });

    it("are checked, at the place", async () => {
      const says = async (handler: Kind, inputs: Values) => {
        const failures = await new Declared(handler, run(BEFORE), "it").failures(inputs);
        return failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n");
      };
      const node = { node: ground.ids.sales };
      const users = (...all: unknown[]) => says(nodeMembers, { ...node, users: all });
      assert.match(
        await users(GRACE, { user: ADA, until: "2026-02-30" }),
        /^users: .*; number 2 of the list \(adalovelace\): until: "2026-02-30" is no end date: give a day such as/,
      );
      assert.match(await users({ user: ADA, until: "2026-12-31T18:00:00" }), /with its offset/);
      assert.match(await users({ user: ADA, until: 20261231 }), /20261231 is no end date/);
      assert.match(await users({ user: ADA }), /number 1 .*until: it is missing/);
      assert.match(await users({ user: ADA, until: UNTIL, till: 1 }), /till: give user and until/);
      assert.match(await users({ node: "d_x", until: UNTIL }), /give a user, or user and until/);
      assert.match(await users(UNKNOWN, { user: ADA, until: "31.12." }), /number 2 of the list/);
      assert.match(await users(ADA, { user: ADA, until: UNTIL }), /named twice, with different/);
      const nodes = [{ node: ground.ids.sales, until: "soon" }];
      const grants = await says(permGrants, { perm: ground.ids.deploy, nodes });
      assert.match(grants, /^nodes: .*number 1 of the list .*"soon" is no end date/);
    });

    it("that only the apply will know leave the entry unknown", async () => {
      const it = new Declared(nodeMembers, run(AFTER), "it");
      const node = { node: ground.ids.sales };
      const users = [
        ...[
          { user: ADA, until: UNKNOWN },
          { user: UNKNOWN, until: "2027-06-30" },
        ],
        ...[{ user: UNKNOWN, until: UNTIL }, GRACE],
      ];
      assert.deepEqual(await it.failures({ ...node, users }), []);
      assert.deepEqual(warnings, ["[2] expired on 2026-12-31 in it"]);
    });
  });
}
