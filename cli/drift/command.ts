import { Command } from "commander";
import { kinds } from "../../provider/inspect";
import { categories } from "../findings/finding";
import { listed, repeated } from "../usage/options";
import { check } from "./check";
import { formatNames } from "./formats";

/** `pulumi-identity drift`: compares what a stack declares with what is there. */
export function driftCommand(): Command {
  return new Command("drift")
    .description("compare what a stack declares with what is there, and find what nobody declared")
    .option("--stack <name>", "the stack (else the selected one)")
    .option("--cwd <folder>", "the folder of the Pulumi program")
    .option("--org <oid>", "look into this org only; may be repeated", repeated)
    .option(
      "--format <name[=file]>",
      `${formatNames.join(", ")}; may be repeated (else text)`,
      repeated,
    )
    .option("--output <file>", "write the report there (else to the standard output)")
    .option("--baseline <file>", "unmanaged objects that are accepted, with a reason each")
    .option("--update-baseline", "accept what is unmanaged now, in that file")
    .option(
      "--fail-on <categories>",
      `which make a drift, of ${categories.join(", ")} (else all but tolerated)`,
      listed,
    )
    .option("--ignore <glob>", "leave out paths such as Acme/Lab/**; may be repeated", repeated)
    .option("--only <kinds>", `kinds of resources, of ${kinds.join(", ")}`, listed)
    .option("--fix", "show the code that makes the program say what is there")
    .option("--who", "tell who did it and when, as far as the logs of the orgs do")
    .addHelpText("after", "\nExit code: 0 no drift, 7 drift, 1 the check failed, 2 wrong usage.")
    .action(async (options: Parameters<typeof check>[0]) => {
      process.exitCode = await check(options);
    });
}
