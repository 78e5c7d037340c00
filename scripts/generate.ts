import { writeFileSync } from "node:fs";
import { generated } from "./lib/generate/generate";

/** Writes what is made from the kinds: classes, modules, reference pages, the schema; and the README's pictures. */
async function main(): Promise<void> {
  for (const [path, text] of await generated()) writeFileSync(path, text);
}

void main();
