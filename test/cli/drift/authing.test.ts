import assert from "node:assert/strict";
import { Pool } from "../../provider/backends/authing/pool";
import { systems, type System } from "../../provider/conformance/system";
import { detect } from "../../../cli/drift/detect";
import { inspectorOf } from "../support/inspector";
import { Program, told } from "./support/seeded";

describe("drift on Authing, whose apps are the pool's", () => {
  let system: System;
  let program: Program;
  let ci: string;
  beforeEach(async () => {
    system = await (systems.authing ?? assert.fail)();
    program = new Program(system);
    await program.add("Org", "acme", { name: "Acme", uid: "acme" });
    await program.add("User", "ada", { username: "ada" });
    ci = await program.add("App", "ci", { org: "acme", uid: "ci", name: "CI" });
  });
  afterEach(() => system.close());

  const found = async () => told(await program.detect());
  const strayApp = () => system.behind.apps.create({ org: "acme", uid: "stray", name: "Stray" });

  it("tells an unmanaged app where the pool has one org only", async () => {
    assert.deepEqual(await found(), []);
    await strayApp();
    assert.deepEqual(await found(), ["unmanaged App Acme/Stray"]);
  });

  it("takes no app as unmanaged that may be another org's, which the stack has or not", async () => {
    await system.behind.orgs.create({ uid: "theirs", name: "Theirs" });
    const { id } = await strayApp();
    await system.behind.perms.create({ scope: id, name: "Of the stray" });
    assert.deepEqual(await found(), []);
    await program.add("Org", "beta", { name: "Beta", uid: "beta" });
    assert.deepEqual(await found(), []);
  });

  it("tells what is in a declared app once, in the org that the program says", async () => {
    await program.add("Org", "aaa", { name: "Before Acme", uid: "aaa" });
    await system.behind.perms.create({ scope: ci, name: "额外" });
    const ada = { kind: "user", id: "ada", effect: "allow" } as const;
    await system.behind.grants.change({ id: `${ci}/access` }, { add: [ada], remove: [] });
    const unmanaged = ["unmanaged Perm Acme/CI/额外", "unmanaged PermGrants Acme/CI/CI/ada"];
    assert.deepEqual(await found(), unmanaged);
    assert.deepEqual(told(await program.detect(["aaa"])), []);
  });

  for (const mode of ["exact", "additive"]) {
    it(`offers the new username for a list that named somebody renamed by hand: ${mode}`, async () => {
      const lab = { org: "acme", kind: "department", uid: "lab", name: "Lab" };
      const node = await program.add("Node", "lab", lab);
      await program.add("NodeMembers", "people", { node, users: ["ada"], mode });
      await system.behind.users.update({ id: "ada" }, { username: "adaking" });
      const connection = {
        inspector: inspectorOf(system.session().session),
        resources: program.resources,
      };
      const { findings } = await detect(connection, undefined, undefined, new Date(), true);
      const fixes = findings.flatMap(({ category, fix }) => (category === "changed" ? [fix] : []));
      assert.deepEqual(fixes.sort(), ['username: "adaking",\n', 'users: ["adaking"],\n']);
      await program.up("ada", { username: "adaking" });
      await program.up("people", { node, users: ["adaking"], mode });
      assert.deepEqual(await found(), []);
    });
  }

  it("knows the root of a kind, which comes with the first node of it", async () => {
    const group = { org: "acme", kind: "group", name: "Guild" };
    await program.add("Node", "guild", { ...group, uid: "guild" });
    const perm = await program.add("Perm", "deploy", { scope: "acme", name: "Deploy" });
    await program.add("PermGrants", "deployers", { perm, nodes: ["acme/group"], mode: "exact" });
    const { orgs, findings } = await program.detect();
    assert.deepEqual(findings, []);
    const roots = orgs[0]?.nodes.filter(({ builtIn }) => builtIn);
    assert.deepEqual(
      roots?.map(({ kind, parent }) => [kind, parent]),
      [
        ["department", undefined],
        ["group", undefined],
      ],
    );
    await system.behind.nodes.create({
      ...{ org: "acme", kind: "group", uid: "stray", name: "Stray", parent: "acme/group" },
    });
    assert.deepEqual(await found(), ["unmanaged Node Acme/group/Stray"]);
  });
});

describe("drift on Authing behind a gateway that answers itself", () => {
  const answers = {
    "404, no route": { status: 404, body: { message: "no Route matched with those values" } },
    "200, system busy": { body: { code: 500, message: "system busy" } },
  };
  for (const [name, answer] of Object.entries(answers)) {
    it(`finds nothing missing, and says what it could not see, of "${name}"`, async () => {
      const pool = await Pool.start();
      const program = new Program({ session: (settings) => pool.connect(settings) });
      await program.add("Org", "acme", { name: "Acme", uid: "acme" });
      await program.add("User", "ada", { username: "阿达" });
      const app = await program.add("App", "ci", { org: "acme", uid: "ci", name: "CI" });
      const node = { org: "acme", kind: "department", name: "研发部" };
      const rd = await program.add("Node", "rd", node);
      await program.add("NodeMembers", "rd", { node: rd, users: ["阿达"] });
      await program.add("PermGrants", "users", { perm: `${app}/access`, users: ["阿达"] });
      assert.deepEqual(told(await program.detect()), []);
      const isKnown = /list-organizations|get-management-token/;
      pool.between.fault = (request) => (isKnown.test(request) ? undefined : answer);
      const { findings, unseen } = await program.detect();
      await pool.close();
      assert.deepEqual(findings, []);
      // Each resource, and the org that was looked into.
      assert.equal(unseen.length, 7);
      for (const { reason } of unseen) assert.match(reason, /but not as Authing does/);
    });
  }
});
