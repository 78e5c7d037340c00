import assert from "node:assert/strict";
import { user } from "../../../provider/kinds/user/user";
import { Stack, type Resource } from "../support/stack";
import { Ground } from "./resources";
import { describeOn, everySystem, type System } from "./system";

/** People of these usernames, under the names of their resources. */
const people = (usernames: Readonly<Record<string, string>>): Resource[] =>
  Object.entries(usernames).map(([name, username]) => ({
    name,
    handler: user,
    inputs: () => ({ username, adopt: "ifExists" }),
  }));

// On ArkID a username can't change.
for (const name of ["authing", "keycloak"]) {
  describeOn(name)(`people whose username has changed in place, on ${name}`, () => {
    let system: System;
    let stack: Stack;
    before(async () => {
      const start = everySystem[name];
      assert.ok(start);
      system = await start();
      await Ground.lay(system);
    });
    after(() => system.close());
    beforeEach(async () => {
      stack = new Stack(system.url, system.settings);
      await stack.up(people({ ada: "adalovelace" }));
      await stack.up(people({ ada: "adaking" }));
      assert.equal(stack.idOf("ada"), "adalovelace");
    });

    const areThere = async (...usernames: string[]) => {
      const found = usernames.map((username) => system.behind.users.find({ username }));
      return (await Promise.all(found)).map(({ length }) => length > 0);
    };

    it("stay when their resource is renamed, and go with the new one", async () => {
      await stack.up(people({ "ada-king": "adaking" }));
      assert.deepEqual(await areThere("adaking"), [true]);
      await stack.destroy("ada-king");
      assert.deepEqual(await areThere("adaking"), [false]);
    });

    it("keep nobody else who has got their former username", async () => {
      await stack.up(people({ ada: "adaking", other: "adalovelace" }));
      assert.equal(stack.idOf("other"), "adalovelace");
      await stack.up(people({ ada: "adaking" }));
      assert.deepEqual(await areThere("adaking", "adalovelace"), [true, false]);
      await stack.up(people({ ada: "adaking", other: "adalovelace" }));
      await stack.destroy("ada", "other");
      assert.deepEqual(await areThere("adaking", "adalovelace"), [false, false]);
    });
  });
}
