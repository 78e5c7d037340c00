import assert from "node:assert/strict";
import { reportOf } from "../../../cli/drift/settle";
import type { Filter } from "../../../cli/drift/filter";
import { asPattern } from "../../../cli/drift/filter";
import type { Baseline } from "../../../cli/drift/baseline";
import type { Detected } from "../../../cli/drift/detect";
import { narrowed } from "../../../cli/drift/narrow";
import { TestServer } from "../../provider/support/test-server";
import { Program } from "./support/seeded";

describe("what a drift report is about", () => {
  let server: TestServer;
  let program: Program;
  let org: string;
  let owner: string;
  beforeEach(async () => {
    server = await TestServer.start();
    program = new Program(server);
    owner = await server.personWithToken("eve1");
    org = (await server.org("Acme", owner)).oid;
    const node = (uid: string, parent?: string) =>
      program.add("Node", uid, {
        ...{ org, kind: "department", uid, name: uid },
        ...(parent !== undefined && { parent }),
      });
    await node("eng");
    await node("web", "d_eng");
    await program.add("NodeMembers", "web-people", { node: "d_web", users: [], mode: "exact" });
    await program.add("User", "ada", { username: "ada1", name: "Ada" });
    await program.add("App", "ci", { org, uid: "ci", name: "CI" });
    await program.add("PermGrants", "ci-users", { perm: "ci/access", nodes: ["d_web"] });
  });
  afterEach(() => server.close());

  const report = (
    detected: Detected,
    filter: Partial<Filter> = {},
    baseline: Baseline = new Map(),
  ) =>
    reportOf({
      ...{
        detected: [narrowed(detected, { ignore: [], only: [], ...filter })],
        checkedAt: new Date("2027-01-01T12:00:00Z"),
        stack: "s",
      },
      ...{ tenants: [], notes: [], requests: 0, baseline },
      failOn: ["changed", "missing", "unmanaged"],
    });

  it("is clean or a drift for an org's owner, where --only leaves out what they may not see", async () => {
    const seen = () => program.detect(undefined, { token: owner });
    const only = ["Node", "NodeMembers"] as const;
    const before = await seen();
    assert.equal(report(before).verdict, "incomplete");
    assert.deepEqual(
      [report(before, { only }).verdict, report(before, { only }).unseen],
      ["clean", []],
    );
    assert.equal(report(before, { only: ["Node", "PermGrants"] }).verdict, "incomplete");
    assert.equal(report(before, { only: ["User"] }).verdict, "incomplete");
    await server.send("PATCH", "node/d_web/", { name: "Site" });
    assert.equal(report(await seen(), { only }).verdict, "drift");
  });

  it("is incomplete for somebody outside the org, whatever it is about", async () => {
    const token = await server.personWithToken("fay1");
    const detected = await program.detect(undefined, { token });
    for (const kind of ["Node", "NodeMembers", "App", "User", "PermGrants"] as const) {
      assert.equal(report(detected, { only: [kind] }).verdict, "incomplete", kind);
    }
  });

  describe("with unmanaged nodes below one another", () => {
    beforeEach(async () => {
      const lab = await server.node("d_eng", "lab", { name: "Lab" });
      const den = await server.node(lab, "den", { name: "Den" });
      await server.node(den, "pit", { name: "Pit" });
      await server.node("d_eng", "zoo", { name: "Zoo" });
    });
    const nodes = (all: ReturnType<typeof report>) =>
      all.findings
        .filter(({ kind }) => kind === "Node")
        .map(({ category, object, count, declaredInside }) => [
          ...[category, object, count, declaredInside].filter((one) => one !== undefined),
        ]);

    it("has one finding for each of their subtrees, with how many there are", async () => {
      const all = report(await program.detect(), { only: ["Node"] });
      assert.deepEqual(nodes(all), [
        ["unmanaged", "d_lab", 3],
        ["unmanaged", "d_zoo"],
      ]);
      assert.equal(all.counts.unmanaged, 2);
      assert.match(
        all.findings[0]?.advice ?? "",
        /^declare it and the 2 below it, each as a Node /,
      );
    });

    it("says what is declared in one, and counts anew below that", async () => {
      await server.send("PATCH", "node/d_den/node/", { subject: "add", node_uids: ["d_web"] });
      await server.node("d_web", "own", { name: "Own" });
      const all = report(await program.detect(), { only: ["Node"] });
      assert.deepEqual(nodes(all), [
        ["unmanaged", "d_lab", 3, 1],
        ["changed", "d_web"],
        ["unmanaged", "d_own"],
        ["unmanaged", "d_zoo"],
      ]);
      assert.match(
        all.findings[0]?.advice ?? "",
        /after moving out what the program declares in it$/,
      );
    });

    it("accepts a subtree by the one entry of the baseline, and says when that has expired", async () => {
      const detected = await program.detect();
      const [lab, zoo] = report(detected, { only: ["Node"] }).findings;
      const entry = (id = "", expires?: string) =>
        [
          id,
          { id, what: "w", reason: "pilot", ...(expires !== undefined && { expires }) },
        ] as const;
      const all = report(
        detected,
        { only: ["Node"] },
        new Map([entry(lab?.id), entry(zoo?.id, "2026-12-31")]),
      );
      assert.deepEqual([all.accepted, all.expired, all.counts.unmanaged], [1, 1, 1]);
      assert.deepEqual(all.findings[1]?.expired, { reason: "pilot", expires: "2026-12-31" });
      assert.match(all.findings[1]?.advice ?? "", /give its entry in the baseline a later day/);
    });

    it("ignores no node with an ignored one above it", async () => {
      const ignore = [asPattern("Acme/eng/Lab"), asPattern("Acme/eng/Zoo")];
      assert.deepEqual(nodes(report(await program.detect(), { ignore })), [
        ["unmanaged", "d_den", 2],
      ]);
    });
  });
});
