import { printable } from "../printable";

/**
 * Errors above HTTP, in the terms of the program. The message names the property or the setting to
 * change, and no secret.
 */
export class ProviderError extends Error {
  /** The invalid input property, if any: it may be a field that only the server knows. */
  readonly property: string | undefined;

  constructor(message: string, property?: string, options?: ErrorOptions) {
    super(printable(message), options);
    this.name = new.target.name;
    this.property = property === undefined ? undefined : printable(property);
  }
}

/** The configuration is invalid: missing, malformed, refused by the server. */
export class ConfigurationError extends ProviderError {}

/** The state belongs to another tenant than the configured one. */
export class TenantError extends ProviderError {}

/** The object is gone, and this caller would see it if it existed. */
export class NotFoundError extends ProviderError {}

/** The object is gone, and another one has its key. */
export class ReplacedError extends NotFoundError {}

/** The org that the connection leads to is not there, and nothing can be in it. */
export class NoOrgError extends NotFoundError {}

/** The natural key is taken. */
export class ConflictError extends ProviderError {}

/** What to do first about a key that is taken: the resource may have had another name. */
export const FORMER_NAME =
  'if it was another resource of this program, give that one\'s name to this one as an alias, { aliases: [{ name: "…" }] }, in a tree by previously';

/** The natural key is taken, maybe by this very create, whose response was lost. */
export class UnansweredError extends ConflictError {}

/** The caller may not do this, or may not see whether the object exists. */
export class MissingRightError extends ProviderError {}

/** What is to be deleted holds something, and the system refuses that. */
export class NotEmptyError extends ProviderError {}

/** The server refused the values. */
export class InvalidError extends ProviderError {}

/** No response, or none that shows what happened. */
export class UnavailableError extends ProviderError {}

/** A response that is not the system's, or that can't be parsed. */
export class UnexpectedResponseError extends UnavailableError {}

/** The object was made, but not all of it is done: it goes into the state, with the reason. */
export class PartialCreateError extends ProviderError {
  constructor(
    readonly id: string,
    readonly outputs: Record<string, unknown>,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), undefined, { cause });
  }
}

/** A step of many parts of which some failed: what there is goes into the state, with a reason for each. */
export class PartialStepError extends PartialCreateError {
  constructor(
    id: string,
    outputs: Record<string, unknown>,
    readonly reasons: readonly string[],
  ) {
    super(id, outputs, new Error(reasons.join("\n")));
  }
}
