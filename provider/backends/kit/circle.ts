import { UnavailableError } from "../errors";

/**
 * Refuses a node that was passed before on the way up: a server that says so would be asked for ever.
 * @throws UnavailableError
 */
export function requireNoCircle(passed: readonly string[], id: string): void {
  if (!passed.includes(id)) return;
  throw new UnavailableError(
    `the server says that ${id} is above itself: look at its parent there`,
  );
}
