import { connect } from "../../provider/backends";
import type { Configuration } from "../../provider/configuration";
import { readConfiguration } from "../../provider/settings";
import { Session } from "../../provider/session";
import { openTrace, type Trace } from "../../provider/traffic/trace";
import { Traffic } from "../../provider/traffic/traffic";
import type { Stack, StackResource } from "./stack";

/** One server with one account, and what the stack has on it. */
export interface Connection {
  readonly session: Session;
  readonly resources: readonly StackResource[];
  /** How many requests it has sent. */
  readonly requests?: () => number;
}

/** Providers of this name are the engine's own: what a resource without `{ provider }` has. */
const DEFAULT = /::default[^:]*::[^:]*$/;

/**
 * The connections of a stack, the stack's own first. That one goes by today's settings, as a program
 * does; a `Connection` by those that the last run has kept. The environment gives what is left out.
 *
 * @throws ConfigurationError naming the setting
 */
export function connectionsOf(
  stack: Pick<Stack, "resources" | "connections" | "settings">,
  env: NodeJS.ProcessEnv = process.env,
): Connection[] {
  const groups = new Map<string, Connection & { readonly resources: StackResource[] }>();
  const trace = openTrace(env.IDENTITY_TRACE, (text) => console.warn(`warning: ${text}`));
  const groupOf = (provider: string) => {
    const settings = settingsOf(stack, provider);
    const configuration = readConfiguration((key) => settings[key], env);
    const key = JSON.stringify(configuration);
    const group = groups.get(key) ?? { ...opened(configuration, trace), resources: [] };
    groups.set(key, group);
    return group;
  };
  const own = stack.resources.find(({ provider }) => DEFAULT.test(provider));
  if (own !== undefined || stack.resources.length === 0) groupOf(own?.provider ?? "");
  for (const resource of stack.resources) groupOf(resource.provider).resources.push(resource);
  return [...groups.values()];
}

/** What a session tells beside its answers, that an object was replaced, is in the report. */
function opened(configuration: Configuration, trace: Trace) {
  let requests = 0;
  const traffic = new Traffic((event) => {
    requests++;
    trace(event);
  });
  const session = new Session(configuration, connect(configuration, traffic), () => undefined);
  return { session, requests: () => requests };
}

function settingsOf(
  { connections, settings }: Pick<Stack, "connections" | "settings">,
  provider: string,
) {
  const kept = connections.get(provider) ?? {};
  const isOwn = provider === "" || DEFAULT.test(provider);
  return isOwn ? (settings ?? kept) : kept;
}
