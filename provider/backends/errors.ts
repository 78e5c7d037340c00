import { printable } from "../printable";

/**
 * What goes wrong above HTTP, in the words of whoever declared the resource. The first sentence of a
 * message is all that a user reads: it names the property or the setting to change, and no secret.
 */
export class ProviderError extends Error {
  constructor(
    message: string,
    /** The input property at fault, where one is. */
    readonly property?: string,
    options?: ErrorOptions,
  ) {
    super(printable(message), options);
    this.name = new.target.name;
  }
}

/** The configuration is invalid: missing, malformed, refused by the server. */
export class ConfigurationError extends ProviderError {}

/** The state belongs to another server than the configured one. */
export class TenantError extends ProviderError {}

/** The object is gone, and this caller would see it if it were there. */
export class NotFoundError extends ProviderError {}

/** The object is gone, and another one is there under its key. */
export class ReplacedError extends NotFoundError {}

/** The natural key is taken. */
export class ConflictError extends ProviderError {}

/** The natural key is taken, maybe by this very create: nobody heard whether it happened. */
export class UnansweredError extends ConflictError {}

/** The caller may not do this, or may not know whether the object is there. */
export class MissingRightError extends ProviderError {}

/** The server refused the values. */
export class InvalidError extends ProviderError {}

/** No answer, or none that says what happened. */
export class UnavailableError extends ProviderError {}

/** An answer that the system can't have given, or that nobody here can read. */
export class UnexpectedResponseError extends UnavailableError {}

/** The object is made, but not all of it: it belongs into the state, with the reason. */
export class PartialCreateError extends ProviderError {
  constructor(
    readonly id: string,
    readonly outputs: Record<string, unknown>,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), undefined, { cause });
  }
}
