import { z } from "zod";
import { settingsIn, type StackSettings } from "../../provider/inspect";
import { parseDeployment, type StackState } from "./deployment";
import { pulumi } from "./pulumi";
import type { StackChoice } from "./stack-choice";

/** A stack: what it has made, and today's settings of it. */
export interface Stack extends StackState {
  /** `undefined` where there is no project to read them from. */
  readonly settings: StackSettings | undefined;
}

const config = z.record(z.string(), z.object({ value: z.string().optional() }));

/**
 * Reads a stack of any backend and secrets provider.
 * @throws Error with a sentence that says what to do
 */
export async function readStack(choice: StackChoice): Promise<Stack> {
  const state = parseDeployment(await pulumi(["stack", "export", "--show-secrets"], choice));
  const project = state.name?.split("/", 1)[0];
  return { ...state, settings: await readSettings(choice, project).catch(() => undefined) };
}

/**
 * Today's settings of a stack.
 * @param project where it is known: one called `identity` has keys of its own among them
 * @throws Error with a sentence that says what to do
 */
export async function readSettings(choice: StackChoice, project?: string): Promise<StackSettings> {
  const text = await pulumi(["config", "--json", "--show-secrets"], choice);
  const entries = Object.entries(config.parse(JSON.parse(text)));
  const given = entries.map(([key, { value }]) => [key, value] as const);
  return settingsIn(Object.fromEntries(given.filter(([, value]) => value !== undefined)), project);
}
