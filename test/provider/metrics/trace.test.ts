import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTrace } from "../../../provider/metrics/trace";

const event = {
  time: "2026-11-21T00:00:00.000Z",
  method: "GET",
  path: "node/:uid/",
  status: 200,
  ms: 12,
  attempt: 1,
};

describe("a trace", () => {
  let folder: string;
  let file: string;
  let told: string[];
  const warn = (text: string) => void told.push(text);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "trace-"));
    file = join(folder, "trace.jsonl");
    told = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("appends a line a request to what is there, for its owner's eyes", () => {
    writeFileSync(file, "before\n", { mode: 0o600 });
    const trace = openTrace(file, warn);
    trace(event);
    trace({ ...event, status: 201 });
    const [before, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
    assert.equal(before, "before");
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      [event, { ...event, status: 201 }],
    );
    rmSync(file);
    openTrace(file, warn)(event);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it("is none where none is asked for", () => {
    for (const none of [undefined, ""]) openTrace(none, warn)(event);
    assert.deepEqual(told, []);
  });

  it("that can't be written is told of once, before any request, and stops nothing", () => {
    const nowhere = join(folder, "no such folder", "trace.jsonl");
    const trace = openTrace(nowhere, warn);
    const sentence = `no trace is kept: IDENTITY_TRACE ${nowhere} can't be written (ENOENT)`;
    assert.deepEqual(told, [sentence]);
    trace(event);
    assert.deepEqual(told, [sentence]);
  });

  it("ends with one sentence where the disk is full", function () {
    const trace = openTrace("/dev/full", warn);
    if (told.length > 0) this.skip(); // there is none here
    for (let i = 0; i < 3; i++) trace(event);
    assert.deepEqual(told, [
      "no trace is kept: IDENTITY_TRACE /dev/full can't be written (ENOSPC)",
    ]);
  });

  it("holds whole lines when several processes share it", async () => {
    const program = `
      const { openTrace } = require(${JSON.stringify(join(__dirname, "../../../provider/metrics/trace.ts"))});
      const trace = openTrace(${JSON.stringify(file)}, console.error);
      for (let i = 0; i < 500; i++) trace({ ...${JSON.stringify(event)}, path: "x".repeat(i) });
    `;
    const run = () => spawn(process.execPath, ["--import=tsx", "--eval", program]);
    await Promise.all([1, 2, 3].map(() => once(run(), "exit")));
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    assert.equal(lines.length, 1500);
    for (const line of lines) assert.equal((JSON.parse(line) as typeof event).method, "GET");
  });
});
