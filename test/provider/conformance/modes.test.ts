import assert from "node:assert/strict";
import {
  ConflictError,
  PartialCreateError,
  UnavailableError,
} from "../../../provider/backends/errors";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import type { Kind, Values } from "../../../provider/engine/kind";
import { user } from "../../../provider/kinds/user/user";
import { Declared } from "../support/declared";
import { Ground, PEOPLE } from "./resources";
import { describeOn, everySystem, type System } from "./system";

const [ADA, GRACE, WANG] = PEOPLE;

/** A list of people, and who is in it by the server's word. */
interface List {
  readonly handler: Kind;
  readonly owner: (ground: Ground) => Values;
  readonly members: (ground: Ground) => Promise<string[]>;
  readonly join: (ground: Ground, username: string) => Promise<void>;
}

const lists: Readonly<Record<string, List>> = {
  NodeMembers: {
    handler: nodeMembers,
    owner: ({ ids }) => ({ node: ids.sales }),
    members: ({ system, org, ids }) => system.behind.nodeMembers.list({ org, id: ids.sales }),
    join: ({ system, org, ids }, username) =>
      system.behind.nodeMembers.change({ org, id: ids.sales }, { add: [username], remove: [] }),
  },
  PermGrants: {
    handler: permGrants,
    owner: ({ ids }) => ({ perm: ids.deploy }),
    members: async ({ system, ids }) =>
      (await system.behind.grants.list({ id: ids.deploy })).map(({ id }) => id),
    join: ({ system, ids }, id) => {
      const add = [{ kind: "user", id, effect: "allow" }] as const;
      return system.behind.grants.change({ id: ids.deploy }, { add, remove: [] });
    },
  },
};

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`on ${name}`, () => {
    let system: System;
    beforeEach(async () => (system = await start()));
    afterEach(() => system.close());

    for (const [title, list] of Object.entries(lists)) {
      it(`${title}: removes only those whom a plan showed, and leaves others' people alone`, async () => {
        const ground = await Ground.lay(system);
        const declare = () => new Declared(list.handler, system.session().session, title);
        const inputs = (users: string[], rest: Values) => ({
          ...list.owner(ground),
          ...{ users, ...rest },
        });
        const there = async () => (await list.members(ground)).toSorted();
        await list.join(ground, WANG);

        const additive = await declare().create(inputs([ADA], { mode: "additive" }));
        assert.deepEqual(await there(), [ADA, WANG].toSorted());
        additive.session = system.session().session;
        await additive.delete();
        assert.deepEqual(await there(), [WANG]);

        await declare().create(inputs([ADA], { mode: "observe" }));
        assert.deepEqual(await there(), [WANG]);

        const exact = (adopt: string) => inputs([ADA, GRACE], { mode: "exact", adopt });
        await assert.rejects(declare().create(exact("never")), ConflictError);
        assert.deepEqual(await there(), [WANG]);
        const adopted = await declare().create(exact("ifExists"));
        assert.deepEqual(await there(), [ADA, GRACE, WANG].toSorted());
        assert.equal(await adopted.update(exact("ifExists")), true);
        assert.deepEqual(await there(), [ADA, GRACE].toSorted());
        assert.equal(await adopted.isSettled(exact("ifExists")), true);
      });
    }

    it("keeps a person who is half made, and completes them next time", async () => {
      await Ground.lay(system);
      const { session } = system.session();
      const { users } = session.backend;
      const inputs = {
        ...{ username: "marycurie", initialPassword: "S3cret-pw!" },
        requirePasswordReset: true,
      };
      const failing = Object.assign(Object.create(session) as typeof session, {
        backend: {
          ...session.backend,
          users: { ...users, update: () => Promise.reject(new UnavailableError("no")) },
        },
      });
      const mary = new Declared(user, failing, "mary");
      await assert.rejects(mary.create(inputs), PartialCreateError);
      assert.equal(mary.state.requirePasswordReset, undefined);
      mary.session = session;
      assert.equal(await mary.update(inputs), true);
      await mary.refresh();
      assert.equal(await mary.isSettled(inputs), true);
    });
  });
}
