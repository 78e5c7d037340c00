import { execFile, type ExecFileException } from "node:child_process";
import { existsSync } from "node:fs";

/** Which stack, as the Pulumi CLI is told. */
export interface StackChoice {
  /** The folder of the program. @default the working directory */
  readonly cwd?: string | undefined;
  /** @default the selected one */
  readonly stack?: string | undefined;
}

/**
 * Runs a command of the Pulumi CLI that changes nothing, and answers what it prints.
 * @throws Error with a sentence that says what to do
 */
export function pulumi(command: readonly string[], { cwd, stack }: StackChoice): Promise<string> {
  const chosen = stack === undefined ? [] : ["--stack", stack];
  const args = [...command, ...chosen, "--non-interactive", "--color", "never"];
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return new Promise((resolve, reject) => {
    const options = { cwd, env, maxBuffer: Infinity };
    execFile("pulumi", args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(sentence(error, stderr, { cwd, stack }), { cause: error }));
    });
  });
}

/** What users of the CLI meet most, with the way out; else its own words. */
function sentence({ code }: ExecFileException, said: string, { cwd, stack }: StackChoice) {
  if (code === "ENOENT") {
    return cwd === undefined || existsSync(cwd)
      ? "the Pulumi CLI can't be started: put `pulumi` on PATH"
      : `there is no folder ${cwd}: correct --cwd`;
  }
  if (/passphrase|PULUMI_CONFIG_PASSPHRASE/i.test(said)) {
    return "the stack's secrets can't be read: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to its passphrase";
  }
  if (/no stack named|stack '.*' not found/i.test(said)) {
    return `there is no stack "${stack ?? ""}": name one of \`pulumi stack ls\` by --stack`;
  }
  if (/no stack (is )?selected|--stack/i.test(said)) {
    return "no stack is selected: name one of `pulumi stack ls` by --stack";
  }
  if (/no Pulumi\.yaml|no project file/i.test(said)) {
    return `there is no Pulumi project in ${cwd ?? "this folder"}: name its folder by --cwd`;
  }
  const [first = "it says nothing"] = said
    .split("\n")
    .map((line) => line.replace(/^error: /, "").trim())
    .filter((line) => line !== "");
  return `the Pulumi CLI can't read the stack: ${first}`;
}
