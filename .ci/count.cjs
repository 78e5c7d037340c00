/**
 * `node .ci/count.cjs FOLDER CODE` prints «N passed, N failed» from the sums that each run of mocha
 * wrote into the folder, and ends with the code of the test command, or with 1 where that hides a failure.
 */
const { existsSync, readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const [folder = "", code = "1"] = process.argv.slice(2);
const files = existsSync(folder) ? readdirSync(folder) : [];
const runs = files.map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
const sum = (key) => runs.reduce((total, run) => total + run[key], 0);

const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
// What no test counts is a failure too: installation, lint, types, a run that broke off, no test at all.
const isFailed = code !== "0" || passed === 0;
const failures = isFailed && failed === 0 ? 1 : failed;

console.log(`${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = Number(code) || Math.min(failures, 1);
