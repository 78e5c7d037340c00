import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makePrivate } from "../../../emulator/storage/private-file";
import { privateFolder } from "./private";

/** A secret of this checkout, readable by its owner only: made once, then kept. */
export function secretFile(path: string): string {
  privateFolder(dirname(path));
  makePrivate(path);
  const kept = readFileSync(path, "utf8").trim();
  if (kept !== "") return kept;
  const secret = randomBytes(18).toString("base64url");
  writeFileSync(path, `${secret}\n`);
  return secret;
}
