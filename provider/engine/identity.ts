import { ConflictError, ReplacedError } from "../backends/errors";
import type { Session } from "../run/session";

/** The server's own number of an object, in the state and on the server. */
export interface Identity {
  /** For messages: `user "ada"`. */
  readonly what: string;
  /** What the number is called: `user id`. */
  readonly number: string;
  /** The state's; `undefined` where an older state does not know it. */
  readonly known: string | undefined;
  /** The server's; `undefined` of a server without such numbers. */
  readonly live: string | undefined;
}

/** Whether the object is another one than the state's, under the same key. */
export function isAnother({ warn }: Pick<Session, "warn">, identity: Identity): boolean {
  if (!differs(identity)) return false;
  warn(messageOf(identity));
  return true;
}

/**
 * Fails a read where the state's object is gone and another one has its key.
 * @throws ReplacedError
 */
export function requireNotReplaced(session: Pick<Session, "warn">, identity: Identity): void {
  if (isAnother(session, identity)) throw new ReplacedError(`${identity.what} is another one`);
}

/** @throws ConflictError before another object is changed in place of the state's */
export function requireSame(identity: Identity): void {
  if (!differs(identity)) return;
  throw new ConflictError(
    `${messageOf(identity)}: refresh (pulumi up --refresh --run-program), after which it is made anew, or taken over where adopt says so`,
  );
}

const differs = ({ known, live }: Identity) => known !== undefined && known !== live;

function messageOf({ what, number, known, live }: Identity): string {
  return `${what} was replaced behind your back (${number} ${known} is gone, ${live} is there)`;
}
