import { readFileSync } from "node:fs";

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
  try {
    return readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "EISDIR" ? `it is a folder: give ${expected}` : REASONS[code ?? ""];
    throw new FileError(`${file}: ${reason ?? message}`, { cause: error });
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
