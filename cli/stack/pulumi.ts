import { existsSync } from "node:fs";
import { pulumi as run, PulumiError } from "../../provider/inspect";
import type { StackChoice } from "./stack-choice";

/**
 * Runs a command of the Pulumi CLI that changes nothing, and returns what it prints.
 * @param env variables beside those of this process
 * @throws Error with a sentence that says what to do
 */
export async function pulumi(
  command: readonly string[],
  choice: StackChoice,
  env?: NodeJS.ProcessEnv,
): Promise<string> {
  const { cwd, stack } = choice;
  const chosen = stack === undefined ? [] : ["--stack", stack];
  try {
    return await run([...command, ...chosen], { cwd, env });
  } catch (error) {
    if (!(error instanceof PulumiError)) throw error;
    throw new Error(sentence(error, choice), { cause: error });
  }
}

/** The most common failures, with the way out; for others the CLI's own words. */
function sentence({ code, stderr, message }: PulumiError, { cwd, stack }: StackChoice) {
  if (code === "ENOENT") {
    return cwd === undefined || existsSync(cwd)
      ? "the Pulumi CLI can't be started: put `pulumi` on PATH"
      : `there is no folder ${cwd}: correct --cwd`;
  }
  if (/passphrase|PULUMI_CONFIG_PASSPHRASE/i.test(stderr)) {
    return "the stack's secrets can't be read: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to its passphrase";
  }
  if (/no Pulumi\.yaml|no project file|fully qualified name/i.test(stderr)) {
    return `there is no Pulumi project in ${cwd ?? "this folder"}: name its folder by --cwd`;
  }
  if (/no stack named|stack '.*' not found/i.test(stderr)) {
    return `there is no stack "${stack ?? ""}": name one of \`pulumi stack ls\` by --stack`;
  }
  if (/no stack (is )?selected|--stack/i.test(stderr)) {
    return "no stack is selected: name one of `pulumi stack ls` by --stack";
  }
  return `the Pulumi CLI can't read the stack: ${stderr.trim() === "" ? "it says nothing" : message}`;
}
