import { connect } from "../provider/backends";
import type { Configuration } from "../provider/configuration";
import { Session } from "../provider/session";
import { openTrace, type Trace } from "../provider/traffic/trace";
import { Traffic } from "../provider/traffic/traffic";

/**
 * The session of a command, which says itself what it has to say.
 * @param onRequest told of every attempt, beside the trace that `IDENTITY_TRACE` asks for
 */
export function openSession(configuration: Configuration, onRequest: Trace): Session {
  const trace = openTrace(process.env.IDENTITY_TRACE, (text) => console.error(`warning: ${text}`));
  const traffic = new Traffic((event) => {
    trace(event);
    onRequest(event);
  });
  return new Session(configuration, connect(configuration, traffic), () => undefined);
}
