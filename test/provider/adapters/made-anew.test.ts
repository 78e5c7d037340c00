import assert from "node:assert/strict";
import { kinds } from "../../../provider/kinds";
import type { Values } from "../../../provider/engine/kind";
import { systems, type System } from "../conformance/system";
import { Stack, type Resource } from "../support/stack";
import { TestServer } from "../support/test-server";

const resource = (
  kind: keyof typeof kinds,
  name: string,
  inputs: (idOf: (name: string) => string) => Values,
): Resource => ({ name, handler: kinds[kind], inputs });

/** A person who leaves the program for a while, and whom the rest goes on naming by the username. */
const kim = resource("User", "kim", () => ({ username: "kimlee", name: "金" }));
const acme = resource("Org", "acme", () => ({ name: "Acme" }));
const team = resource("Node", "team", (id) => ({ org: id("acme"), kind: "role", name: "Team" }));
const perm = resource("Perm", "deploy", (id) => ({ scope: id("acme"), name: "Deploy" }));
/** A resource that no run gets past. */
const fails: Resource = {
  name: "fails",
  handler: { kind: "None", properties: {} } as unknown as Resource["handler"],
  inputs: () => {
    throw new Error("this one fails");
  },
};
const naming: Readonly<Record<string, Resource>> = {
  NodeMembers: resource("NodeMembers", "list", (id) => ({ node: id("team"), users: ["kimlee"] })),
  OrgMembers: resource("OrgMembers", "list", (id) => ({ org: id("acme"), users: ["kimlee"] })),
  OrgMember: resource("OrgMember", "list", (id) => ({ org: id("acme"), user: "kimlee" })),
  PermGrants: resource("PermGrants", "list", (id) => ({ perm: id("deploy"), users: ["kimlee"] })),
};

for (const [name, start] of Object.entries(systems)) {
  describe(`what a run makes anew, on ${name}`, () => {
    let system: System;
    let stack: Stack;
    beforeEach(async () => {
      system = await start();
      stack = new Stack(system.url, system.settings);
    });
    afterEach(() => system.close());

    /** Whether somebody is on a list of the server's, as a create in another program would find it. */
    const holds = async (list: Resource, who: string): Promise<boolean> => {
      const { behind } = system;
      const ref = { org: stack.idOf("acme"), id: stack.idOf("list") };
      if (list.handler === kinds.NodeMembers) {
        return (await behind.nodeMembers.list(ref)).includes(who);
      }
      if (list.handler === kinds.PermGrants) {
        return (await behind.grants.list(ref)).some(({ id }) => id === who);
      }
      return (await behind.orgMembers.list({ id: ref.org })).includes(who);
    };

    for (const [kind, list] of Object.entries(naming)) {
      it(`is put where ${kind} names it, in that run, and the plan says so`, async () => {
        const rest = [acme, team, perm, list];
        await stack.up([kim, ...rest]);
        await stack.up(rest);
        assert.equal(await holds(list, "kimlee"), false);
        assert.deepEqual(await stack.preview([kim, ...rest]), ["create kim", "update list"]);
        await stack.up([kim, ...rest]);
        assert.equal(await holds(list, "kimlee"), true);
        assert.deepEqual(await stack.preview([kim, ...rest]), []);
        const before = stack.outputsOf("list");
        await stack.refresh();
        assert.deepEqual(stack.outputsOf("list"), before);
      });

      it(`is put where ${kind} names it by the run after one that made it and failed`, async () => {
        const rest = [acme, team, perm, list];
        await stack.up([acme, kim, team, perm, list]);
        await stack.up(rest);
        await assert.rejects(stack.up([acme, kim, fails, team, perm, list]), /this one fails/);
        assert.deepEqual(await stack.preview([kim, ...rest]), ["update list"]);
        await stack.up([kim, ...rest]);
        assert.equal(await holds(list, "kimlee"), true);
        assert.deepEqual(await stack.preview([kim, ...rest]), []);
      });
    }

    for (const [kind, list] of Object.entries(naming)) {
      it(`is not made where ${kind} names it by a text and comes first: nothing would put it back`, async () => {
        const rest = [acme, team, perm, list];
        await stack.up([kim, ...rest]);
        await stack.up(rest);
        const refused = new RegExp(`${kind} "list" names user "kimlee".* before User "kim"`);
        await assert.rejects(stack.preview([...rest, kim]), refused);
        await assert.rejects(stack.up([...rest, kim]), refused);
        assert.equal(await holds(list, "kimlee"), false);
        await assert.rejects(stack.up([acme, kim, fails, team, perm, list]), /this one fails/);
        await assert.rejects(stack.preview([...rest, kim]), refused);
        await stack.up([kim, ...rest]);
        assert.equal(await holds(list, "kimlee"), true);
        assert.deepEqual(await stack.preview([...rest, kim]), []);
      });
    }

    it("is made where it is there still, whatever names it and comes first", async () => {
      const { NodeMembers: list } = naming;
      assert.ok(list);
      await stack.up([kim, acme, team, list]);
      const again = {
        ...kim,
        name: "kim-again",
        inputs: () => ({ ...kim.inputs(() => ""), adopt: "only" }),
      };
      await stack.up([acme, team, list, again]);
      assert.equal(await holds(list, "kimlee"), true);
    });

    it("is no business of a list that is only watched", async () => {
      const list = resource("NodeMembers", "list", (id) => ({
        ...{ node: id("team"), users: ["kimlee"], mode: "observe" },
      }));
      await stack.up([kim, acme, team, list]);
      await stack.up([acme, team, list]);
      assert.deepEqual(await stack.preview([kim, acme, team, list]), ["create kim"]);
    });
  });
}

