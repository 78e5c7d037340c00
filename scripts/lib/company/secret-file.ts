import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** A secret of this checkout, readable by its owner only: made once, then kept. */
export function secretFile(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    const secret = randomBytes(18).toString("base64url");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${secret}\n`, { mode: 0o600 });
    return secret;
  }
}
