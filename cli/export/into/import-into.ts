import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { pulumi, PulumiError } from "../../../provider/inspect";
import type { StackChoice } from "../../stack/stack-choice";
import { readStack } from "../../stack/stack";
import type { Importable } from "./importable";

/** How an import into a stack has ended. */
export interface Imported {
  /** The file with the code to add; none where the language's host makes none. */
  readonly code: string | undefined;
  /** Why there is no code. */
  readonly reason: string;
}

/** The file that `pulumi import --file` takes. */
export const importFile = (resources: readonly Importable[]): string => {
  const all = resources.map(({ kind, name, id }) => ({ type: `identity:index:${kind}`, name, id }));
  return `${JSON.stringify({ resources: all }, null, 2)}\n`;
};

/**
 * Brings resources into a stack: its state has them afterwards, and nothing is written to the server.
 * @param file with the resources
 * @throws Error with what the Pulumi CLI says, where they are not in the state
 */
export async function importInto(
  choice: StackChoice & { readonly stack: string },
  resources: readonly Importable[],
  out: string,
): Promise<Imported> {
  const { cwd, stack } = choice;
  const code = join(out, `imported.${endingIn(cwd ?? ".")}`);
  const files = ["--file", resolve(out, "import.json"), "--out", resolve(code)];
  try {
    await pulumi(["import", ...files, "--stack", stack, "--yes", "--skip-preview"], { cwd });
    return { code: madeAt(code), reason: "pulumi import made none" };
  } catch (error) {
    if (!(error instanceof PulumiError)) throw error;
    // It also ends so where all is imported, and only the code could not be made.
    if (!(await areIn(choice, resources))) throw new Error(saysOf(error), { cause: error });
    return { code: madeAt(code), reason: error.message };
  }
}

/** An empty file is no code: without it, the next preview would delete all that was imported. */
const madeAt = (code: string): string | undefined =>
  existsSync(code) && statSync(code).size > 0 ? code : undefined;

async function areIn(choice: StackChoice, resources: readonly Importable[]): Promise<boolean> {
  const { resources: found } = await readStack(choice);
  const there = new Set(found.map(({ kind, name }) => `${kind} ${name}`));
  return resources.every(({ kind, name }) => there.has(`${kind} ${name}`));
}

const saysOf = ({ stdout, message }: PulumiError): string =>
  stdout
    .split("\n")
    .filter((line) => /error:/.test(line))
    .map((line) => line.trim())
    .join("\n") || message;

/** What a file of a language's code ends with, by the runtime of the project. */
function endingIn(folder: string): string {
  const file = join(folder, "Pulumi.yaml");
  const found: unknown = existsSync(file) ? parse(readFileSync(file, "utf8")) : undefined;
  const { runtime } = project.parse(found);
  return ENDINGS.get(typeof runtime === "string" ? runtime : runtime.name) ?? "txt";
}

const project = z
  .looseObject({ runtime: z.union([z.string(), z.looseObject({ name: z.string() })]) })
  .catch({ runtime: "" });

const ENDINGS: ReadonlyMap<string, string> = new Map([
  ["yaml", "yaml"],
  ["nodejs", "ts"],
  ["python", "py"],
  ["go", "go"],
  ["dotnet", "cs"],
  ["java", "java"],
]);
