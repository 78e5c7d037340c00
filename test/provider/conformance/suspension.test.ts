import assert from "node:assert/strict";
import { NotFoundError } from "../../../provider/backends/errors";
import { TENANT } from "../../../provider/backends/snapshot";
import { Ground, PEOPLE } from "./resources";
import { describeOn, everySystem, type System } from "./system";

const [ADA] = PEOPLE;

/** Those that tell nobody who may log in: a suspension there is a password that nobody knows. */
const withoutFlag: ReadonlySet<string> = new Set(["arkid"]);

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`somebody who is suspended, and then restored, on ${name}`, function () {
    this.timeout(name === "keycloak" ? 120_000 : 20_000);
    let system: System;
    let ground: Ground;
    before(async () => {
      system = await start();
      ground = await Ground.lay(system);
    });
    after(() => system.close());

    it("may log in, is in no node, and has kept the rest", async () => {
      const { backend, reads } = system.session().session;
      const { users, nodeMembers } = backend;
      const node = { org: ground.org, id: ground.ids.engineering };
      const before = await users.update({ id: ADA }, { name: "Ada", password: NEW });
      await nodeMembers.change(node, { add: [ADA], remove: [] });
      const seen = async () => {
        reads.expect("users", TENANT, 200);
        const [read, live] = await Promise.all([reads.users.get({ id: ADA }), users.get(AT)]);
        assert.deepEqual(read, live);
        return live.canSignIn;
      };
      const flags = withoutFlag.has(name) ? [undefined, undefined] : [false, true];
      await users.suspend(AT);
      assert.equal(await seen(), flags[0]);
      await users.restore(AT);
      assert.equal(await seen(), flags[1]);
      // Once more does no harm.
      await users.restore(AT);
      assert.deepEqual(await users.get(AT), before);
      assert.deepEqual(await users.contents(AT), []);
    });

    it("may log in by the old password, or by a new one where the system has no flag", async () => {
      const { users } = system.session().session.backend;
      await users.suspend(AT);
      assert.equal(await users.signsIn(AT, NEW.value), false);
      await users.restore(AT);
      if (withoutFlag.has(name)) {
        await users.update(AT, { password: NEW });
      }
      assert.equal(await users.signsIn(AT, NEW.value), true);
    });

    it("is said to be missing where the system would have to write something", async () => {
      const { users } = system.session().session.backend;
      const restoring = users.restore({ id: "nobody" });
      await (withoutFlag.has(name) ? restoring : assert.rejects(restoring, NotFoundError));
    });
  });
}

const AT = { id: ADA };
const NEW = { value: "A-new-S3cret!", requireReset: false };
