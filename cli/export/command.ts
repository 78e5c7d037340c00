import { Command, Option } from "commander";
import { printable } from "../../provider/printable";
import { exportOrg, type ExportOptions } from "./export-org";
import { languages } from "./files";
import { forms } from "./form";
import { exportInto } from "./into/export-into";

/** `pulumi-identity export`: writes a program for an org that exists. */
export function exportCommand(): Command {
  return new Command("export")
    .description("write a program for an org that exists")
    .requiredOption("--out <folder>", "write it there: a new folder, or an empty one")
    .option("--into <stack>", "bring the org into the state of this stack, by pulumi import")
    .option("--org <oid>", "this org (else the only one that the account is in)")
    .option(
      "--stack <name>",
      "connect as this stack does (else by IDENTITY_URL, else as the selected one)",
    )
    .option("--cwd <folder>", "the folder of the stack's Pulumi program")
    .addOption(
      new Option("--language <name>", "a project that runs, or only the file of the tree")
        .choices(languages)
        .default("typescript"),
    )
    .addOption(
      new Option("--bulk <when>", "whether the tree is one resource (auto: where it is large)")
        .choices(forms)
        .default("auto"),
    )
    .option("--force", "overwrite what an export wrote there; the names in it stay")
    .option("--names-from <folder>", "keep the names of the export that is there (default: --out)")
    .addHelpText(
      "after",
      "\nExit code: 0 all was taken along, 1 not all was, or it failed, 2 wrong usage.",
    )
    .action(run);
}

async function run({ into, ...options }: ExportOptions & { into?: string }): Promise<void> {
  if (into !== undefined) return bringInto(options, into);
  const { files, gaps, requests } = await exportOrg(options);
  const names = Object.keys(files).toSorted().join(", ");
  process.stdout.write(`${printable(options.out)}: ${names}; ${requests} requests\n`);
  tell(gaps);
}

async function bringInto(options: ExportOptions, stack: string): Promise<void> {
  const { count, held, code, gaps } = await exportInto(options, stack);
  const next = code === undefined ? "" : `: add the code of ${printable(code)} to the program`;
  process.stdout.write(`${stack} has ${count} resources of the org now${next}\n`);
  if (held > 0) {
    process.stdout.write(`left out: ${held} that it has under other names, which stay\n`);
  }
  tell(gaps);
}

function tell(gaps: readonly string[]): void {
  if (gaps.length === 0) return;
  process.exitCode = 1;
  console.error("Not all could be taken along:");
  for (const gap of gaps) console.error(`- ${gap}`);
}
