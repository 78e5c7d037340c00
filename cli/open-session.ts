import { connect } from "../provider/backends";
import type { Configuration } from "../provider/configuration/configuration";
import { Session } from "../provider/run/session";
import { openTrace, type Trace } from "../provider/metrics/trace";
import { RequestMetrics } from "../provider/metrics/request-metrics";
import { Silence } from "./silence";

/** A session, and what it has sent. */
export interface OpenSession {
  readonly session: Session;
  readonly requests: () => number;
}

/**
 * The session of a command: what it would tell beside its answers, the command says itself.
 * @param onRequest told of every attempt, beside the trace that `IDENTITY_TRACE` asks for
 */
export function openSession(configuration: Configuration, onRequest: Trace): OpenSession {
  const trace = openTrace(process.env.IDENTITY_TRACE, (text) => console.warn(`warning: ${text}`));
  const silence = new Silence(configuration.url);
  let requests = 0;
  const onEvent: Trace = (event) => {
    requests++;
    silence.onRequest(event);
    trace(event);
    onRequest(event);
  };
  const traffic = new RequestMetrics(onEvent, undefined, silence.ready);
  const session = new Session(configuration, connect(configuration, traffic), () => undefined);
  return { session, requests: () => requests };
}
