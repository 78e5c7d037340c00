import { connect } from "./backends";
import type { Configuration } from "./configuration/configuration";
import type { Values } from "./engine/kind";
import { migrated } from "./engine/migrations";
import { removeAlong } from "./engine/remove";
import { kindOf } from "./kinds";
import { openMetrics } from "./metrics/open";
import { Session } from "./run/session";
import { misspeltVariables, PLAN_FILE } from "./run/settings";
import { stateReader } from "./run/stack/read-state";
import type { StackResource } from "./run/stack/stack-state";
import { isWholeRun } from "./run/stack/whole-run";

/** The sessions of a process, one for a configuration: all kinds of resources share its login. */
export class Sessions {
  private readonly open = new Map<string, Session>();

  /** Opens the session of a configuration, or returns the one that is open. */
  readonly of = (configuration: Configuration): Session => {
    const key = JSON.stringify(configuration);
    const session = this.open.get(key) ?? openSession(configuration);
    this.open.set(key, session);
    return session;
  };
}

/**
 * Opens a session of its own.
 * @param ready awaited before each request; rejects when no more may be sent. @default while the
 * engine runs
 */
export function openSession(configuration: Configuration, ready?: () => Promise<void>): Session {
  const backend = connect(configuration, openMetrics(configuration.url, ready));
  const remove = (one: StackResource) => removeResource(session, one);
  const findRemover = async () => ((await isWholeRun()) ? remove : undefined);
  const session: Session = new Session(
    configuration,
    backend,
    undefined,
    stateReader(migrate),
    findRemover,
    process.env[PLAN_FILE],
  );
  misspeltVariables().forEach(session.warn);
  return session;
}

/** Deletes the object of a resource in the state, with that of what it is in. */
export async function removeResource(
  session: Session,
  { kind, id, outputs }: StackResource,
): Promise<void> {
  const handler = kindOf(kind);
  if (handler !== undefined) await removeAlong(handler, session, id, outputs);
}

/** Values of an unknown kind stay as they are. */
function migrate(name: string, values: Values): Values {
  const kind = kindOf(name);
  return kind === undefined ? values : migrated(kind, values);
}

/** The sessions of this process, which the modules in `adapters/dynamic` share. */
export const sessions = new Sessions();
