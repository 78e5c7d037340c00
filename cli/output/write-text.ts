import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file, and creates its folder where that is missing.
 * @throws Error with a sentence that names the file
 */
export function writeText(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/,.*$/s, "") : String(cause);
    throw new Error(`${file} can't be written: ${reason}`, { cause });
  }
}
