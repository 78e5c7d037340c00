import { type Clock, systemClock } from "../storage/clock";
import { digest } from "./digest";

/** Wrong passwords in a row that are answered at once: more than people mistype. */
const FREE = 10;
/** The wait after one more; each further wrong password doubles it. Milliseconds. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;
/** Without a try for so long, an account's wrong passwords are forgotten. Milliseconds. */
const MEMORY = 15 * 60_000;
/** How many accounts are remembered; the one whose last try is the oldest is forgotten first. */
const ACCOUNTS = 10_000;

interface Attempts {
  /** Wrong passwords in a row. */
  wrong: number;
  /** When the last one came. */
  last: number;
}

/**
 * Slows down whoever guesses passwords: after ten wrong ones in a row an account refuses every
 * password for a while. Other accounts are not touched. An account that does not exist is treated
 * alike, so that a refusal does not tell who exists.
 */
export class SignInAttempts {
  /** By a digest of the account, the oldest try first. */
  private readonly accounts = new Map<string, Attempts>();

  /** @param refusal what a request is answered that comes too early */
  constructor(
    private readonly refusal: (seconds: number) => Error,
    private readonly now: Clock = systemClock,
  ) {}

  /**
   * What `check` makes of a password; nothing for a wrong one. Throws the refusal where the account
   * must wait.
   *
   * @param user the account, or undefined where `name` is nobody's
   */
  async check<T>(
    user: { id: number } | undefined,
    name: string,
    check: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const account = digest(user ? `id ${user.id}` : `name ${name}`);
    this.refuseEarly(account);
    const proven = await check();
    // Again, because others may have been wrong meanwhile: a thousand tries at once are no one try.
    this.refuseEarly(account);
    if (proven === undefined) this.note(account);
    else this.accounts.delete(account);
    return proven;
  }

  private refuseEarly(account: string): void {
    const { wrong, last } = this.recall(account);
    const wait = last + waitAfter(wrong) - this.now();
    if (wait > 0) throw this.refusal(Math.ceil(wait / 1000));
  }

  private note(account: string): void {
    const { wrong } = this.recall(account);
    this.accounts.delete(account);
    this.accounts.set(account, { wrong: wrong + 1, last: this.now() });
    const [oldest] = this.accounts.keys();
    if (this.accounts.size > ACCOUNTS && oldest !== undefined) this.accounts.delete(oldest);
  }

  private recall(account: string): Attempts {
    const attempts = this.accounts.get(account);
    const isKnown = attempts !== undefined && this.now() - attempts.last < MEMORY;
    return isKnown ? attempts : { wrong: 0, last: 0 };
  }
}

const waitAfter = (wrong: number): number =>
  wrong < FREE ? 0 : Math.min(FIRST_WAIT * 2 ** (wrong - FREE), LONGEST_WAIT);
