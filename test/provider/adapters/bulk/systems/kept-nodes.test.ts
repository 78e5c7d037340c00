import assert from "node:assert/strict";
import { passThrough, type PassThrough } from "../../../support/pass-through";
import { withFault } from "../../../conformance/faulty-writes/faults";
import { describeOn, everySystem, type System } from "../../../conformance/system";
import { BulkGround } from "./ground";

/** How each refuses something. */
const REFUSALS = { arkid: { detail: "no" }, keycloak: { error: "no" } };
const POLICY = { mode: "exact", initialPasswordSecret: "seed" };

const treeOf = (key: string, name: string, more: object = {}) => ({
  nodes: { [key]: { kind: "department", name, ...more } },
  people: {},
});

for (const system of ["arkid", "keycloak"] as const) {
  const refused = { title: "refused", answer: { status: 403, body: REFUSALS[system] } };
  describeOn(system)(`a node of a bulk tree whose key has changed, on ${system}`, function () {
    let server: System;
    let between: PassThrough;
    let ground: BulkGround;
    before(async () => {
      server = await (everySystem[system] ?? assert.fail)();
      between = await passThrough(server.url);
      ground = await BulkGround.lay(server);
    });
    after(async () => {
      await between.close();
      await server.close();
    });

    it("stays while no other one could be made, and goes on where the tree says its old key", async () => {
      const stack = ground.stack(between.url);
      assert.deepEqual(await stack.up(treeOf("lab", "实验室"), POLICY), []);
      const id = stack.held.get("Node acme/lab")?.id;
      const den = () => stack.up(treeOf("den", "实验室"), POLICY);
      assert.ok(await withFault(between, 1, refused, den));
      assert.deepEqual([...stack.held.keys()], ["Node acme/lab"]);
      // Siblings can't have one name there.
      if (system === "keycloak") {
        assert.match((await den()).join(), /exists already.*in a tree by previously/);
      }
      const renamed = treeOf("den", "实验室", { previously: ["lab"] });
      assert.deepEqual(await stack.up(renamed, POLICY), []);
      assert.equal(stack.held.get("Node acme/den")?.id, id);
      await ground.clear(stack, "destroy");
    });
  });
}
