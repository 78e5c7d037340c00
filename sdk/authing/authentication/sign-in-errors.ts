import { IdentityError } from "../../transport/errors";

/**
 * A browser came back from the login page without a sign-in: this one where the address has no
 * `code`, its subclasses where more is known. No code was exchanged.
 */
export class LoginError extends IdentityError {
  override readonly name:
    "LoginError" | "LoginRefusedError" | "MissingStateError" | "StateMismatchError" = "LoginError";

  constructor(message: string, cause: unknown = "login") {
    super(message, { cause });
  }
}

/**
 * The login page sent the browser back with an error: `access_denied` where the person refused,
 * `invalid_request` and others where the server did (RFC 6749, 4.1.2.1).
 */
export class LoginRefusedError extends LoginError {
  override readonly name = "LoginRefusedError";

  constructor(
    /** The server's code, such as `access_denied`. */
    readonly code: string,
    /** The server's sentence, where it has one. */
    readonly description: string | undefined,
  ) {
    const said = description === undefined ? "" : `: ${description}`;
    super(`the login page answered ${code}${said}`, code);
  }
}

/**
 * The address has no `state`, or the browser no cookie to compare it with: the sign-in was begun in
 * another browser or too long ago, or the address was made by somebody else.
 */
export class MissingStateError extends LoginError {
  override readonly name = "MissingStateError";
}

/** The `state` is that of another sign-in: of another tab, or of somebody who sent this address. */
export class StateMismatchError extends LoginError {
  override readonly name = "StateMismatchError";
}

/**
 * A token is not to be trusted: this one where it is no JWT, lacks a claim, is of the other kind or
 * is not valid yet (`nbf`), its subclasses where more is known. Nothing that it says was returned.
 */
export class TokenError extends IdentityError {
  override readonly name:
    "TokenError" | `Token${"Signature" | "Expired" | "Issuer" | "Audience" | "Nonce"}Error` =
    "TokenError";

  constructor(
    message: string,
    /** The claim that is wrong, such as `aud`. */
    readonly claim?: string,
  ) {
    super(message, { cause: claim ?? "token" });
  }
}

/**
 * The signature is wrong, none (`alg: none`), of an algorithm that is not allowed, or by a key that
 * the server does not publish.
 */
export class TokenSignatureError extends TokenError {
  override readonly name = "TokenSignatureError";
}

/** The token is over: its `exp` lies more than the leeway back. */
export class TokenExpiredError extends TokenError {
  override readonly name = "TokenExpiredError";
}

/** The token is of another issuer (`iss`). */
export class TokenIssuerError extends TokenError {
  override readonly name = "TokenIssuerError";
}

/** The token is for another application (`aud`, `azp`). */
export class TokenAudienceError extends TokenError {
  override readonly name = "TokenAudienceError";
}

/** The ID token is of another sign-in: its `nonce` is not the one that was sent. */
export class TokenNonceError extends TokenError {
  override readonly name = "TokenNonceError";
}

/** Whether a browser came back from the login page without a sign-in. */
export const isLoginError = (error: unknown): error is LoginError => error instanceof LoginError;

/** Whether a token is not to be trusted. */
export const isTokenError = (error: unknown): error is TokenError => error instanceof TokenError;
