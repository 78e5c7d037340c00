// Runs a command, and kills it with all that it started when whoever holds the leash is gone: his
// end of this process's standard input closes even on `kill -9`. A build of five minutes must not
// outlive the one who asked for it. Leads a process group of its own (see run.ts).
"use strict";
const { spawn } = require("node:child_process");
const process = require("node:process");

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
const killAll = () => process.kill(-process.pid, "SIGKILL");

process.stdin.on("end", killAll).on("error", killAll).resume();
child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code) => process.exit(code ?? 1));
