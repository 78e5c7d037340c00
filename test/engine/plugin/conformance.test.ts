import assert from "node:assert/strict";
import { appsAndPerms } from "../lives/apps-and-perms";
import { GROUND } from "../lives/ground";
import { lists } from "../lives/lists";
import { orgsAndNodes } from "../lives/orgs-and-nodes";
import { people } from "../lives/people";
import { VICTIMS } from "../lives/victims";
import { Form } from "./form";

const rows = [...orgsAndNodes, ...people, ...appsAndPerms, ...lists];
const program = (at: 0 | 1) =>
  [GROUND, ...rows.map(({ code, values }) => code(values[at])), VICTIMS].join("\n");

describe("the two forms of the provider, through one table of lives", function () {
  this.timeout(300_000);
  let dynamic: Form;
  let plugin: Form;
  before(async () => {
    dynamic = await Form.of("pulumi-identity");
    plugin = await Form.of("./plugin");
  });
  after(async () => {
    await dynamic?.close();
    await plugin?.close();
  });

  const same = async (text: string, ...args: string[]) => {
    const asked = await plugin.asked(text, ...args);
    assert.deepEqual(asked, await dynamic.asked(text, ...args));
    assert.deepEqual(plugin.state(), dynamic.state());
  };

  it("create with the same requests, and leave the same state", () => same(program(0)));
  it("update with the same requests, and leave the same state", () => same(program(1)));
  it("refresh with the same requests, and leave the same state", () =>
    same(program(1), "--refresh", "--run-program"));
  it("delete, and leave the same state and the same people", async () => {
    // What goes along with what depends on the order of the deletes, and that on the names of types.
    await plugin.asked(GROUND);
    await dynamic.asked(GROUND);
    assert.deepEqual(plugin.state(), dynamic.state());
    assert.deepEqual(await plugin.server.usernames(), await dynamic.server.usernames());
  });
});
