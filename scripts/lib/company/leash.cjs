// Ends a running Pulumi, with all that it started, when whoever holds the leash is gone: his end of
// this process's standard input closes even on `kill -9`. Pulumi may first finish what it is at, so
// that its state is whole and its lock is gone.
"use strict";
const process = require("node:process");
const { familyMembers, killFamily } = require("./family-members.cjs");

const [pid, family] = process.argv.slice(2);
const PATIENCE = 10_000;
let start = 0;

process.on("SIGINT", () => undefined); // Ctrl-C is for the others
process.stdin.on("end", end).on("error", end).resume();

function end() {
  start = Date.now();
  try {
    process.kill(Number(pid), "SIGINT");
  } catch {
    // It ended already.
  }
  setInterval(() => {
    if (familyMembers(family).length > 0 && Date.now() - start < PATIENCE) return;
    killFamily(family);
    process.exit(0);
  }, 100);
}
