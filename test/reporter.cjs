const { mkdirSync, writeFileSync } = require("node:fs");
const { dirname } = require("node:path");
const { reporters } = require("mocha");

/** What people read, and beside it the sums in a file (`--reporter-option sums=FILE`) for CI to count. */
module.exports = class SpecWithSums extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = options.reporterOption?.sums;
    if (file !== undefined) runner.once("end", () => write(file, this.stats));
  }
};

function write(file, { passes, failures, pending }) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
}
