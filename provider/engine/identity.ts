import { ConflictError, ReplacedError } from "../backends/errors";
import type { Session } from "../run/session";

/** An object as the state and the server know it, each by the server's own number. */
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

/** Whether another object has taken the place and the key of the one that the state knows. */
export function isAnother({ warn }: Pick<Session, "warn">, identity: Identity): boolean {
  if (!differs(identity)) return false;
  warn(said(identity));
  return true;
}

/**
 * Stops a read of another object in place of the one that the state knows, which is gone.
 * @throws ReplacedError
 */
export function requireNotReplaced(session: Pick<Session, "warn">, identity: Identity): void {
  if (isAnother(session, identity)) throw new ReplacedError(`${identity.what} is another one`);
}

/** @throws ConflictError before another object is changed in place of the one that the state knows */
export function requireSame(identity: Identity): void {
  if (!differs(identity)) return;
  throw new ConflictError(
    `${said(identity)}: refresh (pulumi up --refresh --run-program), after which it is made anew, or taken over where adopt says so`,
  );
}

const differs = ({ known, live }: Identity) => known !== undefined && known !== live;

function said({ what, number, known, live }: Identity): string {
  return `${what} was replaced behind your back (${number} ${known} is gone, ${live} is there)`;
}
