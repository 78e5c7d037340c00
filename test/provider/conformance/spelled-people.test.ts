import assert from "node:assert/strict";
import type { Kind, Values } from "../../../provider/engine/kind";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { orgMember } from "../../../provider/kinds/org-member";
import { orgMembers } from "../../../provider/kinds/org-members";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../provider/kinds/user/user";
import { Declared } from "../support/declared";
import { Ground } from "./resources";
import { describeOn, everySystem, type System } from "./system";

const SPELLINGS = ["kimlee", "KimLee", "kim.lee", "Kim.Lee", " kimlee "];

/** Each way to name a person, as a program has it. */
const NAMING: readonly (readonly [Kind, (ground: Ground, who: string) => Values])[] = [
  [nodeMembers, ({ ids }, who) => ({ node: ids.sales, users: [who] })],
  [
    nodeMembers,
    ({ ids }, who) => ({ node: ids.sales, users: [{ user: who, until: "2999-12-31" }] }),
  ],
  [orgMembers, ({ org }, who) => ({ org, users: [who] })],
  [orgMember, ({ org }, who) => ({ org, user: who })],
  [permGrants, ({ ids }, who) => ({ perm: ids.deploy, users: [who] })],
];

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`a person's username on ${name}`, () => {
    let system: System;
    let ground: Ground;
    before(async () => {
      system = await start();
      ground = await Ground.lay(system);
    });
    after(() => system.close());

    for (const username of SPELLINGS) {
      it(`is taken in a list as it is where the person is declared: "${username}"`, async () => {
        const { session } = system.session();
        const person = new Declared(user, session, "kim");
        const isTaken = (await person.failures({ username })).length === 0;
        if (isTaken) await person.create({ username });
        for (const [kind, naming] of NAMING) {
          const inputs = naming(ground, username);
          const list = new Declared(kind, session, kind.name);
          assert.equal((await list.failures(inputs)).length === 0, isTaken, kind.name);
          if (!isTaken) continue;
          await list.create(inputs);
          assert.ok(JSON.stringify(list.state).includes(`"${person.id}"`), kind.name);
          list.session = system.session().session;
          const { state } = list;
          assert.deepEqual(await list.refresh(), state);
          assert.equal(await list.isSettled(inputs), true, kind.name);
          await list.delete();
        }
        if (isTaken) await person.delete();
      });
    }

    it("is looked up in a preview, however it is spelled", async () => {
      const username = "No.Body";
      const { session } = system.session();
      const isTaken = (await new Declared(user, session).failures({ username })).length === 0;
      const undeclared = [{ at: "users", named: "user", name: username }];
      const seen = async () => {
        const list = new Declared(nodeMembers, system.session().session);
        const inputs = { node: ground.ids.sales, users: [username], preview: { undeclared } };
        return (await list.checked(inputs)).inputs.missing;
      };
      assert.deepEqual(await seen(), isTaken ? undeclared : undefined);
      if (!isTaken) return;
      await new Declared(user, session).create({ username });
      assert.equal(await seen(), undefined);
    });
  });
}
