import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../../../scripts/lib/engine/checkout";
import { CLI_VERSION, isAtLeast } from "../../../scripts/lib/engine/versions";

describe("versions of the CLI", () => {
  for (const [version, enough] of [
    ["v3.227.0", true],
    ["3.227.0-alpha.1", true],
    ["v3.226.9", false],
    ["v4.0.0", true],
    ["v2.999.0", false],
    ["pulumi", false],
    ["", false],
  ] as const) {
    it(`${version || "nothing"} is ${enough ? "" : "not "}at least 3.227.0`, () => {
      assert.equal(isAtLeast(version, "3.227.0"), enough);
    });
  }

  it("are pinned to the same in package.json", () => {
    const manifest = JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8")) as {
      devDependencies: Record<string, string>;
    };
    assert.equal(manifest.devDependencies.pulumi, CLI_VERSION);
  });
});
