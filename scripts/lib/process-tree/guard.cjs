// Runs a command, and ends it with all that it has started when whoever asked for it is gone: the
// channel to them closes even on `kill -9`. Where there is patience, the command may first finish
// what it is at, so that its state is whole and its lock is gone. JavaScript, so that it starts at once.
"use strict";
const { spawn } = require("node:child_process");
const process = require("node:process");
const { kill, killMarked } = require("./marked.cjs");

const [mark = "", patience, file = "", ...args] = process.argv.slice(2);
const command = spawn(file, args, { stdio: "inherit" });
let isTold = false;

// What a terminal sends reaches the command by itself, which takes a second one for impatience.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => (isTold = true));
process.on("message", interrupt);
process.on("disconnect", () => {
  interrupt();
  setTimeout(endAll, Number(patience));
});
command.on("exit", (code) => end(code ?? 1));
command.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  end(127);
});

function interrupt() {
  if (!isTold) command.kill("SIGINT");
  isTold = true;
}

/** @param {number} code */
function end(code) {
  killMarked(mark);
  process.exit(code);
}

function endAll() {
  killMarked(mark);
  command.kill("SIGKILL");
  kill(-process.pid); // where nothing shows the marks, the group is all there is
  process.exit(1);
}
