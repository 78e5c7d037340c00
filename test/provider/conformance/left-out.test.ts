import assert from "node:assert/strict";
import type { Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../provider/kinds/user/user";
import { Declared } from "../support/declared";
import { excluded } from "./excluded";
import { Ground, PEOPLE, resources } from "./resources";
import { describeOn, everySystem, type System } from "./system";

const KINDS = ["Node department", "User", "App", "Perm"];

for (const [system, start] of Object.entries(everySystem)) {
  describeOn(system)(`what a program declares no more, on ${system}`, () => {
    let there: System;
    let ground: Ground;
    before(async () => {
      there = await start();
      ground = await Ground.lay(there);
    });
    after(() => there.close());

    for (const { title, handler, inputs, edits } of resources) {
      if (!KINDS.includes(title)) continue;
      it(`stays as it is, shows no update, and is told: ${title}`, async () => {
        const { session, warnings } = there.session();
        const lacking = (key: string) => excluded[system]?.[`${title} ${key}`] !== undefined;
        const isKept = (key: string) => {
          const { presence, forgotten } = handler.properties[key] ?? {};
          return (presence === "kept" || presence === "clearable") && forgotten !== true;
        };
        const all: Values = { ...inputs(ground), ...edits(ground) };
        const wanted = Object.entries(all).filter(
          ([key, value]) => !lacking(key) && value !== null && key !== "requirePasswordReset",
        );
        const one = await new Declared(handler, session, "left").create(Object.fromEntries(wanted));
        for (const [key] of wanted.filter(([key]) => isKept(key))) {
          const without = Object.fromEntries(wanted.filter(([other]) => other !== key));
          assert.equal(await one.isSettled(without), true, key);
          const told = warnings.filter((text) => text.includes(` declares ${key}`));
          assert.equal(told.length, 1, `${key}: ${warnings.join("\n")}`);
          assert.match(String(told[0]), /no more: what \w+ has stays as it is/);
        }
        await one.delete();
      });
    }

    it("says where a node stays whose parent is left out", async () => {
      const { session, warnings } = there.session();
      const department = { org: ground.org, kind: "department", name: "Lab" };
      const { engineering } = ground.ids;
      const lab = await new Declared(node, session, "lab").create({
        ...{ ...department, parent: engineering },
      });
      assert.equal(await lab.isSettled(department), true);
      assert.ok(warnings.join().includes(`Node "lab" declares parent (${engineering}) no more`));
      await lab.delete();
    });

    it("is let go of by an update that says so, where a delete would undo it", async () => {
      const { session, warnings } = there.session();
      const [ada, grace] = PEOPLE;
      const both = { perm: ground.ids.deploy, users: [ada], nodes: [ground.ids.sales] };
      const grants = await new Declared(permGrants, session, "grants").create(both);
      assert.equal(await grants.update({ perm: both.perm, nodes: both.nodes }), true);
      assert.match(
        warnings.join("\n"),
        /users no more: .* the update only makes the resource forget/,
      );
      const live = await there.behind.grants.list({ id: both.perm });
      assert.ok(live.some(({ id }) => id === ada));
      assert.ok(!live.some(({ id }) => id === grace));
    });

    it("keeps a phone in every spelling, and adopts by it", async () => {
      const { session } = there.session();
      for (const phone of ["+86 138 0000 0091", "86-13800000091", "+1 (202) 555-0100"]) {
        const inputs = { username: "phoned", phone };
        const one = await new Declared(user, session, "phoned").create(inputs);
        assert.equal(await one.isSettled(inputs), true, phone);
        const { state } = one;
        one.session = there.session().session;
        assert.deepEqual(await one.refresh(), state, phone);
        const other = phone.startsWith("+1") ? "+12025550100" : "13800000091";
        assert.equal(await one.isSettled({ username: "phoned", phone: other }), true, phone);
        const adopted = new Declared(user, there.session().session, "phoned");
        await adopted.create({ username: "phoned", phone: other, adopt: "only" });
        await one.delete();
      }
    });
  });
}
