import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { readSettings, readStack } from "../../../cli/stack/stack";

/** What the Pulumi CLI (3.250.0) says outside a project. */
const says = {
  "with a stack":
    "error: if you're using the --stack flag, pass the fully qualified name (organization/project/stack)",
  "without one":
    "error: no Pulumi.yaml project file found (searching upwards from /home/ada). If you have not created a project yet, use `pulumi new` to do so: no project file found",
};

describe("a stack that is asked for outside a project", () => {
  const path = process.env.PATH;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "no-project-"));
    process.env.PATH = [folder, path].join(delimiter);
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });

  for (const [how, text] of Object.entries(says)) {
    it(`is told with the folder, ${how}`, async () => {
      const cli = join(folder, "pulumi");
      writeFileSync(cli, `#!/bin/sh\ncat >&2 <<'END'\n${text}\nEND\nexit 1\n`);
      chmodSync(cli, 0o755);
      const choice = { cwd: folder, ...(how === "with a stack" && { stack: "dev" }) };
      const message = `there is no Pulumi project in ${folder}: name its folder by --cwd`;
      await assert.rejects(readStack(choice), { message });
      await assert.rejects(readSettings(choice), { message });
    });
  }
});
