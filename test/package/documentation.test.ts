import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../..");

/** Kinds that must have a comment of their own. */
const DOCUMENTED = ["Class", "Interface", "Function", "Method", "TypeAlias", "Variable"];

describe("the documentation", () => {
  it("builds without a warning, and leaves out no exported name", async function () {
    this.timeout(120_000);
    const options = [
      // Types are checked elsewhere, and here only the comments matter.
      ...["--emit", "none", "--skipErrorChecking", "--validation.notDocumented", "true"],
      ...DOCUMENTED.flatMap((kind) => ["--requiredToBeDocumented", kind]),
    ];
    const typedoc = join(root, "node_modules/typedoc/bin/typedoc");
    const said = await new Promise<string>((resolve) => {
      execFile(process.execPath, [typedoc, ...options], { cwd: root }, (error, out, err) =>
        resolve(error === null ? "" : `${out}\n${err}`),
      );
    });
    assert.equal(said, "");
  });
});
