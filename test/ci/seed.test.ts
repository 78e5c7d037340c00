import fc from "fast-check";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const MOCHA = join(ROOT, "node_modules/mocha/bin/mocha.js");

/** A test whose name is what it draws. */
const DRAWS = `const fc = require(${JSON.stringify(require.resolve("fast-check"))});
  it("drew " + fc.sample(fc.nat(), 5).join(), () => {});`;

describe("what is random in tests", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "seed-"));
    for (const file of ["a.cjs", "b.cjs"]) writeFileSync(join(folder, file), DRAWS);
  });
  after(() => rmSync(folder, { recursive: true }));

  /** What two files draw that run side by side, and what else is printed. */
  const run = (seed?: string) => {
    const options = ["--no-config", "--no-package", "--parallel", "--jobs", "2"];
    const all = [MOCHA, ...options, "--require", join(ROOT, "test/seed.cjs"), "a.cjs", "b.cjs"];
    const env = { ...process.env, PROPERTY_SEED: seed };
    const { stdout, stderr } = spawnSync(process.execPath, all, {
      ...{ cwd: folder, env, encoding: "utf8" },
    });
    return { drew: [...stdout.matchAll(/drew (.*)/g)].map(([, one]) => one), stdout, stderr };
  };

  it("begins with the seed of this run", () => {
    assert.equal(fc.readConfigureGlobal()?.seed, Number(process.env["PROPERTY_SEED"]));
  });

  it("is the same in each run", () => {
    const { drew, stdout } = run();
    assert.equal(drew.length, 2, stdout);
    assert.equal(drew[0], drew[1]);
    assert.deepEqual(run().drew, drew);
    assert.notDeepEqual(run("1").drew, drew);
  });

  it("is drawn anew where that is asked for, once for all files, and can be had again", () => {
    const { drew, stdout } = run("random");
    assert.equal(drew.length, 2, stdout);
    assert.equal(drew[0], drew[1]);
    assert.notDeepEqual(run("random").drew, drew);
    const [, seed] = /PROPERTY_SEED=(\d+)/.exec(stdout) ?? [];
    assert.deepEqual(run(seed).drew, drew);
  });

  it("refuses a seed that is none", () => {
    const { drew, stderr } = run("tomorrow");
    assert.deepEqual(drew, []);
    assert.match(stderr, /PROPERTY_SEED is a number or random: tomorrow/);
  });
});
