import { chmodSync, mkdirSync } from "node:fs";

/** Makes a folder that only its owner may look into; closes one that is open to others. */
export function privateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
}
