import {
  ConfigurationError,
  PartialCreateError,
  NotFoundError,
  ProviderError,
  TenantError,
  UnavailableError,
} from "../backends/errors";
import type { Failure, Values } from "../engine/kind";
import { printable } from "../printable";
import { complete, PROVIDER } from "./values";

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

/** The error that tells the engine of a partial create: its id, properties and reasons. */
export function partialCreate(
  error: unknown,
  inputs: Values,
  state: Values,
  tenant: string,
): Error {
  if (!(error instanceof PartialCreateError)) return quiet(error);
  const properties = { ...complete(tenant, error.outputs, state), [PROVIDER]: inputs[PROVIDER] };
  return Object.assign(quiet(error), { id: error.id, properties, reasons: [error.message] });
}

function quiet(error: unknown): Error {
  const message = printable(error instanceof Error ? error.message : String(error));
  const property = error instanceof ProviderError ? error.property : undefined;
  const result = new Error(property === undefined ? message : `${property}: ${message}`, {
    cause: error,
  });
  result.stack = "";
  return result;
}
