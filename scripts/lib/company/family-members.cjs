// Finds the processes that a command has started, however deep and in whatever process group, also
// when their parent is gone: all inherit one variable of the environment, which Linux shows.
"use strict";
const fs = require("node:fs");
const process = require("node:process");

const FAMILY = "PULUMI_IDENTITY_FAMILY";

/** @param {string} family @returns {number[]} the process ids; none on systems without /proc */
function familyMembers(family) {
  const marker = `${FAMILY}=${family}`;
  return processes().filter((pid) => pid !== process.pid && environmentOf(pid).includes(marker));
}

/** @returns {number[]} */
function processes() {
  try {
    return fs.readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** @param {number} pid @returns {string[]} */
function environmentOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return []; // it ended, or is somebody else's
  }
}

/** @param {string} family */
function killFamily(family) {
  for (const pid of familyMembers(family)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself.
    }
  }
}

module.exports = { FAMILY, familyMembers, killFamily };
