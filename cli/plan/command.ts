import { Command } from "commander";
import { repeated } from "../usage/options";
import { formatNames } from "./formats";
import type { PlanOptions } from "./options";
import { runPlan } from "./run";

/** `pulumi-identity plan`: says what a preview means. */
export function planCommand(): Command {
  return new Command("plan")
    .description("say what a preview means: who joins and leaves, who gains and loses which access")
    .option("--stack <name>", "the stack (else the selected one)")
    .option("--cwd <folder>", "the folder of the Pulumi program")
    .option(
      "--format <name[=file]>",
      `${formatNames.join(", ")}; may be repeated (else text)`,
      repeated,
    )
    .option("--output <file>", "write the plan there (else to the standard output)")
    .option("--rules <file>", "rules to keep to (else identity-rules.yaml of the program's folder)")
    .option("--from <file>", "what `pulumi preview --json --show-sames` printed (else run one)")
    .option("--declared", "compare with the stack's state, and ask no server")
    .addHelpText(
      "after",
      "\nExit code: 0 planned, 9 a rule is broken, 1 the preview failed or not all was seen, 2 wrong usage.",
    )
    .action(async (options: PlanOptions) => {
      process.exitCode = await runPlan(options);
    });
}
