import { type Actor } from "../model/actor";
import { type Codes } from "../model/codes";
import { type SignInAttempts } from "../model/sign-in-attempts";
import { type Database } from "../storage/database";
import { type Body } from "../wire/body";
import { denied, unauthorized } from "../wire/refusal";

/** What the server offers to views besides the database. */
export interface Services {
  /** Shows a line to whoever runs the server. */
  log(line: string): void;
  /** The codes that were sent and not yet used. */
  codes: Codes;
  /** Slows down who guesses passwords. */
  attempts: SignInAttempts;
}

/** One request, as views see it. */
export class Context {
  constructor(
    readonly db: Database,
    readonly services: Services,
    readonly method: string,
    /** The absolute URL that was asked for. */
    readonly url: URL,
    readonly params: Record<string, string>,
    readonly body: Body,
    readonly headers: Record<string, string | undefined>,
    /** Who asks; nobody when there was no token. */
    readonly actor: Actor | undefined,
  ) {}

  /** One part of the path. */
  param(name: string): string {
    return this.params[name] ?? "";
  }

  /** The last value of a query parameter. */
  query(name: string): string | undefined {
    return this.url.searchParams.getAll(name).at(-1);
  }

  /** Who asks; 401 for nobody. */
  user(): Actor {
    if (!this.actor) throw unauthorized();
    return this.actor;
  }

  /** Who asks, if he is a system administrator; 401 or 403 otherwise. */
  admin(): Actor {
    const actor = this.user();
    if (!actor.isAdmin) throw denied();
    return actor;
  }
}

/** Guards that resources share. */
export const anyone = (): void => undefined;
export const loggedIn = (context: Context): void => void context.user();
export const adminOnly = (context: Context): void => void context.admin();
