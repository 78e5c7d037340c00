import assert from "node:assert/strict";
import { app } from "../../../provider/kinds/app/app";
import type { Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { user } from "../../../provider/kinds/user/user";
import type { Session } from "../../../provider/run/session";
import { Declared } from "../support/declared";
import { ORIGIN } from "../support/stack";
import { Ground } from "./resources";
import { describeOn, everySystem, type System } from "./system";

/** Where a resource is declared, but for what a test is about. */
const originOf = (more: object) => ({ ...ORIGIN, stack: "dev", ...more });

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`resources without a key of their own, on ${name}`, () => {
    let system: System;
    let ground: Ground;
    before(async () => {
      system = await start();
      ground = await Ground.lay(system);
    });
    after(() => system.close());

    const kinds = {
      Node: {
        handler: node,
        // Siblings must not have one name on every system.
        inputs: ({ parents, stack }: Values) => ({
          ...{ org: ground.org, kind: "department", name: `根 ${String(parents)}${String(stack)}` },
        }),
      },
      App: { handler: app, inputs: () => ({ org: ground.org, name: "根 Root" }) },
    };
    const make = (kind: keyof typeof kinds, session: Session, origin: Values) =>
      new Declared(kinds[kind].handler, session, "root").create({
        ...{ ...kinds[kind].inputs(origin), origin },
      });

    for (const kind of ["Node", "App"] as const) {
      it(`are two of two components with a ${kind} of one name`, async () => {
        const { session } = system.session();
        const a = await make(kind, session, originOf({ parents: "acme:A" }));
        const b = await make(kind, session, originOf({ parents: "acme:B" }));
        assert.notEqual(a.id, b.id);
        await b.delete();
        await a.refresh();
      });

      it(`are two of one program with a ${kind} in two stacks, each deleted by its own`, async () => {
        const [one, two] = await Promise.all(
          ["dev", "prod"].map((stack) => make(kind, system.session().session, originOf({ stack }))),
        );
        assert.ok(one && two);
        assert.notEqual(one.id, two.id);
        await two.delete();
        await one.refresh();
      });

      it(`are found again, as a ${kind}, by the run after one that was killed`, async () => {
        const first = await make(kind, system.session().session, originOf({ stack: "killed" }));
        const { session, warnings } = system.session();
        const again = await make(kind, session, originOf({ stack: "killed" }));
        assert.equal(again.id, first.id);
        assert.match(warnings.join(), /interrupted run/);
      });
    }

    it("are never the other stack's people: a username is anybody's", async () => {
      const person = (stack: string, initialPassword: string) =>
        new Declared(user, system.session().session, "marie").create({
          ...{ username: "marycurie", initialPassword, origin: originOf({ stack }) },
        });
      const first = await person("dev", "generated-for-dev");
      await assert.rejects(person("prod", "generated-for-prod"), /aliases.*adopt: "ifExists"/);
      assert.equal((await person("dev", "generated-for-dev")).id, first.id);
    });
  });
}
