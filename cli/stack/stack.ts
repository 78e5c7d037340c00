import { z } from "zod";
import { parseDeployment, type StackState } from "./deployment";
import { pulumi } from "./pulumi";
import type { StackChoice } from "./stack-choice";

/** A stack: what it has made, and today's settings of it. */
export interface Stack extends StackState {
  /** Texts by `identity:<name>`; `undefined` where there is no project to read them from. */
  readonly settings: Settings | undefined;
}

type Settings = Readonly<Record<string, string>>;

const config = z.record(z.string(), z.object({ value: z.string().optional() }));

/**
 * Reads a stack of any backend and secrets provider.
 * @throws Error with a sentence that says what to do
 */
export async function readStack(choice: StackChoice): Promise<Stack> {
  const state = parseDeployment(await pulumi(["stack", "export", "--show-secrets"], choice));
  return { ...state, settings: await readSettings(choice).catch(() => undefined) };
}

/**
 * Today's settings of a stack.
 * @throws Error with a sentence that says what to do
 */
export async function readSettings(choice: StackChoice): Promise<Settings> {
  const text = await pulumi(["config", "--json", "--show-secrets"], choice);
  const entries = Object.entries(config.parse(JSON.parse(text)));
  const given = entries.map(([key, { value }]) => [key, value] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Settings;
}
