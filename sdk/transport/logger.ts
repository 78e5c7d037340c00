import type { RequestEvent } from "./request-event";

/** Where lines go, such as `console`, pino or winston. */
export interface Logger {
  /** A success. */
  debug(line: string): void;
  /** A refusal, which may be what was to be found out: not found, not permitted, invalid. */
  info(line: string): void;
  /** No answer, none of this API, too many requests, or a failure of the server's. */
  warn(line: string): void;
}

/** Writes one line of an attempt: no bodies, no ids, no secrets. */
export function log(logger: Logger, event: RequestEvent): void {
  const { method, path, status, error, ms, attempt } = event;
  const outcome = [status, error].filter((part) => part !== undefined).join(" ");
  const line = `${method} ${path} ${outcome} in ${ms} ms`;
  logger[levelOf(event)](attempt === 1 ? line : `${line}, attempt ${attempt}`);
}

function levelOf({ status, error }: RequestEvent): keyof Logger {
  if (error === undefined) return "debug";
  const isRefusal = status !== undefined && status >= 400 && status < 500 && status !== 429;
  return isRefusal && error !== "UnexpectedResponseError" ? "info" : "warn";
}
