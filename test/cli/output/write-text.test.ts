import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { openSync } from "node:fs";
import { chmodSync, closeSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeText, writeTexts } from "../../../cli/output/write-text";
import { startServer, type RunningServer } from "../../../emulator";
import { ArkIDClient, tokenAuthorizer } from "../../../sdk";
import { runCommand } from "../command";

const MODULE = join(__dirname, "../../../cli/output/write-text.ts");

/** Writes in a process that may write no file of more than 1,024 bytes, as on a disk that is full. */
function writeInFull(folder: string, files: Readonly<Record<string, string>>): string {
  const [loader, given] = [require.resolve("tsx"), JSON.stringify([folder, files])];
  const script = `try { require(${JSON.stringify(MODULE)}).writeTexts(...${given}); } catch (error) { console.log(error.message); }`;
  // Its own loader would keep what it has compiled.
  const env = { ...process.env, TSX_DISABLE_CACHE: "1" };
  const command = 'ulimit -f 1; exec "$0" --require "$1" --eval "$2"';
  const args = ["-c", command, process.execPath, loader, script];
  return execFileSync("bash", args, { env, encoding: "utf8" });
}

describe("a file of a report", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "identity-write-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => join(folder, name);
  const text = (name: string) => readFileSync(at(name), "utf8");

  it("is written in whole, and nothing is left beside it", () => {
    writeTexts(folder, { "deep/a.md": "a", "b.md": "b" });
    writeText(at("b.md"), "更多");
    assert.deepEqual([text("deep/a.md"), text("b.md")], ["a", "更多"]);
    assert.deepEqual(readdirSync(folder).sort(), ["b.md", "deep"]);
  });

  it("keeps its mode, and the link that leads to it", () => {
    writeFileSync(at("real.md"), "old");
    chmodSync(at("real.md"), 0o640);
    symlinkSync("real.md", at("link.md"));
    writeText(at("link.md"), "new");
    assert.deepEqual([text("real.md"), statSync(at("real.md")).mode & 0o777], ["new", 0o640]);
    assert.deepEqual(readdirSync(folder).sort(), ["link.md", "real.md"]);
  });

  it("stays as it was where a disk is full, and so do those beside it", () => {
    writeFileSync(at("a.md"), "old a");
    writeFileSync(at("b.md"), "old b");
    const told = writeInFull(folder, { "a.md": "new a", "b.md": "x".repeat(5_000), "c.md": "c" });
    assert.match(told, /b\.md can't be written: EFBIG: file too large\n$/);
    assert.deepEqual([text("a.md"), text("b.md")], ["old a", "old b"]);
    assert.deepEqual(readdirSync(folder).sort(), ["a.md", "b.md"]);
  });

  it("may be a device", () => {
    writeText("/dev/null", "x");
    assert.throws(() => writeText("/dev/full", "x"), {
      message: "/dev/full can't be written: ENOSPC: no space left on device",
    });
  });

  describe("on the standard output", () => {
    let server: RunningServer;
    before(async () => (server = await startServer({ adminPassword: "the-admins-own" })));
    after(() => server.close());

    it("that takes no more is told of in a sentence", async () => {
      const { auth } = new ArkIDClient({ url: server.url });
      const token = await auth.authToGetToken("admin", "the-admins-own");
      await new ArkIDClient({ url: server.url, authorizer: tokenAuthorizer(token) }).org.create({
        name: "Acme",
      });
      const env = { IDENTITY_URL: server.url, IDENTITY_TOKEN: token };
      const full = openSync("/dev/full", "w");
      const { code, stderr } = await runCommand(["tree", "--format", "json"], { env, full });
      closeSync(full);
      const says = "the standard output can't be written: ENOSPC: no space left on device\n";
      assert.deepEqual([code, stderr], [1, says]);
    });
  });
});
