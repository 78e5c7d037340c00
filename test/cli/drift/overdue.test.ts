import assert from "node:assert/strict";
import { formats } from "../../../cli/drift/formats";
import { claimsIn } from "../../../cli/drift/claims";
import { acceptedBy } from "../../../cli/drift/baseline";
import { sentencesOf } from "../../../cli/drift/formats/words";
import { systems, type System } from "../../provider/conformance/system";
import { reportWith } from "./support/report";
import { Program, told } from "./support/seeded";

const UNTIL = "2026-12-31";
const BEFORE = new Date("2026-12-31T23:59:59.999Z");
const AFTER = new Date("2027-01-01T00:00:00Z");

/** End dates are no system's own: those whose server starts at once will do. */
const embedded = Object.entries(systems).filter(([name]) => name !== "keycloak");

for (const [name, start] of embedded) {
  describe(`what is overdue on ${name}`, () => {
    let system: System;
    let program: Program;
    let org: string;
    let node: string;
    let lab: string;
    let perm: string;

    beforeEach(async () => {
      system = await start();
      program = new Program(system);
      program.at = BEFORE;
      const { orgKey } = system.behind.capabilities;
      org = await program.add("Org", "acme", { name: "Acme", ...(orgKey && { uid: "acme" }) });
      for (const username of ["ada1", "bob1", "wang1"]) {
        await program.add("User", username, { username, name: `${username} <script>王|` });
      }
      const department = { org, kind: "department" };
      node = await program.add("Node", "eng", { ...department, uid: "eng", name: "研发" });
      lab = await program.add("Node", "lab", { ...department, uid: "lab", name: "Lab" });
      const app = await program.add("App", "ci", { org, uid: "ci", name: "CI" });
      perm = await program.add("Perm", "deploy", { scope: app, name: "Deploy" });
    });
    afterEach(() => system.close());

    const found = async () => told(await program.detect());
    const ending = (user: string) => ({ user, until: UNTIL });
    const members = (remove: string[]) =>
      system.behind.nodeMembers.change({ org, id: node }, { add: [], remove });

    for (const mode of ["exact", "additive", "observe"]) {
      it(`is who is still there after the day, in the mode ${mode}`, async () => {
        if (mode === "observe") await program.add("NodeMembers", "x", { node, users: ["ada1"] });
        const inputs = { node, users: [ending("ada1"), "bob1"], mode };
        await program.add("NodeMembers", "people", inputs);
        if (mode === "observe") program.forget("x");
        assert.deepEqual(await found(), []);
        program.at = AFTER;
        const { findings } = await program.detect();
        assert.deepEqual(told({ findings }), ["overdue NodeMembers Acme/研发/ada1"]);
        const [{ until, resource, list, member, advice } = assert.fail()] = findings;
        assert.deepEqual([until, resource, list, member], [UNTIL, "people", "users", "ada1"]);
        if (mode === "observe") {
          assert.match(advice, /^take them out by hand, or give the entry a later end date/);
          await members(["ada1"]);
        } else {
          assert.match(
            advice,
            /^`pulumi up .*` takes them out; or give the entry a later end date/,
          );
          await program.up("people", inputs);
        }
        assert.deepEqual(await found(), []);
      });
    }

    it("is nothing where the entry has gone, neither there nor missing", async () => {
      await program.add("NodeMembers", "people", { node, users: [ending("ada1")], mode: "exact" });
      await members(["ada1"]);
      assert.equal((await found()).length, 1);
      program.at = AFTER;
      assert.deepEqual(await found(), []);
    });

    it("is nothing once the entry has a later date, or somebody else names them", async () => {
      await program.add("NodeMembers", "people", { node, users: [ending("ada1")] });
      await program.add("NodeMembers", "guests", { node, users: [ending("bob1")] });
      await program.add("NodeMembers", "others", { node, users: ["bob1"] });
      program.at = AFTER;
      assert.deepEqual(await found(), ["overdue NodeMembers Acme/研发/ada1"]);
      await program.up("people", { node, users: [{ user: "ada1", until: "2027-01-31" }] });
      assert.deepEqual(await found(), []);
    });

    it("is told beside what else has changed in the list", async () => {
      const people = { node, users: [ending("ada1"), "bob1"], mode: "exact" };
      await program.add("NodeMembers", "people", people);
      const { nodeMembers } = system.behind;
      await nodeMembers.change({ org, id: node }, { add: ["wang1"], remove: ["bob1"] });
      program.at = AFTER;
      assert.deepEqual(await found(), [
        "changed NodeMembers Acme/研发 users.bob1 member→-",
        "overdue NodeMembers Acme/研发/ada1",
        "unmanaged NodeMembers Acme/研发/wang1",
      ]);
    });

    it("is a grant, of a person or a node", async () => {
      const nodes = [{ node, until: UNTIL }, lab];
      await program.add("PermGrants", "deployers", { perm, users: [ending("ada1")], nodes });
      program.at = AFTER;
      const { findings } = await program.detect();
      assert.deepEqual(told({ findings }), [
        "overdue PermGrants Acme/CI/Deploy/ada1",
        "overdue PermGrants nodes Acme/CI/Deploy/研发",
      ]);
      const sentences = findings.flatMap(sentencesOf);
      assert.ok(sentences.includes(`研发 still has Deploy of CI, which was to end on ${UNTIL}`));
    });

    it("is somebody in an org who is in none of its nodes", async () => {
      await program.add("NodeMembers", "people", { node, users: ["bob1"] });
      const users = [ending("ada1"), ending("bob1")];
      await program.add("OrgMembers", "all", { org, users, mode: "exact" });
      program.at = AFTER;
      const { findings } = await program.detect();
      assert.deepEqual(told({ findings }), ["overdue OrgMember Acme/ada1"]);
      assert.match(findings[0]?.advice ?? "", /takes them out, once they are in none of the org's/);
      await program.up("all", { org, users, mode: "exact" });
      assert.deepEqual(await found(), []);
    });

    it("is in every format, never accepted, and of nobody's doing", async () => {
      await program.add("NodeMembers", "people", { node, users: [ending("ada1")] });
      program.at = AFTER;
      const { findings, orgs } = await program.detect();
      const report = reportWith(findings, { orgs, failOn: ["overdue"] });
      const [finding = assert.fail()] = findings;
      const still = /is still in 研发, which was to end on 2026-12-31/;
      for (const format of ["text", "markdown", "sarif", "html"] as const) {
        const text = formats[format](report, undefined);
        if (format !== "html") assert.match(text, still, format);
        assert.match(text, /overdue/, format);
        if (/html|markdown/.test(format)) assert.doesNotMatch(text, /<script>王/, format);
      }
      const json = JSON.parse(formats.json(report, undefined)) as typeof report;
      assert.equal(json.counts.overdue, 1);
      assert.equal(json.findings[0]?.until, UNTIL);
      const entry = { id: finding.id, what: "x", reason: "y" };
      assert.equal(acceptedBy(new Map([[finding.id, entry]]), finding, AFTER), undefined);
      for (const one of orgs) assert.deepEqual(claimsIn(one, findings), []);
    });

    it("is known by the same id in every check", async () => {
      const users = [ending("ada1"), ending("bob1")];
      await program.add("NodeMembers", "people", { node, users });
      program.at = AFTER;
      const first = (await program.detect()).findings.map(({ id }) => id);
      assert.equal(new Set(first).size, 2);
      assert.deepEqual(
        (await program.detect()).findings.map(({ id }) => id),
        first,
      );
    });
  });
}
