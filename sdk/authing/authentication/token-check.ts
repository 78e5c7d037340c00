import type { JWTHeaderParameters, JWTPayload, JWTVerifyOptions } from "jose";
import { IdentityError } from "../../transport/errors";
import type { CallOptions } from "../options";
import { josePackage } from "../packages";
import { badKeys, type KeySet } from "./key-set";
import {
  TokenAudienceError,
  TokenError,
  TokenExpiredError,
  TokenIssuerError,
  TokenNonceError,
  TokenSignatureError,
} from "./sign-in-errors";

/** What a token is compared with. */
export interface TokenExpectations extends CallOptions {
  /** Who must have made it (`iss`). @default `<appHost>/oidc` */
  readonly issuer?: string | undefined;
  /** Whom it must be for (`aud`). @default the client's appId */
  readonly audience?: string | undefined;
}

/** What an ID token says (OpenID Connect Core, 2): whose sign-in it is, and what the scopes tell of them. */
export interface IdTokenClaims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string | string[];
  /** Seconds since 1970. */
  readonly exp: number;
  /** Seconds since 1970. */
  readonly iat: number;
  readonly nonce?: string;
  readonly [claim: string]: unknown;
}

/** What an access token says. */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly aud: string | string[];
  /** The person, or the application itself. */
  readonly sub?: string;
  /** What it allows, separated by blanks. */
  readonly scope: string;
  /** Seconds since 1970. */
  readonly exp: number;
  readonly [claim: string]: unknown;
}

/** What an ID token is compared with. */
export interface IdTokenExpectations extends TokenExpectations {
  /** What went into the address of the login page (`authorizeUrl` returns it). @default not compared */
  readonly nonce?: string | undefined;
}

/** Whose tokens are checked. */
interface Checked {
  readonly appId: string;
  /** ID tokens may be signed with it. */
  readonly appSecret: string | undefined;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Seconds that this clock and the server's may differ by. */
const LEEWAY = 30;

/** With the keys that the server publishes: a secret among them would be nobody's secret. */
const PUBLISHED = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "Ed25519", "EdDSA"],
];

/** Checks what tokens say: signature, issuer, audience, times. */
export class TokenCheck {
  constructor(
    private readonly keys: KeySet,
    private readonly own: Checked,
  ) {}

  /** What an ID token says (OpenID Connect Core, 3.1.3.7). */
  async idToken(token: string, expected: IdTokenExpectations): Promise<IdTokenClaims> {
    const secret = this.own.appSecret;
    const claims = await this.verify(token, expected, { secret, required: ["sub", "iat"] });
    if ("scope" in claims) {
      throw new TokenError("the token has a scope: it is an access token, not an ID token");
    }
    checkParty(claims, expected.audience ?? this.own.appId);
    if (expected.nonce !== undefined) checkNonce(claims, expected.nonce);
    return claims as IdTokenClaims;
  }

  /** What an access token says: that of a person or of the application itself. */
  async accessToken(token: string, expected: TokenExpectations): Promise<AccessTokenClaims> {
    // An ID token has none: it says who somebody is, and allows nothing.
    const claims = await this.verify(token, expected, { required: ["scope"] });
    return claims as unknown as AccessTokenClaims;
  }

  private async verify(
    token: string,
    { issuer = this.own.issuer, audience = this.own.appId, ...options }: TokenExpectations,
    { secret, required }: { secret?: string | undefined; required: string[] },
  ): Promise<JWTPayload> {
    const { errors, jwtVerify } = await josePackage();
    const find = this.keys.finder(options);
    const how: JWTVerifyOptions = {
      ...{ issuer, audience, clockTolerance: LEEWAY, requiredClaims: ["exp", ...required] },
      algorithms: secret === undefined ? PUBLISHED : [...PUBLISHED, "HS256"],
      currentDate: new Date(this.own.now()),
    };
    try {
      const keyOf = (header: JWTHeaderParameters, jws: Parameters<typeof find>[1]) =>
        header.alg === "HS256" ? Buffer.from(secret ?? "") : find(header, jws);
      return (await jwtVerify(token, keyOf, how)).payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw expired(error.payload);
      if (error instanceof errors.JWTClaimValidationFailed) {
        throw wrongClaim(error, { iss: issuer, aud: audience });
      }
      if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid) {
        throw new TokenError(`the token is no signed JWT: ${error.message}`);
      }
      if (error instanceof errors.JOSEError) throw wrongSignature(error.code, secret);
      if (error instanceof IdentityError) throw error;
      // What else fails is the key: a broken one, or one that is too short for its algorithm.
      throw badKeys("a key of the list is invalid");
    }
  }
}

/** What the app got straight from the token endpoint: it is of this sign-in (the same, 11). */
export async function checkOwnNonce(idToken: string, nonce: string): Promise<void> {
  const { decodeJwt, errors } = await josePackage();
  try {
    checkNonce(decodeJwt(idToken), nonce);
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    throw new TokenError(`the ID token is no signed JWT: ${error.message}`);
  }
}

function checkNonce({ nonce }: JWTPayload, expected: string): void {
  if (nonce === expected) return;
  const said = nonce === undefined ? "has no nonce" : "is of another sign-in: its nonce differs";
  throw new TokenNonceError(`the ID token ${said}`, "nonce");
}

/** With several in the audience, the token says to whom it was given (the same, 4 and 5). */
function checkParty({ aud, azp }: JWTPayload, expected: string): void {
  if (azp === expected || (azp === undefined && [aud].flat().length === 1)) return;
  throw new TokenAudienceError(`the ID token ${differs("azp", azp, expected)}`, "azp");
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? "missing").slice(0, 200);

const differs = (claim: string, value: unknown, expected: string): string =>
  `has ${claim} ${shown(value)}; expected ${shown(expected)}`;

const expired = ({ exp }: JWTPayload): TokenError =>
  new TokenExpiredError(`the token is over since ${timeOf(exp)}`, "exp");

/** A time of a token, seconds since 1970; it may be any number. */
function timeOf(seconds: unknown): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? shown(seconds) : date.toISOString();
}

function wrongClaim(
  { claim, reason, payload }: { claim: string; reason: string; payload: JWTPayload },
  expected: { iss: string; aud: string },
): TokenError {
  if (claim === "iss") {
    const said = differs("iss", payload.iss, expected.iss);
    return new TokenIssuerError(`the token ${said}; name another one as issuer`, claim);
  }
  if (claim === "aud") {
    const said = differs("aud", payload.aud, expected.aud);
    return new TokenAudienceError(`the token ${said}; name another one as audience`, claim);
  }
  if (reason === "missing") return new TokenError(`the token has no ${claim}`, claim);
  if (claim !== "nbf") return new TokenError(`the token's ${claim} is invalid`, claim);
  return new TokenError(`the token is not valid before ${timeOf(payload.nbf)}`, claim);
}

function wrongSignature(code: string, secret: string | undefined): TokenError {
  const reasons: Readonly<Record<string, string>> = {
    ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "its signature is wrong",
    ERR_JOSE_ALG_NOT_ALLOWED:
      "its algorithm is not allowed: " +
      (secret === undefined
        ? "HS256 needs the appSecret"
        : "it must be HS256 or by a published key"),
    ERR_JWKS_NO_MATCHING_KEY: "the server publishes no key of its name and algorithm",
    ERR_JWKS_MULTIPLE_MATCHING_KEYS: "it names none of the server's keys",
  };
  return new TokenSignatureError(`the token can't be trusted: ${reasons[code] ?? code}`);
}
