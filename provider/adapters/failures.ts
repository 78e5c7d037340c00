import {
  ConfigurationError,
  PartialCreateError,
  PartialStepError,
  NotFoundError,
  ProviderError,
  TenantError,
  UnavailableError,
} from "../backends/errors";
import type { Failure, Values } from "../engine/kind";
import { printable } from "../printable";
import { PROVIDER } from "./values";

/** The result of a check, with control characters in its reasons escaped. */
export function checkResult({
  inputs,
  failures,
}: {
  inputs: Values;
  failures: readonly Failure[];
}) {
  const printed = failures.map((one) => ({ ...one, reason: printable(one.reason) }));
  return { inputs, failures: printed };
}

/** Throws the error again without its stack, which the SDK would print above the message. */
export function failed(error: unknown): never {
  throw quiet(error);
}

/**
 * Destroy and a plain refresh use the configuration that the state keeps, and so may fail where a
 * preview does not: the message says how to use today's.
 */
export function failedWithKeptConfiguration(error: unknown): never {
  const isConnection = error instanceof ConfigurationError || error instanceof UnavailableError;
  if (!isConnection && !(error instanceof TenantError)) throw quiet(error);
  const message = `${error.message} (destroy and plain refresh use the configuration kept in the state: add --run-program to use today's)`;
  throw quiet(new ProviderError(message));
}

/** An update can't recreate an object that is gone; a refresh drops it from the state first. */
export function gone(error: unknown): never {
  if (!(error instanceof NotFoundError)) throw error;
  const advice = "refresh (pulumi up --refresh --run-program), after which it is made anew";
  throw new NotFoundError(`${error.message}: ${advice}`, undefined, { cause: error });
}

/**
 * Throws the error that tells the engine of a step that was done in part: its id, properties and
 * reasons.
 */
export function partialStep(error: unknown, inputs: Values): never {
  if (!(error instanceof PartialCreateError)) throw quiet(error);
  const properties = { ...error.outputs, [PROVIDER]: inputs[PROVIDER] };
  throw Object.assign(quiet(error), { id: error.id, properties, reasons: reasonsOf(error) });
}

/** Each reason why a step was done in part only. */
export const reasonsOf = (error: PartialCreateError): string[] =>
  (error instanceof PartialStepError ? error.reasons : [error.message]).map(printable);

function quiet(error: unknown): Error {
  const message = printable(error instanceof Error ? error.message : String(error));
  const property = error instanceof ProviderError ? error.property : undefined;
  const result = new Error(property === undefined ? message : `${property}: ${message}`, {
    cause: error,
  });
  result.stack = "";
  return result;
}
