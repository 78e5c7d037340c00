import { readConfiguration, type Inspector, type OnRequest } from "../../provider/inspect";
import type { Stack } from "../stack/stack";
import type { StackResource } from "../stack/stack-resource";
import { openConnection } from "./open-connection";

/** One server with one account, and what the stack has on it. */
export interface Connection {
  readonly inspector: Inspector;
  readonly resources: readonly StackResource[];
  /** How many requests it has sent. */
  readonly requests?: () => number;
}

/** Providers of this name are the engine's own: what a resource without `{ provider }` has. */
const DEFAULT = /::default(_\d[^:]*)?::[^:]*$/;

/**
 * The connections of a stack, the stack's own first. That one goes by today's settings, as a program
 * does; a `Connection` by those that the last run has kept. The environment gives what is left out.
 *
 * @param onRequest told of every attempt
 * @throws ConfigurationError naming the setting
 */
export function connectionsOf(
  stack: Pick<Stack, "resources" | "connections" | "settings">,
  onRequest: OnRequest = () => undefined,
): Connection[] {
  const groups = new Map<string, Connection & { readonly resources: StackResource[] }>();
  const groupOf = (provider: string) => {
    const settings = settingsOf(stack, provider);
    const configuration = readConfiguration(settings);
    const key = JSON.stringify(configuration);
    const group = groups.get(key) ?? { ...openConnection(configuration, onRequest), resources: [] };
    groups.set(key, group);
    return group;
  };
  const own = stack.resources.find(({ provider }) => DEFAULT.test(provider));
  if (own !== undefined || stack.resources.length === 0) groupOf(own?.provider ?? "");
  for (const resource of stack.resources) groupOf(resource.provider).resources.push(resource);
  return [...groups.values()];
}

function settingsOf(
  { connections, settings }: Pick<Stack, "connections" | "settings">,
  provider: string,
) {
  const kept = connections.get(provider) ?? {};
  const isOwn = provider === "" || DEFAULT.test(provider);
  return isOwn ? (settings ?? kept) : kept;
}
