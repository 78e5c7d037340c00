import {
  chmodSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/**
 * Writes a file, and creates its folder where that is missing.
 * @throws Error with a sentence that names the file
 */
export function writeText(file: string, text: string): void {
  writeAll([[file, text]]);
}

/**
 * Writes files, by their names in a folder: each in whole, and none where one can't be written, so
 * that a full disk leaves what was there before.
 *
 * @throws Error with a sentence that names the file
 */
export function writeTexts(folder: string, files: Readonly<Record<string, string>>): void {
  writeAll(Object.entries(files).map(([name, text]) => [join(folder, name), text]));
}

function writeAll(files: readonly (readonly [file: string, text: string])[]): void {
  const ready: Ready[] = [];
  try {
    for (const [file, text] of files) ready.push(naming(file, () => prepare(file, text)));
    for (const { file, put } of ready) naming(file, put);
  } finally {
    for (const { part } of ready) if (part !== undefined) rmSync(part, { force: true });
  }
}

/** A file of which all is written elsewhere; `part` is where. */
interface Ready {
  readonly file: string;
  readonly part?: string;
  readonly put: () => void;
}

/** Beside the file, whatever links lead to it. A device, a pipe or what else is there is written to. */
function prepare(file: string, text: string): Ready {
  const put = () => writeFileSync(file, text);
  mkdirSync(dirname(file), { recursive: true });
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() === false) return { file, put };
  const target = found === undefined ? file : realpathSync(file);
  const part = `${target}.${process.pid}.part`;
  try {
    // A killed run may have left one.
    rmSync(part, { force: true });
    writeFileSync(part, text, { flag: "wx", mode: found === undefined ? 0o666 : 0o600 });
    if (found !== undefined) chmodSync(part, found.mode & 0o777);
  } catch (error) {
    rmSync(part, { force: true });
    if (isNotOurs(error)) return { file, put };
    throw error;
  }
  const replace = () => {
    try {
      renameSync(part, target);
    } catch (error) {
      if (!isNotOurs(error)) throw error;
      put();
    }
  };
  return { file, part, put: replace };
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? "";
/** A folder that takes nothing new, though the file in it may be written; or a file that is mounted. */
const isNotOurs = (error: unknown) => ["EACCES", "EPERM", "EROFS", "EBUSY"].includes(codeOf(error));

function naming<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw new Error(`${file} can't be written: ${reasonOf(cause)}`, { cause });
  }
}

/** Why the system refuses, without its call: `ENOSPC: no space left on device`. */
export const reasonOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message.replace(/,.*$/s, "") : String(cause);
