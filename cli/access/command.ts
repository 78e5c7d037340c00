import { Command } from "commander";
import { repeated } from "../usage/options";
import type { Given } from "./answer";
import { ask, type AccessOptions } from "./ask";
import { formatNames } from "./formats";
import { reviewCommand } from "./review/command";
import { stackOptions } from "./stack-options";
import { spanOf } from "./span";

/** `pulumi-identity access`: tells who can do what, by which ways, and until when. */
export function accessCommand(): Command {
  return new Command("access")
    .description("tell who can do what, by which ways, and until when")
    .addCommand(
      question("who-can", "who has a perm, and by which ways")
        .argument("<perm>", PERM)
        .action((perm: string, options: AccessOptions) => run({ ask: "who-can", perm }, options)),
    )
    .addCommand(
      question("what-can", "what somebody has and manages")
        .argument("<person>", PERSON)
        .action((person: string, options: AccessOptions) =>
          run({ ask: "what-can", person }, options),
        ),
    )
    .addCommand(
      question("why", "by which ways somebody has a perm")
        .argument("<person>", PERSON)
        .argument("<perm>", PERM)
        .action((person: string, perm: string, options: AccessOptions) =>
          run({ ask: "why", person, perm }, options),
        ),
    )
    .addCommand(
      question("why-not", "what keeps a perm from somebody")
        .argument("<person>", PERSON)
        .argument("<perm>", PERM)
        .action((person: string, perm: string, options: AccessOptions) =>
          run({ ask: "why-not", person, perm }, options),
        ),
    )
    .addCommand(
      question("expiring", "what ends soon, and what has ended and is still there")
        .option("--within <time>", "how soon: 12h, 30d, 2w", "30d")
        .action(({ within, ...options }: AccessOptions & { readonly within: string }) =>
          run({ ask: "expiring", within: spanOf(within) }, options),
        ),
    )
    .addCommand(reviewCommand());
}

const PERM = "its id, App/Perm, Org/Perm, App/access for the use of an app, or its name";
const PERSON = "the username, or the name";

/** What all questions have in common. */
function question(name: string, description: string): Command {
  return stackOptions(new Command(name).description(description))
    .option(
      "--format <name[=file]>",
      `${formatNames.join(", ")}; may be repeated (else text)`,
      repeated,
    )
    .option("--output <file>", "write the report there (else to the standard output)")
    .addHelpText(
      "after",
      "\nExit code: 0 all was seen, 1 not all was, or it failed, 2 wrong usage or an unknown name.",
    );
}

async function run(given: Given, options: AccessOptions): Promise<void> {
  process.exitCode = await ask(given, options);
}
