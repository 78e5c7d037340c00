import type { Command } from "commander";
import { repeated } from "../usage/options";

/** Adds the options that say which orgs are looked into, and how. */
export const stackOptions = (command: Command): Command =>
  command
    .option("--stack <name>", "the stack (else the selected one)")
    .option("--cwd <folder>", "the folder of the Pulumi program")
    .option(
      "--org <oid>",
      "look into this org (else those of the stack); may be repeated",
      repeated,
    )
    .option("--declared", "by the stack's state alone: what it declares, without a request");
