import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const MOCHA = join(ROOT, "node_modules/mocha/bin/mocha.js");

/** Files of tests, and how many of each kind mocha must find in them. */
const FILES = {
  "good.cjs": `it("passes", () => {}); it("passes too", () => {}); it.skip("is left out", () => {});`,
  "bad.cjs": `it("fails", () => { throw new Error("3 passing, 0 failing") });`,
  "hook.cjs": `describe("x", () => { before(() => { throw new Error("no") }); it("never runs", () => {}); });`,
  "dead.cjs": `it("takes its process along", () => process.kill(process.pid, "SIGKILL"));`,
};

describe("the last line of CI", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "count-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs tests as `npm test` does, files side by side. */
  const mocha = (run: string, ...files: (keyof typeof FILES)[]) => {
    for (const file of files) writeFileSync(join(folder, file), FILES[file]);
    const options = ["--no-config", "--no-package", "--parallel", "--jobs", "2"];
    const reporter = ["--reporter", join(ROOT, "test/reporter.cjs")];
    const sums = ["--reporter-option", `sums=${join(folder, "sums", run)}.json`];
    const all = [MOCHA, ...options, ...reporter, ...sums, ...files];
    return spawnSync(process.execPath, all, { cwd: folder, encoding: "utf8" });
  };
  const count = (code: number | null) => {
    const args = [join(ROOT, ".ci/count.cjs"), join(folder, "sums"), String(code)];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
    return [stdout, status];
  };

  it("adds up what each run of mocha counted, whatever its tests print", () => {
    mocha("unit", "good.cjs", "bad.cjs");
    const { status, stdout } = mocha("engine", "good.cjs", "hook.cjs");
    assert.match(stdout, /2 passing/);
    assert.deepEqual(count(status), ["4 passed, 2 failed, 2 skipped\n", 1]);
  });

  it("counts a process that a test took along", () => {
    const { status } = mocha("unit", "good.cjs", "dead.cjs");
    assert.deepEqual(count(status), ["2 passed, 1 failed, 1 skipped\n", 1]);
  });

  const sums = (name: string, passed: number, failed: number) => {
    mkdirSync(join(folder, "sums"), { recursive: true });
    const file = join(folder, "sums", `${name}.json`);
    writeFileSync(file, JSON.stringify({ passed, failed, skipped: 0 }));
  };

  it("names what was skipped only where something was", () => {
    sums("unit", 3, 0);
    assert.deepEqual(count(0), ["3 passed, 0 failed\n", 0]);
  });

  it("counts what failed before any test, as one", () => {
    assert.deepEqual(count(2), ["0 passed, 1 failed\n", 2]);
  });

  it("counts a run that broke off without sums, as one", () => {
    sums("unit", 3, 0);
    assert.deepEqual(count(137), ["3 passed, 1 failed\n", 137]);
  });

  it("believes no success without a test that passed, or with one that failed", () => {
    assert.deepEqual(count(0), ["0 passed, 1 failed\n", 1]);
    sums("unit", 3, 2);
    assert.deepEqual(count(0), ["3 passed, 2 failed\n", 1]);
  });
});