describe("what a run makes anew under an id that the program chose", () => {
  let server: TestServer;
  let stack: Stack;
  beforeEach(async () => {
    server = await TestServer.start();
    stack = new Stack(server.url);
  });
  afterEach(() => server.close());

  const lab = resource("Node", "lab", (id) => ({
    ...{ org: id("acme"), kind: "department", uid: "lab", name: "研究室", forceDestroy: true },
  }));
  const ci = resource("App", "ci", (id) => ({ org: id("acme"), uid: "ci", name: "CI" }));
  const managers = { org: "acme", kind: "manager", name: "Leads" };

  it("is in all that names it, as are those in it", async () => {
    const people = resource("NodeMembers", "people", () => ({ node: "d_lab", users: ["kimlee"] }));
    const grants = resource("PermGrants", "grants", (id) => ({
      ...{ perm: id("deploy"), nodes: ["d_lab"], denyUsers: [] },
    }));
    const scoped = resource("Node", "scoped", (id) => ({
      ...{ org: id("acme"), kind: "role", name: "Scoped", visibility: "named" },
      ...{ visibleToNodes: ["d_lab"], visibleToUsers: ["kimlee"] },
    }));
    const leads = resource("Node", "leads", (id) => ({
      ...{ ...managers, org: id("acme") },
      managerGroup: { scope: "named", nodes: ["d_lab"], users: ["kimlee"], apps: ["ci"] },
    }));
    const rest = [acme, team, perm, people, grants, scoped, leads];
    const all = [acme, kim, lab, ci, team, perm, people, grants, scoped, leads];
    await stack.up(all);
    await stack.up(rest);
    assert.deepEqual(await stack.preview(all), [
      ...["create kim", "create lab", "create ci"],
      ...["update people", "update grants", "update scoped", "update leads"],
    ]);
    await stack.up(all);
    assert.deepEqual(await stack.preview(all), []);
    const { nodeMembers, grants: held, nodes } = server.session().session.backend;
    const org = stack.idOf("acme");
    const seen = await nodes.get({ org, id: stack.idOf("scoped") });
    const { managerGroup } = await nodes.get({ org, id: stack.idOf("leads") });
    assert.deepEqual(await nodeMembers.list({ org, id: "d_lab" }), ["kimlee"]);
    assert.deepEqual(
      (await held.list({ id: stack.idOf("grants") })).map(({ id }) => id),
      ["d_lab"],
    );
    assert.deepEqual([seen.visibleToNodes, seen.visibleToUsers], [["d_lab"], ["kimlee"]]);
    const { scope, ...named } = managerGroup ?? {};
    assert.deepEqual(named, { nodes: ["d_lab"], users: ["kimlee"], apps: ["ci"], perms: [] });
  });

  it("may have taken others along: an error says that a refresh must see that first", async () => {
    const edit = resource("Perm", "edit", () => ({ scope: "ci", name: "Edit" }));
    const all = [acme, ci, edit];
    await stack.up(all);
    await server.send("DELETE", `org/${stack.idOf("acme")}/app/ci/`);
    await stack.refresh("ci");
    assert.deepEqual(await stack.preview(all), ["create ci", "update edit"]);
    await assert.rejects(stack.up(all), /: refresh \(pulumi up --refresh/);
    await stack.refresh();
    await stack.up(all);
    assert.deepEqual(await stack.preview(all), []);
  });
});
