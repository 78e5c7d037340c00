import assert from "node:assert/strict";
import { NotFoundError } from "../../../provider/backends/errors";
import type { Values } from "../../../provider/engine/kind";
import { Stack, type Resource as Declared } from "../support/stack";
import { bound } from "./excluded";
import { Ground, PEOPLE, resources, type Resource } from "./resources";
import { describeOn, oneOrg, everySystem, type System } from "./system";

const [, GRACE] = PEOPLE;
/** One of each kind. */
const titles = ["Org", "Node department", "User", "App", "Perm", "OrgMember"];
const lists = ["NodeMembers", "OrgMembers", "PermGrants deploy"];
const kinds = resources.filter(({ title }) => [...titles, ...lists].includes(title));

/** A resource that no run gets past. */
const fails: Declared = {
  name: "fails",
  handler: { kind: "None", properties: {} } as unknown as Declared["handler"],
  inputs: () => {
    throw new Error("this one fails");
  },
};

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`what another resource has too, on ${name}`, () => {
    let system: System;
    let ground: Ground;
    before(async () => {
      system = await start();
      ground = await Ground.lay(system);
    });
    after(() => system.close());

    /** The same object, declared under two names; a key of its own where the default has the name. */
    const keyOf = ({ handler }: Resource): Values => {
      const hasKey = handler.name === "Org" && system.behind.capabilities.orgKey !== undefined;
      return ["Node", "App"].includes(handler.name) || hasKey ? { uid: "shared" } : {};
    };
    const declare = (resource: Resource, logicalName: string): Declared => ({
      name: logicalName,
      handler: resource.handler,
      inputs: () => ({
        ...{ ...resource.inputs(ground), ...keyOf(resource) },
        ...(resource.adopts && { adopt: "ifExists" }),
      }),
    });
    const isThere = async ({ handler }: Resource, id: string) => {
      try {
        const seen = await handler.readById?.(system.session().session, id);
        return seen?.users === undefined || GRACE in (seen.users as Values);
      } catch (error) {
        if (error instanceof NotFoundError) return false;
        throw error;
      }
    };
    /** A state with both names for one object: the resource was renamed in a run that failed. */
    const halfRenamed = async (resource: Resource) => {
      const stack = new Stack(system.url, system.settings);
      await stack.up([declare(resource, "old-name")]);
      const renamed = stack.up([declare(resource, "new-name"), fails]);
      await assert.rejects(renamed, /this one fails/);
      assert.deepEqual(stack.names, ["old-name", "new-name"]);
      return { stack, id: stack.idOf("new-name") };
    };

    for (const resource of kinds) {
      // The ground stands in the only org.
      if (resource.title === "Org" && oneOrg.has(name)) continue;
      const stays = bound[name]?.includes(resource.title) === true;
      it(`${resource.title} stays when its old name goes in the next run`, async () => {
        const { stack, id } = await halfRenamed(resource);
        await stack.up([declare(resource, "new-name")]);
        assert.deepEqual(stack.names, ["new-name"]);
        assert.equal(await isThere(resource, id), true);
        await stack.destroy("new-name");
      });

      it(`${resource.title} stays until the last of its resources is a target`, async () => {
        const { stack, id } = await halfRenamed(resource);
        await stack.destroy("old-name");
        assert.equal(await isThere(resource, id), true);
        await stack.destroy("new-name");
        assert.equal(await isThere(resource, id), stays);
      });

      it(`${resource.title} goes in one run that deletes both`, async () => {
        const { stack, id } = await halfRenamed(resource);
        await stack.destroy("old-name", "new-name");
        assert.equal(await isThere(resource, id), stays);
      });
    }
  });
}
