// Finds the processes of a tree, however deep and in whatever process group, also when their parent
// is gone: all inherit one variable of the environment, which Linux shows. Elsewhere it finds none.
"use strict";
const fs = require("node:fs");
const process = require("node:process");

const MARK = "PULUMI_IDENTITY_TREE";

/**
 * Ends all that carry a mark, but this process.
 *
 * @param {string} mark
 */
function killMarked(mark) {
  for (const pid of processes()) {
    if (pid !== process.pid && isMarked(pid, mark)) kill(pid);
  }
}

/** @returns {number[]} */
function processes() {
  try {
    return fs.readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** @param {number} pid @param {string} mark */
function isMarked(pid, mark) {
  try {
    const environment = fs.readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
    return environment.includes(`${MARK}=${mark}`);
  } catch {
    return false; // it ended, or is somebody else's
  }
}

/** @param {number} pid a process, or by a negative number the group that it leads */
function kill(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

module.exports = { MARK, killMarked, kill };
