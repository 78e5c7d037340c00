import type { JSONWebKeySet, JWTVerifyGetKey } from "jose";
import { waitFor } from "../../transport/deadline";
import { AbortedError, UnexpectedResponseError } from "../../transport/errors";
import type { CallOptions } from "../options";
import { josePackage } from "../packages";

/** Where the server publishes its keys. */
export const KEYS_PATH = "/oidc/.well-known/jwks.json";

/** How long keys are believed: one that the server withdrew is good no longer. Milliseconds. */
const MAX_AGE = 600_000;
/** How long after asking an unknown key is not asked for again, milliseconds. */
const COOLDOWN = 30_000;

/** Finds the key of a token's header. */
type FindKey = (...asked: Parameters<JWTVerifyGetKey>) => ReturnType<JWTVerifyGetKey>;

/**
 * The keys that the server publishes. They are kept, and asked for again once they are old or where a
 * token names another one, but then not twice in 30 seconds: bad tokens can't make a flood. Who asks
 * at the same time shares one request.
 */
export class KeySet {
  private kept: { readonly find: FindKey; readonly since: number } | undefined;
  private pending: Promise<FindKey> | undefined;
  private asked = -Infinity;

  constructor(
    private readonly ask: (options: CallOptions) => Promise<unknown>,
    /** Milliseconds since 1970. */
    private readonly now: () => number,
  ) {}

  /** Finds keys for one call, whose options a request for them has. */
  finder(options: CallOptions): FindKey {
    return async (...header) => {
      const { errors } = await josePackage();
      const { kept } = this;
      const isFresh = kept !== undefined && this.now() - kept.since < MAX_AGE;
      const find = isFresh ? kept.find : await this.renewed(options);
      try {
        return await find(...header);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || !this.mayRenew()) throw error;
        return (await this.renewed(options))(...header);
      }
    };
  }

  private mayRenew(): boolean {
    return this.pending !== undefined || this.now() - this.asked >= COOLDOWN;
  }

  private async renewed({ signal, ...options }: CallOptions): Promise<FindKey> {
    this.pending ??= this.renew(options).finally(() => (this.pending = undefined));
    if (signal === undefined) return await this.pending;
    try {
      return await waitFor(this.pending, signal);
    } catch (cause) {
      if (!signal.aborted) throw cause;
      throw new AbortedError(`GET ${KEYS_PATH} was aborted by the caller`, { cause });
    }
  }

  private async renew(options: CallOptions): Promise<FindKey> {
    this.asked = this.now();
    const { createLocalJWKSet, errors } = await josePackage();
    const answer = await this.ask(options);
    try {
      const find = createLocalJWKSet(answer as JSONWebKeySet);
      this.kept = { find, since: this.now() };
      return find;
    } catch (error) {
      if (!(error instanceof errors.JWKSInvalid)) throw error;
      throw badKeys("keys is missing, or is no list of keys");
    }
  }
}

/** The server's list of keys is none. */
export const badKeys = (problem: string): UnexpectedResponseError =>
  new UnexpectedResponseError({ method: "GET", path: KEYS_PATH, status: 200, problem });
