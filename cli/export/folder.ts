import { existsSync, readdirSync } from "node:fs";
import { WrongUsage } from "../usage/wrong-usage";

/** What may be there before: nothing that anybody wrote. */
const HARMLESS = new Set([".git", ".DS_Store"]);

/** @throws WrongUsage for a folder that has something in it, unless that may be overwritten */
export function requireFree(folder: string, mayOverwrite: boolean): void {
  if (mayOverwrite || !existsSync(folder)) return;
  const there = entriesIn(folder).filter((name) => !HARMLESS.has(name));
  if (there.length === 0) return;
  throw new WrongUsage(
    `${folder} is not empty (${there.slice(0, 3).join(", ")}): name another folder by --out, or overwrite what an export wrote there by --force`,
  );
}

function entriesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    throw new WrongUsage(`--out ${folder} is no folder`);
  }
}
