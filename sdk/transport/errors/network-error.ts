import { IdentityError } from "./identity-error";

/** What is known about a request that got no answer. */
export interface NetworkFacts {
  /** What the runtime threw. */
  cause: unknown;
  /** The system's code, such as `ECONNREFUSED`, where it gave one. */
  code?: string | undefined;
  /** False when the request certainly never left: it may be repeated, whatever it is. */
  sent: boolean;
  /** True when trying again can't help: a certificate, a name, a protocol. @default false */
  permanent?: boolean | undefined;
}

/** No answer came, or none that is read: the base of connection errors. `cause` is the original. */
export class NetworkError extends IdentityError {
  /** The system's code, such as `ECONNREFUSED`, where it gave one. */
  readonly code: string | undefined;
  /** False when the request certainly never left: it may be repeated, whatever it is. */
  readonly sent: boolean;
  /** True when trying again can't help: a certificate, a name, a protocol, an answer's size. */
  readonly permanent: boolean;
  /** Whether time ran out. */
  readonly timedOut: boolean = false;

  constructor(message: string, facts: NetworkFacts) {
    super(message, { cause: facts.cause });
    this.code = facts.code;
    this.sent = facts.sent;
    this.permanent = facts.permanent ?? false;
  }
}

/** The server could not be reached, or the connection broke before the answer was complete. */
export class ConnectionError extends NetworkError {
  override readonly timedOut = false;
}

/** The answer took longer than `timeout`. */
export class TimeoutError extends NetworkError {
  override readonly timedOut = true;
}

/** The connection itself was not established in time; nothing was sent, so repeating is safe. */
export class ConnectionTimeoutError extends TimeoutError {
  override readonly sent = false;
}
