import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { CHECKOUT } from "../../scripts/lib/engine/checkout";
import { Forge } from "../cli/ci/support/forge";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const RECIPES = join(CHECKOUT, "examples/ci");
const recipe = (file: string): unknown => parse(readFileSync(join(RECIPES, file), "utf8"));

/** The script of a step, as GitHub's runner gives it to `bash -e`. */
function githubStep(id: string): string {
  const { jobs } = recipe("github-plan.yml") as {
    jobs: { plan: { steps: { id?: string; run?: string }[] } };
  };
  const script = jobs.plan.steps.find((step) => step.id === id)?.run;
  if (script === undefined) throw new Error(`the workflow has no step ${id}`);
  return script;
}

/** The lines of a part of GitLab's job, as its runner gives them to one shell. */
function gitlabPart(part: "script" | "after_script"): string {
  const { plan } = recipe("gitlab-plan.yml") as { plan: Record<typeof part, string[]> };
  return plan[part].join("\n");
}

const program = (people: string) => `
  const acme = new Org("acme", { name: "Acme" });
  const ada = new User("ada", { username: "adalovelace", name: "Ada @all | <b>" });
  const grace = new User("grace", { username: "gracehopper", name: "影子" });
  const eng = new Node("engineering", { org: acme, kind: "department", name: "Engineering" });
  new NodeMembers("people", { node: eng, mode: "exact", users: [${people}] });
  const bank = new App("bank", { org: acme, name: "Bank" });
  const approve = new Perm("approve", { scope: bank, name: "Approve" });
  const create = new Perm("create", { scope: bank, name: "Create" });
  new PermGrants("approvers", { perm: approve, nodes: [eng] });
  new PermGrants("creators", { perm: create, users: [grace] });
`;
const rules = "schema: 1\nseparate:\n  - { name: payments, perms: [Bank/Create, Bank/Approve] }\n";

describe("the recipes for a pull request, under the real engine", function () {
  this.timeout(240_000);
  let server: IdentityServer;
  let project: Project;
  let forge: Forge;
  let url: string;
  const read = (path: string) => readFileSync(join(project.folder, path), "utf8");

  before(async () => {
    server = await IdentityServer.start();
    project = new Project(await workshop(), "plan-recipes");
    await project.configure(server.settings);
    project.program(program("ada"));
    await project.up();
    for (const file of ["plan.sh", "comment.mjs"]) {
      copyFileSync(join(RECIPES, file), join(project.folder, file));
    }
    project.write("identity-rules.yaml", rules);
  });
  beforeEach(async () => {
    forge = new Forge([], (id, body) => ({
      ...{ id, body, user: { type: "Bot" }, author: { username: "project_3_bot" } },
    }));
    url = await forge.listen();
  });
  afterEach(() => forge.close());
  after(async () => {
    project?.remove();
    await server?.close();
  });

  it("the shell's is content with a change that breaks no rule", async () => {
    const { code, output } = await project.shell("./plan.sh reports", { STACK: "test" });
    assert.equal(code, 0, output);
    assert.match(read("reports/plan.md"), /^## ✅ /);
    assert.match(read("reports/plan.html"), /^<!doctype html>/i);
  });

  it("the shell's ends with 9 at a broken rule, and keeps the reports", async () => {
    project.program(program("ada, grace"));
    const { code, output } = await project.shell("./plan.sh reports", { STACK: "test" });
    assert.equal(code, 9, output);
    assert.match(output, /A rule is broken: look at reports\/plan.html\n$/);
    assert.match(read("reports/plan.md"), /^## ❌ [\s\S]*payments/);
  });

  it("GitHub's comments, and then fails: with the plan, and where there is none", async () => {
    const env = { STACK: "test", GITHUB_OUTPUT: "output", GITHUB_STEP_SUMMARY: "summary" };
    const comment = {
      ...{ ...env, GITHUB_API_URL: url, GITHUB_REPOSITORY: "acme/org", GITHUB_TOKEN: "t" },
      ...{ NUMBER: "7", COMMIT: "0a1b2c3", PAGE: "https://github.example/page" },
    };
    for (const [more, code, sign] of [
      [{}, "9", /^<!-- .* -->\n## ❌ [\s\S]*payments[\s\S]*\n0a1b2c3, \[as a page\]\(https:/],
      [{ PULUMI_CONFIG_PASSPHRASE: "wrong" }, "1", /^<!-- .* -->\n## ❌ The plan failed\n/],
    ] as const) {
      await project.shell("rm -rf plan output");
      const planned = await project.shell(githubStep("plan"), { ...env, ...more });
      assert.equal(planned.code, 0, planned.output);
      assert.equal(read("output"), `code=${code}\n`);
      const commented = await project.shell(githubStep("comment"), comment);
      assert.equal(commented.code, 0, commented.output);
      assert.equal(forge.comments.length, 1, "one comment, kept up to date");
      assert.match(forge.comments[0]?.body ?? "", sign);
      assert.doesNotMatch(forge.comments[0]?.body ?? "", /@all|\| <b>/);
      const verdict = await project.shell(githubStep("verdict"), { CODE: code });
      assert.equal(verdict.code, Number(code));
    }
    assert.match(read("summary"), /payments/);
  });

  it("GitLab's comments after a job that failed, too", async () => {
    const env = {
      ...{ STACK: "test", GITLAB_CI: "true", CI_API_V4_URL: url, CI_PROJECT_ID: "3" },
      ...{ CI_MERGE_REQUEST_IID: "7", GITLAB_TOKEN: "t", CI_COMMIT_SHA: "0a1b2c3" },
      CI_JOB_URL: "https://gitlab.example/job",
    };
    for (const [more, code, sign] of [
      [{}, 9, /^<!-- .* -->\n## ❌ [\s\S]*payments[\s\S]*\n0a1b2c3, \[as a page\]\(https:/],
      [{ PULUMI_CONFIG_PASSPHRASE: "wrong" }, 1, /^<!-- .* -->\n## ❌ The plan failed\n/],
    ] as const) {
      await project.shell("rm -rf plan");
      const planned = await project.shell(gitlabPart("script"), { ...env, ...more });
      assert.equal(planned.code, code, planned.output);
      const commented = await project.shell(gitlabPart("after_script"), env);
      assert.equal(commented.code, 0, commented.output);
      assert.equal(forge.comments.length, 1, "one note, kept up to date");
      assert.match(forge.comments[0]?.body ?? "", sign);
    }
    assert.ok(existsSync(join(project.folder, "plan")));
  });
});
