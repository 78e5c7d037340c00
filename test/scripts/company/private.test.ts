import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secretFile } from "../../../scripts/lib/company/private";

describe("a secret of the checkout", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "identity-secret-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

  it("is made once and kept, for its owner alone, in a folder of theirs", () => {
    const path = join(folder, ".local/secret");
    const secret = secretFile(path);
    assert.ok(secret.length >= 16);
    chmodSync(path, 0o644);
    chmodSync(join(folder, ".local"), 0o755);
    assert.equal(secretFile(path), secret);
    assert.deepEqual([modeOf(path), modeOf(join(folder, ".local"))], ["600", "700"]);
  });

  it("is made anew where a kill left the file empty", () => {
    const path = join(folder, "secret");
    writeFileSync(path, "");
    const secret = secretFile(path);
    assert.notEqual(secret, "");
    assert.equal(secretFile(path), secret);
  });
});
