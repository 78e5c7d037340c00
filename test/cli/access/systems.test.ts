import assert from "node:assert/strict";
import { declaredGraph } from "../../../cli/graph/declared";
import { liveGraph } from "../../../cli/graph/live";
import { formats } from "../../../cli/access/formats";
import type { AccessReport } from "../../../cli/access/report";
import type { StackResource } from "../../../cli/stack/stack-resource";
import { systems, type System } from "../../provider/conformance/system";
import { Program } from "../drift/support/seeded";
import { inspectorOf } from "../support/inspector";
import { NOW, reportOn } from "./support";

// Keycloak has neither denials nor apps that let everybody in.
const embedded = Object.entries(systems).filter(([name]) => name !== "keycloak");

for (const [name, start] of embedded) {
  describe(`access on ${name}`, function () {
    this.timeout(30_000);
    let system: System;
    let program: Program;
    let org: string;
    let ci: string;
    let guild: string;

    before(async () => {
      system = await start();
      program = new Program(system);
      org = await program.add("Org", "acme", {
        ...{ name: "Acme" },
        ...(name === "authing" && { uid: "acme" }),
      });
      const add = (uid: string, fields: object) =>
        program.add("Node", uid, { org, kind: "department", uid, ...fields });
      const eng = await add("eng", { name: "Engineering" });
      const web = await add("web", { name: "Web 网页", parent: eng });
      guild = await add("guild", { name: "Guild", kind: "group" });
      for (const [username, title] of Object.entries({ ada1: "Ada", bob1: "Bob", cyd1: "" })) {
        await program.add("User", username, { username, name: title });
      }
      await program.add("NodeMembers", "web-people", {
        ...{ node: web, users: ["ada1", "bob1"] },
      });
      await program.add("NodeMembers", "guild-people", { node: guild, users: ["cyd1"] });
      ci = await program.add("App", "ci", { org, uid: "ci", name: "CI" });
      await program.add("App", "wiki", { org, uid: "wiki", name: "Wiki", allowAnyUser: true });
      const deploy = await program.add("Perm", "deploy", { scope: ci, name: "Deploy" });
      await program.add("PermGrants", "deployers", { perm: deploy, nodes: [eng, guild] });
      await program.add("PermGrants", "ci-users", {
        ...{ perm: `${ci}/access`, nodes: [`${org}/department`], denyUsers: ["bob1"] },
      });
    });
    after(() => system.close());

    /** As a state has them in which the end date of a member has passed since. */
    const state = (): StackResource[] =>
      program.resources.map((one) =>
        one.name === "web-people"
          ? {
              ...one,
              inputs: { ...one.inputs, users: { ada1: "until 2026-11-01", bob1: "member" } },
            }
          : one,
      );
    const live = async () => {
      const { session } = system.session();
      const resources = state();
      const reading = await liveGraph({ inspector: inspectorOf(session), resources });
      return { ...reading, at: new Date(-8.64e15) };
    };
    const declared = () => {
      const { session } = system.session();
      const resources = state();
      return { ...declaredGraph({ inspector: inspectorOf(session), resources }), at: NOW };
    };
    const whoCan = (report: AccessReport) => report.people.map(({ username }) => username);

    it("counts what is overdue as long as it is there, and not by the state alone", async () => {
      const given = { ask: "who-can", perm: "CI/Deploy" } as const;
      assert.deepEqual(whoCan(reportOn(given, [await live()])), ["ada1", "bob1", "cyd1"]);
      assert.deepEqual(whoCan(reportOn(given, [declared()])), ["bob1", "cyd1"]);
    });

    it("knows who may use an app, who is denied it, and that another lets everybody in", async () => {
      const reading = await live();
      const users = reportOn({ ask: "who-can", perm: "CI/access" }, [reading]);
      // Authing keeps groups below the root of the departments, too.
      assert.deepEqual(whoCan(users), name === "authing" ? ["ada1", "cyd1"] : ["ada1"]);
      const not = reportOn({ ask: "why-not", person: "Bob", perm: "CI/access" }, [reading]);
      assert.equal(not.whyNot?.reason, "denied");
      const wiki = whoCan(reportOn({ ask: "who-can", perm: "Wiki/access" }, [reading]));
      assert.deepEqual(
        wiki.filter((one) => one !== "admin"),
        ["ada1", "bob1", "cyd1"],
      );
    });

    it("says it in the same words", async () => {
      const report = reportOn({ ask: "why", person: "bob1", perm: "CI/Deploy" }, [await live()]);
      const note = name === "authing" ? ", not documented" : "";
      assert.match(
        formats.text(report),
        new RegExp(
          `^Bob \\(bob1\\) has Deploy of CI: in Web 网页 \\(web-people\\), below Engineering \\(web${note}\\), which is granted it \\(deployers\\)$`,
          "m",
        ),
      );
    });

    it("lists what is overdue", async () => {
      const { expiring } = reportOn({ ask: "expiring" }, [await live()]);
      assert.deepEqual(
        expiring?.map(({ who, overdue, resource }) => [who, overdue, resource]),
        [["ada1", true, "web-people"]],
      );
    });
  });
}
