import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../../../scripts/lib/engine/checkout";
import { type Engine, ensureRandomPlugin } from "../../../scripts/lib/engine/index";
import { lineReport } from "../../../scripts/lib/engine/report";
import { Machine } from "../engine/machine";

const VERSION = (
  JSON.parse(readFileSync(join(CHECKOUT, "node_modules/@pulumi/random/package.json"), "utf8")) as {
    version: string;
  }
).version;
const STAND_IN = join(CHECKOUT, "test/engine/random");

describe("the random plugin", () => {
  let machine: Machine;
  let engine: Engine;
  let lines: string[];

  beforeEach(() => {
    machine = new Machine();
    lines = [];
    engine = { pulumi: "", path: machine.bin, version: "3.250.0", origin: "source" };
  });
  afterEach(() => machine.remove());

  const stamp = () => join(machine.root, "stamps/random-plugin.failed");
  const ensure = () =>
    ensureRandomPlugin(engine, {
      env: machine.env,
      report: lineReport((line) => lines.push(line)),
      stamp: stamp(),
    });
  const cli = (script: string) => {
    const pulumi = machine.put("cli/pulumi", `#!/bin/sh\ntouch ${machine.root}/asked\n${script}\n`);
    engine = { ...engine, pulumi };
  };
  const asked = () => {
    const was = existsSync(join(machine.root, "asked"));
    rmSync(join(machine.root, "asked"), { force: true });
    return was;
  };
  const real = () => join(machine.home.plugins, `resource-random-v${VERSION}`);

  it("is the installed one of the version that @pulumi/random asks for", async () => {
    machine.put(join(real(), "pulumi-resource-random"));
    assert.equal(await ensure(), real());
    assert.deepEqual(lines, []);
  });

  it("is downloaded by the CLI", async () => {
    const file = join(real(), "pulumi-resource-random");
    cli(`mkdir -p ${real()}; printf x > ${file}; chmod 755 ${file}`);
    assert.equal(await ensure(), real());
    assert.equal(existsSync(stamp()), false);
  });

  it("is the stand-in where it can't be downloaded, and says so in a line", async () => {
    cli(`echo "error: [resource plugin random] failed: no route" >&2; exit 255`);
    assert.equal(await ensure(), STAND_IN);
    assert.equal(
      lines.at(-1),
      `the random plugin ${VERSION} can't be downloaded (no route): ` +
        "using the stand-in in test/engine/random, which is for trying things out only",
    );
  });

  it("is not tried again for a day", async () => {
    cli("exit 1");
    await ensure();
    assert.equal(asked(), true);
    assert.equal(await ensure(), STAND_IN);
    assert.equal(asked(), false);

    const yesterday = Date.now() / 1000 - 25 * 60 * 60;
    utimesSync(stamp(), yesterday, yesterday);
    await ensure();
    assert.equal(asked(), true);
  });
});
