import { inCallback } from "./errors/callback-error";
import type { IdentityError } from "./errors";
import { log, type Logger } from "./logger";
import { outcomeOf, type RequestEvent } from "./request-event";

/** Who is told of attempts. */
export interface Observers {
  /** Told of every attempt, for traces: no bodies, no ids, no secrets. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Gets one line of every attempt: no bodies, no ids, no secrets. */
  readonly logger?: Logger | undefined;
}

/** What an attempt is known by. */
type Named = Pick<RequestEvent, "method" | "path" | "attempt">;

/** Makes an attempt and tells of it, however it ends. */
export async function observed<T extends { readonly status: number }>(
  { onRequest, logger }: Observers,
  { method, path, attempt }: Named,
  run: () => Promise<T>,
): Promise<T> {
  const started = Date.now();
  const tell = (outcome: Partial<RequestEvent>) => {
    const time = new Date(started).toISOString();
    const event = { time, method, path, ...outcome, ms: Date.now() - started, attempt };
    inCallback("onRequest", () => onRequest?.(event));
    if (logger !== undefined) inCallback("logger", () => log(logger, event));
  };
  const result = await run().catch((error: unknown) => {
    tell(outcomeOf(error as IdentityError));
    throw error;
  });
  tell({ status: result.status });
  return result;
}
