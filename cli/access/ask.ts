import { version } from "../../sdk/version";
import { connectionsOf, type Connection } from "../connection/connections";
import { outputsOf, writeOutputs } from "../output/outputs";
import { readStack, type Stack } from "../stack/stack";
import { colorsOf } from "../terminal/colors";
import { Progress } from "../terminal/progress";
import { answer, type Given } from "./answer";
import { formatNames, formats } from "./formats";
import { textIn } from "./formats/text";
import { notesOn } from "./notes";
import { readGraphs, requireOneBase, type BaseOptions } from "./readings";
import { SCHEMA, type AccessReport } from "./report";

/** The options that all questions have. */
export interface AccessOptions extends BaseOptions {
  readonly stack?: string;
  readonly cwd?: string;
  readonly format?: readonly string[];
  readonly output?: string;
}

/**
 * Answers a question about a stack's orgs, and writes the reports.
 * @returns the exit code
 * @throws WrongUsage; Error when it can't be answered
 */
export async function ask(given: Given, options: AccessOptions): Promise<number> {
  const outputs = outputsOf(formatNames, options.format, options.output);
  requireOneBase(options);
  const now = new Date();
  const stack = await readStack(options);
  const report = await reportOn(given, stack, options, now);
  writeOutputs(outputs, (format, isShown) =>
    (isShown && format === "text" ? textIn(colorsOf()) : formats[format])(report),
  );
  if (report.unseen.length === 0) return 0;
  console.error("Not all could be seen: the answer may be incomplete.");
  return 1;
}

async function reportOn(
  given: Given,
  stack: Stack,
  options: AccessOptions,
  now: Date,
): Promise<AccessReport> {
  const isDeclared = options.declared === true;
  const progress = new Progress("Reading the org");
  const connections = connectionsOf(stack, progress.onRequest);
  const readings = await readGraphs(connections, options, now).finally(() => progress.stop());
  const found = answer(given, readings, now);
  return {
    schema: SCHEMA,
    tool: { name: "pulumi-identity", version },
    askedAt: now.toISOString(),
    stack: stack.name ?? options.stack ?? "the selected stack",
    tenants: isDeclared ? tenantsOf(stack) : await tenants(connections),
    base: isDeclared ? "declared" : "live",
    ...found,
    unseen: readings.flatMap(({ gaps }) => gaps),
    notes: notesOn(found, { stack, connections, isDeclared }),
  };
}

const tenants = (connections: readonly Connection[]): Promise<string[]> =>
  Promise.all(connections.map(({ inspector }) => inspector.tenant()));

/** By the state: to ask the server might take a request. */
const tenantsOf = ({ resources }: Stack): string[] => {
  const all = resources.map(({ outputs }) => outputs.tenant);
  return [...new Set(all)].filter((one): one is string => typeof one === "string");
};
