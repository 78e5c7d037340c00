import { connect } from "./backends";
import type { Configuration } from "./configuration/configuration";
import type { Values } from "./engine/kind";
import { migrated } from "./engine/migrations";
import { kindOf } from "./kinds";
import { openMetrics } from "./metrics/open";
import { Session } from "./run/session";
import { stateReader } from "./run/stack/read-state";

/** The sessions of a process, one for a configuration: all kinds of resources share its login. */
export class Sessions {
  private readonly open = new Map<string, Session>();

  /** Opens the session of a configuration, or returns the one that is open. */
  readonly of = (configuration: Configuration): Session => {
    const key = JSON.stringify(configuration);
    const session = this.open.get(key) ?? opened(configuration);
    this.open.set(key, session);
    return session;
  };
}

function opened(configuration: Configuration): Session {
  const backend = connect(configuration, openMetrics(configuration.url));
  return new Session(configuration, backend, undefined, stateReader(migrate));
}

/** Values of an unknown kind stay as they are. */
function migrate(name: string, values: Values): Values {
  const kind = kindOf(name);
  return kind === undefined ? values : migrated(kind, values);
}

/** The sessions of this process, which the modules in `adapters/dynamic` share. */
export const sessions = new Sessions();
