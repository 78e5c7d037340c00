import assert from "node:assert/strict";
import { describeOn, everySystem, type System } from "../../../conformance/system";
import { Ground } from "../../../conformance/resources";
import { BulkStack } from "../bulk-stack";

/** Nobody can be spelled otherwise where a username is checked letter by letter. */
const SPELLED: Readonly<Record<string, string>> = { keycloak: "Kim.Lee " };

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`somebody who leaves a bulk resource for another one, on ${name}`, () => {
    let system: System;
    let stack: BulkStack;
    before(async () => {
      system = await start();
      const { org } = await Ground.lay(system);
      stack = new BulkStack(system.session().session.configuration, org);
    });
    after(() => system.close());

    it("is left alone before that one is checked, also after another username, however spelled", async () => {
      const changes = system.behind.capabilities.changeable.User?.includes("username") === true;
      const kim = name === "keycloak" ? "kim.lee" : "kimlee";
      const people = (username: string) => ({ nodes: {}, people: { kim: { username } } });
      await stack.up(people(changes ? "firstname" : kim));
      await stack.up(people(kim));
      stack.beside = [{ kind: "User", key: SPELLED[name] ?? kim, label: 'User "kim"' }];
      stack.writes = [];
      await stack.up({ nodes: {}, people: {} });
      const writes = stack.writes.filter((one) => !one.includes("token"));
      assert.deepEqual([writes, [...stack.held.keys()]], [[], []]);
      assert.equal((await system.behind.users.find({ username: kim })).length, 1);
    });
  });
}
