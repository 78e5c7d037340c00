import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageFingerprint } from "../../../scripts/lib/company/fingerprint";

const PACKAGED = [
  ...["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"],
  ...["README.md", "CHANGELOG.md", "LICENSE"],
  ...["sdk/index.ts", "provider/kinds/user/user.ts", "provider/adapters/run.cjs"],
  ...["emulator/authing/roles.json", "cli/page/main.js", "cli/chart/text.js"],
];
const ELSEWHERE = ["test/cli/tree.test.ts", "examples/company/index.ts", "scripts/start.ts"];

describe("the fingerprint of the package", () => {
  let checkout: string;
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(checkout, name)), { recursive: true });
    writeFileSync(join(checkout, name), text);
  };

  before(() => {
    checkout = mkdtempSync(join(tmpdir(), "checkout-"));
    for (const name of [...PACKAGED, ...ELSEWHERE]) write(name, name);
  });
  after(() => rmSync(checkout, { recursive: true }));

  for (const name of PACKAGED) {
    it(`is another when ${name} changes, and the old one when that is undone`, () => {
      const before = packageFingerprint(checkout);
      write(name, "changed");
      assert.notEqual(packageFingerprint(checkout), before);
      write(name, name);
      assert.equal(packageFingerprint(checkout), before);
    });
  }

  for (const name of ELSEWHERE) {
    it(`stays when ${name} changes, which is not in it`, () => {
      const before = packageFingerprint(checkout);
      write(name, "changed");
      assert.equal(packageFingerprint(checkout), before);
    });
  }

  it("is another when a file has another name", () => {
    const before = packageFingerprint(checkout);
    renameSync(join(checkout, "cli/page/main.js"), join(checkout, "cli/page/other.js"));
    assert.notEqual(packageFingerprint(checkout), before);
  });
});
