import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECKOUT } from "../../../scripts/lib/engine/checkout";
import { MARK, running } from "../../engine/support/processes";
import { until } from "../engine/machine";

const TREE = JSON.stringify(join(CHECKOUT, "scripts/lib/process-tree/index.ts"));

/** Is asked to end and does so in a while; leaves a process in a session of its own. */
const COMMAND = `
  trap 'echo told >> log; sleep 0.5; echo finished >> log; exit 3' INT
  setsid sleep 60 &
  echo began >> log
  while :; do sleep 0.05; done
`;

describe("a process tree", () => {
  const mark = randomUUID();
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "tree-"))));
  afterEach(async () => {
    await until(() => running(mark).length === 0);
    rmSync(folder, { recursive: true });
  });

  const log = () => {
    const file = join(folder, "log");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  };

  /** Whoever starts the command, in a process group of their own as in a terminal. */
  const owner = async (how: "startApart" | "startInForeground", andThen = "") => {
    const program = `
      const { ${how} } = require(${TREE});
      const args = ["-c", ${JSON.stringify(COMMAND)}];
      const cwd = ${JSON.stringify(folder)};
      const tree = ${how}({ file: "sh", args, cwd, env: process.env });
      ${andThen}
    `;
    const child = spawn(process.execPath, ["--import=tsx", "--eval", program], {
      env: { ...process.env, [MARK]: mark },
      ...{ cwd: CHECKOUT, detached: true, stdio: "ignore" },
    });
    await until(() => log().includes("began"));
    return child.pid ?? 0;
  };

  it("may finish in the foreground when its owner is killed, and leaves nothing running", async () => {
    process.kill(await owner("startInForeground"), "SIGKILL");
    await until(() => log().includes("finished"));
    assert.deepEqual(log(), ["began", "told", "finished"]);
  });

  it("is told of a Ctrl-C of the terminal once, though its owner passes it on", async () => {
    const group = await owner(
      "startInForeground",
      `process.on("SIGINT", () => setTimeout(tree.interrupt, 100));`,
    );
    process.kill(-group, "SIGINT");
    await until(() => log().includes("finished"));
    assert.deepEqual(log(), ["began", "told", "finished"]);
  });

  it("is told where only its owner is", async () => {
    const pid = await owner("startInForeground", `process.on("SIGTERM", tree.interrupt);`);
    process.kill(pid, "SIGTERM");
    await until(() => log().includes("finished"));
  });

  it("ends at once apart from the terminal when its owner is killed", async () => {
    process.kill(await owner("startApart"), "SIGKILL");
    await until(() => running(mark).length === 0);
    assert.ok(!log().includes("finished"));
  });
});
