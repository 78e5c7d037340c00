import { ApiError, NetworkError, UnexpectedResponseError, type IdentityError } from "./errors";

/** One attempt, as a trace sees it: no bodies, no ids, no secrets. */
export interface RequestEvent {
  /** ISO 8601, when the attempt began. */
  readonly time: string;
  /** The HTTP method. */
  readonly method: string;
  /** The path with every id replaced by its name: `node/:uid/`. A raw path is its own template. */
  readonly path: string;
  /** The HTTP status; absent where no answer came. */
  readonly status?: number;
  /** Milliseconds. */
  readonly ms: number;
  /** 1 for the first. */
  readonly attempt: number;
  /** The error's class, or the system's code. */
  readonly error?: string;
}

/** What an event tells of an error. */
export function outcomeOf(error: IdentityError): { status?: number; error: string } {
  if (error instanceof ApiError || error instanceof UnexpectedResponseError)
    return { status: error.status, error: error.name };
  return { error: (error instanceof NetworkError ? error.code : undefined) ?? error.name };
}
