import { Command, InvalidArgumentError, Option } from "commander";
import { writeText } from "../output/write-text";
import { colorsOf } from "../terminal/colors";
import { repeated } from "../usage/options";
import { formatNames, formats, type FormatName } from "./formats";
import { textIn } from "./formats/text";
import { WrongUsage } from "../usage/wrong-usage";
import { readTree, type TreeChoice } from "./read-tree";

interface TreeOptions extends TreeChoice {
  readonly format: FormatName;
  readonly output?: string;
  readonly depth?: number;
}

function levels(value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It must be a whole number from 1 on.");
}

/** `pulumi-identity tree`: prints or draws orgs as they are. */
export function treeCommand(): Command {
  return new Command("tree")
    .description("print or draw an org as it is")
    .option("--org <oid>", "this org (else all that the account is in); may be repeated", repeated)
    .option(
      "--stack <name>",
      "connect as this stack does (else by IDENTITY_URL, else as the selected one)",
    )
    .option("--cwd <folder>", "the folder of the stack's Pulumi program")
    .addOption(new Option("--format <name>", "how").choices(formatNames).default("text"))
    .option("--output <file>", "write it there (else to the standard output)")
    .option("--depth <levels>", "leave out what is deeper, in text and svg", levels)
    .option("--people", "tell who is where, by name and username (not in svg)")
    .addHelpText(
      "after",
      "\nExit code: 0 all was seen, 1 not all was, or it failed, 2 wrong usage.",
    )
    .action(run);
}

async function run({ format, output, depth = Infinity, ...choice }: TreeOptions): Promise<void> {
  if (choice.people && format === "svg") {
    throw new WrongUsage("--people has no room in a picture: take --format html, json or text");
  }
  const tree = await readTree(choice);
  const written = output === undefined && format === "text" ? textIn(colorsOf()) : formats[format];
  const text = written(tree, { depth });
  if (output === undefined) process.stdout.write(text);
  else writeText(output, text);
  if (tree.unseen.length === 0) return;
  process.exitCode = 1;
  console.error("Not all could be seen: the tree is incomplete.");
}
