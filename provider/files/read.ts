import { readFileSync, statSync } from "node:fs";

/** A file that can't be read for what it should be. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/**
 * The bytes of a file, relative to the program's folder.
 * @param expected what it should be: `a YAML or JSON file`
 * @throws FileError
 */
export function bytesOf(file: string, expected: string): Buffer {
  const problem = attempt(file, () => problemOf(file));
  if (problem !== undefined) throw new FileError(`${file}: ${problem}: give ${expected}`);
  return attempt(file, () => readFileSync(file));
}

/** Bytes of one file: many times those of a list of 20,000 people. */
const LARGEST = 64 * 1024 * 1024;
/** What a shell hands over, whose other end is there. */
const PIPES = /^\/dev\/(stdin$|fd\/)/;

/** What is no file has no end, as a pipe that nobody writes to. */
function problemOf(file: string): string | undefined {
  const stat = statSync(file);
  if (stat.isDirectory()) return "it is a folder";
  if (!stat.isFile()) return PIPES.test(file) ? undefined : "it is no file";
  return stat.size > LARGEST ? `it has more than ${LARGEST / 1024 / 1024} MiB` : undefined;
}

function attempt<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new FileError(`${file}: ${REASONS[code] ?? message}`, { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; a path is relative to the program's folder",
  EACCES: "it may not be read",
};

/** Its text in UTF-8; `undefined` where it is in something else. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
