import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { CHECKOUT } from "../../scripts/lib/engine/checkout";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const RECIPES = join(CHECKOUT, "examples/ci");

/** The script of a step, as GitHub's runner gives it to `bash -e`. */
function githubStep(id: string): string {
  const { jobs } = parse(readFileSync(join(RECIPES, "github.yml"), "utf8")) as {
    jobs: { drift: { steps: { id?: string; run?: string }[] } };
  };
  const script = jobs.drift.steps.find((step) => step.id === id)?.run;
  if (script === undefined) throw new Error(`the workflow has no step ${id}`);
  return script;
}

describe("the recipes for CI, under the real engine", function () {
  this.timeout(180_000);
  let server: IdentityServer;
  let project: Project;
  const read = (path: string) => readFileSync(join(project.folder, path), "utf8");

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "recipes");
    await project.configure(server.settings);
    project.program(`
      const acme = new Org("acme", { name: "Acme" });
      new Node("engineering", { org: acme, kind: "department", name: "Engineering", uid: "engineering" });
    `);
    await project.up();
    copyFileSync(join(RECIPES, "drift.sh"), join(project.folder, "drift.sh"));
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  it("the shell's is content where nothing has drifted", async () => {
    const { code, output } = await project.shell("./drift.sh reports", { STACK: "test" });
    assert.equal(code, 0, output);
    assert.match(output, /No drift/);
  });

  it("the shell's ends with 7 at drift, and keeps the reports", async () => {
    await server.ask("PATCH", "node/d_engineering/", { name: "Engineers" });
    const child = { uid: "shadow", name: "影子部门" };
    await server.ask("POST", "node/d_engineering/node/", child);
    const { code, output } = await project.shell("./drift.sh reports", { STACK: "test" });
    assert.equal(code, 7, output);
    assert.match(output, /影子部门/);
    assert.match(output, /Drift: look at reports\/drift.html\n$/);
    assert.match(read("reports/drift.html"), /^<!doctype html>[\s\S]*影子部门/);
    assert.match(read("reports/drift.md"), /影子部门/);
    assert.equal((JSON.parse(read("reports/drift.json")) as { verdict: string }).verdict, "drift");
  });

  it("GitHub's goes on at drift, to comment and fail at its end", async () => {
    const env = { STACK: "test", GITHUB_OUTPUT: "output", GITHUB_STEP_SUMMARY: "summary" };
    const { code, output } = await project.shell(githubStep("drift"), env);
    assert.equal(code, 0, output);
    assert.equal(read("output"), "code=7\n");
    assert.match(read("summary"), /影子部门/);
    assert.ok(existsSync(join(project.folder, "drift/drift.sarif")));
  });

  it("accepts what the baseline lists", async () => {
    const accept =
      "npx pulumi-identity drift --stack test --baseline drift-baseline.yaml --update-baseline";
    await project.shell(accept);
    const { code, output } = await project.shell("./drift.sh reports", { STACK: "test" });
    assert.equal(code, 7, "a changed name can't be accepted");
    assert.match(output, /1 changed; 1 accepted by the baseline/);
  });

  it("draws the org through the stack's own connection", async () => {
    const { code, output } = await project.shell("npx pulumi-identity tree --stack test");
    assert.equal(code, 0, output);
    assert.match(output, /└─ Engineers\n│ {5}└─ 影子部门\n/);
  });

  it("tells a failed check from drift", async () => {
    const wrong = { STACK: "test", PULUMI_CONFIG_PASSPHRASE: "wrong" };
    const shell = await project.shell("./drift.sh reports", wrong);
    assert.equal(shell.code, 1, shell.output);
    assert.match(shell.output, /The check itself failed: this says nothing about drift.\n$/);
    const github = { ...wrong, GITHUB_OUTPUT: "output", GITHUB_STEP_SUMMARY: "summary" };
    assert.equal((await project.shell(githubStep("drift"), github)).code, 1);
  });
});
