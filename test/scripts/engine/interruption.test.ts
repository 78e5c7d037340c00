import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../../../scripts/lib/process-tree/alive";
import { missingParts } from "../../../scripts/lib/engine/parts";
import { Machine, until } from "./machine";

describe("making the engine", () => {
  let machine: Machine;

  beforeEach(() => (machine = new Machine()));
  afterEach(() => machine.remove());

  /** A build that lasts: it starts a process of its own, as Go does, and says which. */
  const slowBuild = async () => {
    machine.go(`sleep 60 & echo $! > "${machine.root}/compiler"; printf half > "$out"; wait`);
    const running = machine.run();
    const file = join(machine.root, "compiler");
    await until(() => existsSync(file) && readFileSync(file, "utf8").endsWith("\n"));
    return { running, compiler: Number(readFileSync(file, "utf8")) };
  };

  for (const [signal, expected] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    it(`leaves nothing behind on ${signal}`, async () => {
      const { running, compiler } = await slowBuild();
      running.kill(signal);
      assert.equal((await running.ended).code, expected);
      assert.deepEqual(machine.versions(), []);
      await until(() => !isAlive(compiler));
    });
  }

  it("leaves nothing running on kill -9, and the next run clears up and goes on", async () => {
    const { running, compiler } = await slowBuild();
    running.kill("SIGKILL");
    await running.ended;
    await until(() => !isAlive(compiler));
    assert.notDeepEqual(machine.versions(), []);

    machine.go();
    assert.equal((await machine.run().ended).code, 0);
    assert.deepEqual(machine.versions(), ["3.250.0"]);
  });

  it("is done once by two at the same time", async () => {
    const goOn = join(machine.root, "go-on");
    machine.go(`while [ ! -f "${goOn}" ]; do sleep 0.05; done; cat "$0" > "$out"`);
    const first = machine.run();
    await until(() => machine.versions().includes(".3.250.0-lock"));
    const second = machine.run();
    await until(() => second.output().includes("waiting for process"));
    writeFileSync(goOn, "");
    assert.deepEqual([(await first.ended).code, (await second.ended).code], [0, 0]);
    assert.equal(machine.goCalls("build").length, 2); // the CLI and the language host
    assert.deepEqual(missingParts(machine.home.bin), []);
    assert.deepEqual(machine.versions(), ["3.250.0"]);
  });

  it("is not held up by the lock of a process that is gone, and removes what that one left", async () => {
    const gone = "2147483646";
    const lock = join(machine.home.versions, ".3.250.0-lock");
    mkdirSync(join(machine.home.versions, ".3.250.0-making", "go/pkg"), { recursive: true });
    symlinkSync(gone, lock);
    machine.go();
    assert.equal((await machine.run().ended).code, 0);
    assert.deepEqual(machine.versions(), ["3.250.0"]);
  });

  it("is not held up by a lock of before, which was a folder", async () => {
    mkdirSync(join(machine.home.versions, ".3.250.0-lock"), { recursive: true });
    machine.go();
    assert.equal((await machine.run().ended).code, 0);
    assert.deepEqual(machine.versions(), ["3.250.0"]);
  });
});
