import assert from "node:assert/strict";
import type { Values } from "../../../provider/engine/kind";
import { systems, type System } from "../../provider/conformance/system";
import { Program, told } from "./support/seeded";

/** Does what the advice on findings says, and looks again. */
for (const [name, start] of Object.entries(systems)) {
  describe(`the advice of drift on ${name}`, () => {
    let system: System;
    let program: Program;
    let org: string;
    let node: string;
    let app: string;
    let perm: string;
    let list: Values;

    beforeEach(async () => {
      system = await start();
      program = new Program(system);
      const { orgKey } = system.behind.capabilities;
      org = await program.add("Org", "acme", { name: "Acme", ...(orgKey && { uid: "acme" }) });
      for (const username of ["ada1", "bob1"]) {
        await program.add("User", username, { username, name: username });
      }
      await system.behind.users.create({ username: "eve1", name: "Eve" });
      const place = { org, kind: "department" };
      node = await program.add("Node", "eng", { ...place, uid: "eng", name: "Eng" });
      list = { node, users: ["ada1"], mode: "exact" };
      await program.add("NodeMembers", "people", list);
      await program.add("OrgMembers", "all", { org, users: ["bob1"], mode: "exact" });
      app = await program.add("App", "ci", { org, uid: "ci", name: "CI" });
      perm = await program.add("Perm", "deploy", { scope: app, name: "Deploy" });
      await program.add("PermGrants", "deployers", { perm, users: ["ada1"], mode: "exact" });
    });
    afterEach(() => system.close());

    /** The only finding; its advice is as expected. */
    const advised = async (what: string, advice: RegExp) => {
      const { findings } = await program.detect();
      assert.deepEqual(told({ findings }), [what]);
      assert.match(findings[0]?.advice ?? "", advice);
    };
    const clean = async () => assert.deepEqual(told(await program.detect()), []);
    const members = (add: string[], remove: string[] = []) =>
      system.behind.nodeMembers.change({ org, id: node }, { add, remove });
    const allow = (id: string) => ({ kind: "user", id, effect: "allow" }) as const;
    const grant = (id: string, ...who: string[]) =>
      system.behind.grants.change({ id }, { add: who.map(allow), remove: [] });

    describe("on somebody in an exact list holds, who", () => {
      const found = "unmanaged NodeMembers Acme/Eng/eve1";
      const ways =
        /^name them in the NodeMembers, make that list additive .*, or let .* take them out$/;
      beforeEach(() => members(["eve1"]));

      it("is named there", async () => {
        await advised(found, ways);
        await program.up("people", { ...list, users: ["ada1", "eve1"] });
        await clean();
      });
      it("stays in an additive one, as tolerated", async () => {
        await program.up("people", { ...list, mode: "additive" });
        await advised(
          "tolerated NodeMembers Acme/Eng/eve1",
          /or leave it: the list takes out nobody/,
        );
      });
      it("goes with the next up, which asks no baseline", async () => {
        const { findings } = await program.detect();
        assert.doesNotMatch(findings[0]?.advice ?? "", /baseline/);
        await program.up("people");
        assert.deepEqual(await system.behind.nodeMembers.list({ org, id: node }), ["ada1"]);
      });
    });

    it("on a grant in an exact list holds: the next up takes it back", async () => {
      await grant(perm, "bob1");
      await advised(
        "unmanaged PermGrants Acme/CI/Deploy/bob1",
        /^name it in the PermGrants, .*, or let .* take it out$/,
      );
      await program.up("deployers");
      await clean();
    });

    it("on a grant in no list holds: a PermGrants names it", async () => {
      const access = `${app}/access`;
      const { perms } = await system.behind.snapshot(org, ["apps", "perms"]);
      const own = [...perms.values()].find(({ scope, builtIn }) => scope === app && builtIn);
      await grant(own?.id ?? access, "bob1");
      const [finding] = (await program.detect()).findings;
      assert.match(
        finding?.advice ?? "",
        /^name it in a PermGrants, accept it in the baseline, or /,
      );
      await program.add("PermGrants", "users", { perm: access, users: ["bob1"] });
      await clean();
    });

    describe("on somebody in an exact org holds, who", () => {
      beforeEach(() => system.behind.orgMembers.change({ id: org }, { add: ["eve1"], remove: [] }));
      const found = "unmanaged OrgMember Acme/eve1";

      it("is named, or goes with the next up", async () => {
        await advised(found, /^name them in the OrgMembers, .*, or let .* take them out, once /);
        await program.up("all");
        await clean();
      });
      it("is declared as a person where nobody keeps the list", async () => {
        program.forget("all");
        await advised(
          found,
          /^declare the person as an OrgMember, or as a User with adopt: "ifExists"/,
        );
        await program.add("OrgMember", "eve", { org, user: "eve1" });
        await clean();
        program.forget("eve");
        await program.add("User", "eve1", { username: "eve1", adopt: "ifExists" });
        await clean();
      });
    });

    it("on an unmanaged subtree holds: each declared with its uid is taken over", async () => {
      const place = { org, kind: "department", name: "Lab" } as const;
      const lab = await system.behind.nodes.create({ ...place, uid: "lab", parent: node });
      await system.behind.nodes.create({ ...place, uid: "den", parent: lab.id });
      const adopt = { ...place, adopt: "ifExists" };
      await program.add("Node", "den", { ...adopt, uid: "den", parent: lab.id });
      await advised(
        "unmanaged Node Acme/Eng/Lab",
        /^declare it as a Node with uid: "lab" and adopt: .* after moving out what /,
      );
      await program.add("Node", "lab", { ...adopt, uid: "lab", parent: node });
      await clean();
    });

    it("on an unmanaged app and perm holds: declared they are taken over", async () => {
      const stray = await system.behind.apps.create({ org, uid: "stray", name: "Stray" });
      await advised("unmanaged App Acme/Stray", /^declare it as an App with .*uid.* and adopt: /);
      await program.add("App", "stray", { org, uid: "stray", name: "Stray", adopt: "ifExists" });
      await system.behind.perms.create({ scope: stray.id, name: "Own" });
      await advised(
        "unmanaged Perm Acme/Stray/Own",
        /^declare it as a Perm with its scope and name and adopt: /,
      );
      await program.add("Perm", "own", { scope: stray.id, name: "Own", adopt: "ifExists" });
      await clean();
    });

    describe("on what is changed or missing holds", () => {
      const changes: Record<string, [string, () => Promise<unknown>, Values]> = {
        "an org": [
          "acme",
          () => system.behind.orgs.update({ id: org }, { name: "Inc" }),
          { name: "Inc" },
        ],
        "a node": [
          "eng",
          () => system.behind.nodes.update({ org, id: node }, { name: "R" }),
          { name: "R" },
        ],
        "a person": [
          "ada1",
          () => system.behind.users.update({ id: "ada1" }, { name: "A" }),
          { name: "A" },
        ],
        "an app": [
          "ci",
          () => system.behind.apps.update({ org, id: app }, { name: "CD" }),
          { name: "CD" },
        ],
        "a perm": [
          "deploy",
          () => system.behind.perms.update({ id: perm }, { name: "D" }),
          { name: "D" },
        ],
        "a list": ["people", () => members([], ["ada1"]), { users: [] }],
      };
      for (const [what, [resource, change, live]] of Object.entries(changes)) {
        it(`of ${what}: an up sets it back, and declaring what is there is clean`, async () => {
          await change();
          const { findings } = await program.detect();
          assert.equal(findings[0]?.category, "changed");
          await program.up(resource);
          await clean();
          await change();
          await program.up(resource, { ...program.inputsOf(resource), ...live });
          await clean();
        });
      }

      it("of a perm and its grants: an up makes them anew, or they leave the program", async () => {
        await system.behind.perms.delete({ id: perm });
        assert.equal((await program.detect()).findings.length, 2);
        await program.up("deploy");
        await program.up("deployers");
        await clean();
        await system.behind.perms.delete({ id: perm });
        program.forget("deploy");
        program.forget("deployers");
        await clean();
      });

      it("of a person: an up makes them anew, then their lists", async () => {
        await system.behind.users.delete({ id: "bob1" });
        assert.ok((await program.detect()).findings.some(({ category }) => category === "missing"));
        await program.up("bob1");
        await program.up("all");
        await clean();
      });
    });
  });
}
