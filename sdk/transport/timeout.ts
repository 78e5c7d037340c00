import { UsageError } from "./errors";

/** Seconds: nobody waits longer for one answer, and milliseconds mostly are more. */
const LONGEST = 3_600;

/**
 * Seconds that an attempt may take; -1 for no limit.
 * @throws UsageError for what can't be meant in seconds
 */
export function checkTimeout(timeout: number): number {
  if (timeout === -1 || (timeout > 0 && timeout <= LONGEST)) return timeout;
  const meant = timeout > LONGEST && Number.isFinite(timeout) ? inSeconds(timeout) : "above 0";
  throw new UsageError(`timeout is in seconds, ${meant}; -1 for no limit`, "timeout");
}

const inSeconds = (timeout: number): string =>
  `at most ${LONGEST}: ${timeout} looks like milliseconds, which are ${timeout / 1000} seconds`;
