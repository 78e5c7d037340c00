import assert from "node:assert/strict";
import sinon from "sinon";
import { NotFoundError, ProviderError } from "../../../provider/backends/errors";
import { app } from "../../../provider/kinds/app/app";
import { org } from "../../../provider/kinds/org";
import { Declared } from "../support/declared";
import { ORIGIN } from "../support/stack";
import { bound, excluded, ignored } from "./excluded";
import { Ground, resources, type Resource } from "./resources";
import { describeOn, oneOrg, everySystem, type System } from "./system";

const isGone = (error: unknown) => error instanceof NotFoundError;

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`on ${name}`, () => {
    for (const resource of resources) lifecycle(name, start, resource);
  });
}

function lifecycle(name: string, start: () => Promise<System>, resource: Resource): void {
  const { title, handler } = resource;
  const reasonAgainst = (property: string) => excluded[name]?.[`${title} ${property}`];

  describe(title, () => {
    let system: System;
    let ground: Ground;
    let it_: Declared;
    before(async () => {
      system = await start();
      // Where a connection has one org it is the one that is tested.
      const isOnly = handler === org && oneOrg.has(name);
      ground = isOnly ? Ground.bare(system) : await Ground.lay(system);
    });
    after(() => system.close());
    beforeEach(() => {
      it_ = new Declared(handler, system.session().session);
    });

    const against = reasonAgainst("kind");
    if (against) {
      it("is refused at preview", async () => {
        const [failure] = await it_.failures(resource.inputs(ground));
        assert.match(String(failure?.reason), against);
      });
      return;
    }

    afterEach(async () => {
      if (it_.id !== "") await it_.delete().catch((error: unknown) => assert.ok(isGone(error)));
    });
    const inputs = () => resource.inputs(ground);
    // How a list is kept, by what id a perm was named, and whose an app is, no server tells.
    const untold = new Set(handler === app ? ["oauth", "org"] : ["mode", "perm"]);
    const again = () => new Declared(handler, system.session().session);

    it("is settled once it is made, after a refresh, and in another process", async () => {
      await it_.create(inputs());
      assert.equal(await it_.isSettled(inputs()), true);
      const made = it_.state;
      assert.deepEqual(await it_.refresh(), made);
      it_.session = system.session().session;
      assert.equal(await it_.isSettled(inputs()), true);
    });

    it("keeps each property that is edited, and what is not", async () => {
      await it_.create(inputs());
      let wanted = inputs();
      for (const [property, value] of Object.entries(resource.edits(ground))) {
        const edited = { ...wanted, [property]: value };
        const told = ignored[name]?.[`${title} ${property}`];
        if (told) {
          const { session, warnings } = system.session();
          it_.session = session;
          assert.equal(await it_.isSettled(edited), true, property);
          assert.match(warnings.join("\n"), told);
          continue;
        }
        const reason = reasonAgainst(property);
        if (reason) {
          const [failure] = await it_.failures(edited);
          assert.deepEqual(failure?.property, property);
          assert.match(failure.reason, reason);
          continue;
        }
        const { id } = it_;
        assert.equal(await it_.update(edited), true, property);
        const after = it_.state;
        assert.deepEqual(await it_.refresh(), after, property);
        assert.equal(await it_.isSettled(edited), true, property);
        assert.equal(it_.id, id);
        wanted = edited;
      }
    });

    it("is read by its id alone, with what was declared of it", async () => {
      await it_.create(inputs());
      const seen = await handler.readById?.(system.session().session, it_.id);
      const told = Object.keys(inputs()).filter((property) => !untold.has(property));
      const wanted = Object.fromEntries(told.map((property) => [property, it_.state[property]]));
      // An org has its owner for a member, whom nobody declares.
      sinon.assert.match(seen, wanted);
    });

    const isBound = bound[name]?.includes(title) === true;
    if (resource.drift && !isBound) {
      it("shows what was changed by hand, and heals it", async () => {
        await it_.create(inputs());
        const before = it_.state;
        await resource.drift?.(ground, it_.id);
        await it_.refresh();
        const differs = Object.keys(before).filter(
          (key) => JSON.stringify(before[key]) !== JSON.stringify(it_.state[key]),
        );
        assert.deepEqual(differs, [resource.drifts]);
        assert.equal(await it_.update(inputs()), true);
        await it_.refresh();
        assert.equal(await it_.isSettled(inputs()), true);
      });
    }

    if (resource.vanish && !isBound) {
      it("is gone when it was deleted by hand, and may be deleted and made again", async () => {
        await it_.create(inputs());
        await resource.vanish?.(ground, it_.id);
        await assert.rejects(it_.refresh(), isGone);
        await it_.delete().catch((error: unknown) => assert.ok(isGone(error), String(error)));
        it_ = await again().create(inputs());
        assert.equal(await it_.isSettled(inputs()), true);
      });
    }

    if (resource.adopts) {
      it("is the result of an interrupted run when it is just as declared", async () => {
        const own = { ...inputs(), ...resource.proof };
        const first = await it_.create(own);
        const { session, warnings } = system.session();
        ground.own(session);
        const second = await new Declared(handler, session).create(own);
        assert.equal(second.id, first.id);
        assert.match(warnings.join(), /taken as the result of an interrupted run/);
      });

      it("outlives another stack whose program says just the same, and that stack's destroy", async () => {
        const refused = (error: unknown) => assert.ok(error instanceof ProviderError);
        await it_.create({ ...inputs(), origin: { ...ORIGIN, stack: "one" } });
        const other = again();
        await other.create({ ...inputs(), origin: { ...ORIGIN, stack: "two" } }).catch(refused);
        if (other.id !== "") await other.delete().catch(refused);
        await it_.refresh();
      });

      it("is taken over where that is asked for, and brought to what is declared", async () => {
        const first = await it_.create(inputs());
        // An org that was renamed by hand is another one where its name is all there is to find it by.
        if (handler !== org) await resource.drift?.(ground, it_.id);
        const second = await again().create({ ...inputs(), adopt: "ifExists" });
        assert.equal(second.id, first.id);
        await second.refresh();
        assert.equal(await second.isSettled(inputs()), true);
      });

      it("is not made where it is only to be taken over", async () => {
        await assert.rejects(again().create({ ...inputs(), adopt: "only" }), isGone);
      });
    }
  });
}
