import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseJson } from "../../../provider/files/json";
import { bytesOf, FileError } from "../../../provider/files/read";
import { parseYaml } from "../../../provider/files/yaml";

describe("a file that somebody gives", () => {
  const folder = mkdtempSync(join(tmpdir(), "given-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const made: Readonly<Record<string, readonly [make: (file: string) => void, says: RegExp]>> = {
    "a folder": [(file) => mkdirSync(file), /it is a folder: give a YAML file$/],
    "a pipe that nobody writes to": [
      (file) => execFileSync("mkfifo", [file]),
      /it is no file: give a YAML file$/,
    ],
    "one byte too large": [
      (file) => {
        writeFileSync(file, "");
        truncateSync(file, 64 * 1024 * 1024 + 1);
      },
      /it has more than 64 MiB: give a YAML file$/,
    ],
    "not there": [() => undefined, /there is no such file/],
  };
  for (const [what, [make, says]] of Object.entries(made)) {
    it(`is not read where it is ${what}`, () => {
      const file = join(folder, what);
      make(file);
      assert.throws(
        () => bytesOf(file, "a YAML file"),
        (error: Error) => {
          assert.ok(error instanceof FileError);
          return says.test(error.message) && error.message.startsWith(file);
        },
      );
    });
  }

  it("is read from what a shell hands over", () => {
    const reads = `process.stdout.write(require(${JSON.stringify(join(__dirname, "../../../provider/files/read.ts"))}).bytesOf("/dev/stdin", "x"))`;
    const node = [process.execPath, ...process.execArgv, "--import=tsx", "-e", reads];
    const shell = ["-c", `printf 'a: 1' | "$@"`, "sh", ...node];
    assert.equal(execFileSync("sh", shell).toString(), "a: 1");
  });

  const BOMB = "abcdefghi"
    .split("")
    .map((name, at, all) => `${name}: &${name} [${`*${all[at - 1]},`.repeat(9)}]`)
    .join("\n")
    .replaceAll("*undefined", "x");
  const texts: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
    "aliases that are a thousand million texts": [BOMB, /lead to themselves, or to too much$/],
    "aliases without end": ["a: &a [*a]\n", /lead to themselves, or to too much$/],
    "more aliases than anybody writes": [
      `a: &a x\nb:\n${"  - *a\n".repeat(20_000)}`,
      /^_:10003: there are more than 10000 aliases$/,
    ],
    "brackets in brackets": ["[".repeat(100_000) + "]".repeat(100_000), /nested too deep$/],
  };
  for (const [what, [text, says]] of Object.entries(texts)) {
    it(`is refused for ${what}`, () => {
      for (const reading of ["typed", "text"] as const) {
        const read = () => parseJson(text) ?? parseYaml("_", text, reading);
        assert.throws(read, (error: Error) => {
          assert.ok(error instanceof FileError, String(error));
          return says.test(error.message);
        });
      }
    });
  }

  it("may have aliases, brackets in its texts, and an anchor that is named twice", () => {
    const text = `a: &a x\nb: [*a, "${"[".repeat(900)}"]\nc: &a y\nd: *a\n`;
    const { value } = parseYaml("_", text);
    assert.deepEqual(value, { a: "x", b: ["x", "[".repeat(900)], c: "y", d: "y" });
    assert.throws(
      () => parseYaml("_", "a: *b\nb: &b x\n"),
      /^FileError: _:1: there is no anchor &b/,
    );
  });
});
