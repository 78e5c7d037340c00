import { Command } from "commander";
import { repeated } from "../../usage/options";
import { stackOptions } from "../stack-options";
import { formatNames } from "./formats";
import { review, type ReviewOptions } from "./review";

/** `pulumi-identity access review`: who has what as files for managers, and their answers. */
export const reviewCommand = (): Command =>
  stackOptions(
    new Command("review").description(
      "write who has what as a file for each manager, or read them",
    ),
  )
    .option("--out <folder>", "write a CSV file for each manager there")
    .option("--answers <folder>", "read the answered files there, and say what they lead to")
    .option(
      "--write",
      "of --answers: put end dates into the files of OrgTrees, and take entries out",
    )
    .option(
      "--format <name[=file]>",
      `of --answers: ${formatNames.join(", ")}; may be repeated (else text)`,
      repeated,
    )
    .option("--output <file>", "of --answers: write the report there (else to the standard output)")
    .addHelpText(
      "after",
      "\nExit code: 0 all was seen and answered, 1 not all was, or it failed, 2 wrong usage or an invalid answer.",
    )
    .action(async (options: ReviewOptions) => {
      process.exitCode = await review(options);
    });
