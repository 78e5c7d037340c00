import { createHash, randomBytes } from "node:crypto";
import { UsageError } from "../../transport/errors";

/** How a challenge is made of a verifier (RFC 7636, 4.2); `plain` hides nothing. */
export type ChallengeMethod = "S256" | "plain";

/** 43 letters, digits, `-` and `_` that nobody can guess: a verifier, a state, a nonce. */
export const unguessable = (): string => randomBytes(32).toString("base64url");

/** What goes into the address in place of the verifier. */
export const challengeOf = (verifier: string, method: ChallengeMethod): string =>
  method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url");

/** What a caller says of it. */
export interface AskedChallenge {
  readonly codeChallenge?: string;
  readonly codeChallengeMethod?: ChallengeMethod;
}

/** What goes into the address, and the verifier of a challenge that was made here. */
interface Challenge {
  readonly query: Readonly<Record<string, string>>;
  readonly codeVerifier: string | undefined;
}

/**
 * The caller's challenge, or one that is made here where they name a method or must have one; nothing
 * otherwise.
 * @throws UsageError for what no server takes (RFC 7636, 4.2 and 4.3)
 */
export function challengeFor(
  { codeChallenge: given, codeChallengeMethod }: AskedChallenge,
  isDue: boolean,
): Challenge | undefined {
  if (given === undefined && codeChallengeMethod === undefined && !isDue) return undefined;
  const method = checkMethod(codeChallengeMethod ?? "S256");
  const codeVerifier = given === undefined ? unguessable() : undefined;
  const challenge = given ?? challengeOf(codeVerifier ?? "", method);
  const query = { code_challenge: checkForm(challenge), code_challenge_method: method };
  return { query, codeVerifier };
}

function checkMethod(method: string): ChallengeMethod {
  if (method === "S256" || method === "plain") return method;
  const message = `codeChallengeMethod is ${JSON.stringify(method)}; it must be "S256" or "plain"`;
  throw new UsageError(message, "codeChallengeMethod");
}

function checkForm(challenge: string): string {
  if (/^[\w.~-]{43,128}$/.test(challenge)) return challenge;
  const expected = "43 to 128 letters, digits, '-', '.', '_' and '~'";
  throw new UsageError(`codeChallenge must be ${expected}`, "codeChallenge");
}
