// Classes of one shape are one type to TypeScript: after `if (error instanceof A)`, the else branch
// would be `never`. So each class here has a field of its own literal type.

/** The root of every error that this SDK throws. `cause` holds what led to it. */
export class IdentityError extends Error {
  constructor(message: string, options: { cause: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/**
 * The SDK was called wrongly; nothing was sent.
 * The `cause` is the offending argument's name, never its value.
 */
export class UsageError extends IdentityError {
  override readonly name = "UsageError";

  constructor(message: string, cause: unknown = "usage") {
    super(message, { cause });
  }
}

/** The server has no endpoint that could do this; nothing was sent. */
export class UnsupportedError extends IdentityError {
  override readonly name = "UnsupportedError";

  constructor(message: string, cause: unknown = "unsupported") {
    super(message, { cause });
  }
}

/** The caller's own `signal` ended the request; `cause` is the signal's reason. */
export class AbortedError extends IdentityError {
  override readonly name = "AbortedError";
}
