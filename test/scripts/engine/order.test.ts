import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { SDK } from "../../../scripts/lib/engine/checkout";
import { ensureEngine, EngineUnavailable } from "../../../scripts/lib/engine/index";
import { missingParts } from "../../../scripts/lib/engine/parts";
import { lineReport } from "../../../scripts/lib/engine/report";
import { Machine } from "./machine";

const version = (text: string) => `#!/bin/sh\necho ${text}\n`;

describe("the engine", () => {
  let machine: Machine;
  let lines: string[];

  beforeEach(() => {
    machine = new Machine();
    lines = [];
  });
  afterEach(() => machine.remove());

  const ensure = (stall = 20_000) =>
    ensureEngine({ env: machine.env, report: lineReport((line) => lines.push(line)), stall });

  describe("already on PATH", () => {
    const onPath = (folder: string, text: string) => {
      machine.put(`${folder}/pulumi-language-nodejs`);
      machine.env.PATH = [machine.env.PATH, join(machine.root, folder)].join(delimiter);
      return machine.put(`${folder}/pulumi`, version(text));
    };

    it("is the first that is new enough", async () => {
      onPath("old", "v3.226.1");
      const pulumi = onPath("new", "v3.227.0");
      const engine = await ensure();
      assert.equal(engine.pulumi, pulumi);
      assert.equal(engine.version, "3.227.0");
      assert.equal(engine.origin, "path");
      assert.deepEqual(machine.versions(), []);
    });

    it("is passed over where it can't run Node programs", async () => {
      machine.put(join(machine.bin, "pulumi"), version("v3.240.0"));
      machine.network("up");
      assert.equal((await ensure()).origin, "npm");
    });

    it("borrows the SDK's shim where it has none, and installs nothing", async () => {
      onPath("own", "v3.240.0");
      assert.equal((await ensure()).path, [join(machine.root, "own"), SDK].join(delimiter));
    });

    it("does not mean the npm package's launcher, which downloads when it is run", async () => {
      const launcher = "project/node_modules/.bin";
      onPath(launcher, "v3.250.0");
      machine.put(`${launcher}/pulumi`, `#!/bin/sh\ntouch ${machine.root}/launched\n`);
      machine.network("up");
      assert.equal((await ensure()).origin, "npm");
      assert.equal(existsSync(join(machine.root, "launched")), false);
    });
  });

  it("is downloaded by the npm package, with all that it brings", async () => {
    machine.network("up");
    machine.go();
    const engine = await ensure();
    assert.equal(engine.origin, "npm");
    assert.equal(engine.pulumi, join(machine.home.bin, "pulumi"));
    assert.deepEqual(missingParts(machine.home.bin), []);
    assert.deepEqual(machine.versions(), ["3.250.0"]);
    assert.deepEqual(machine.goCalls("build"), []);
  });

  it("is compiled where the download fails, within the Pulumi home and by the user's settings", async () => {
    machine.go();
    Object.assign(machine.env, { GOFLAGS: "-buildvcs=false", GOPROXY: "https://proxy.invalid" });
    assert.equal((await ensure()).origin, "source");
    assert.deepEqual(missingParts(machine.home.bin), []);
    assert.deepEqual(machine.versions(), ["3.250.0"]);
    assert.match(
      readFileSync(join(machine.root, "go.env"), "utf8"),
      /^GOFLAGS=-buildvcs=false -mod=mod -modcacherw GOPROXY=https:\/\/proxy\.invalid$/m,
    );
    assert.match(
      lines.join("\n"),
      /compiling the Pulumi CLI .* about 5 minutes, once per machine…/,
    );
  });

  it("is compiled where the download hangs, which is cut", async () => {
    machine.network("hangs");
    machine.go();
    assert.equal((await ensure(300)).origin, "source");
    assert.match(lines.join("\n"), /cut after 0\.3 s without progress/);
  });

  it("is not made again", async () => {
    machine.go();
    await ensure();
    lines = [];
    assert.equal((await ensure()).origin, "source");
    assert.deepEqual(lines, []);
    assert.equal(machine.goCalls("build").length, 2);
  });

  describe("of which a part is missing", () => {
    const part = (name: string) => join(machine.home.bin, name);

    it("gets the shim by a copy", async () => {
      machine.put(part("pulumi"));
      machine.put(part("pulumi-language-nodejs"));
      await ensure();
      assert.deepEqual(missingParts(machine.home.bin), []);
      assert.deepEqual(lines, [
        "added pulumi-resource-pulumi-nodejs, which runs dynamic providers",
      ]);
    });

    it("gets the language host without touching the CLI", async () => {
      machine.put(part("pulumi"), version("mine"));
      machine.go();
      await ensure();
      assert.deepEqual(missingParts(machine.home.bin), []);
      assert.equal(readFileSync(part("pulumi"), "utf8"), version("mine"));
      assert.equal(machine.goCalls("build").length, 1);
    });

    it("takes an empty file for none", async () => {
      machine.put(part("pulumi"), "");
      machine.go();
      await ensure();
      assert.deepEqual(missingParts(machine.home.bin), []);
    });
  });

  describe("that can't be had", () => {
    const failure = () =>
      ensure().then(
        () => assert.fail("there is one"),
        (error: unknown) => {
          assert(error instanceof EngineUnavailable);
          assert.deepEqual(machine.versions(), []);
          return error.message;
        },
      );

    it("says why in one sentence", async () => {
      const { code, output } = await machine.run().ended;
      assert.equal(code, 1);
      assert.equal(
        output.trim().split("\n").at(-1),
        "the Pulumi CLI can't be had here: none of version 3.227.0 or later is on PATH, " +
          "3.250.0 can't be downloaded (no route to host), and it can't be compiled " +
          "(no Go toolchain is on PATH); install Pulumi, or make one of these work, and run this again",
      );
    });

    it("names the Go that it needs", async () => {
      machine.go(
        `echo "go: m@v1 requires go >= 1.25.6 (running go 1.21.0; GOTOOLCHAIN=local)"; exit 1`,
      );
      assert.match(await failure(), /it needs Go 1\.25\.6 or newer, and 1\.21\.0 is installed/);
    });

    it("repeats what the compiler said last", async () => {
      machine.go(`echo "go: no such host"; exit 1`);
      assert.match(await failure(), /it can't be compiled \(go: no such host\)/);
    });
  });
});
