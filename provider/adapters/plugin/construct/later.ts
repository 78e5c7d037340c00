import * as pulumi from "@pulumi/pulumi";
import { deserializeProperty, isRpcSecret, unwrapRpcSecret } from "@pulumi/pulumi/runtime/rpc";
import type { Values } from "../../../engine/kind";
import { UNKNOWN } from "../../../engine/unknown";
import type { Path } from "../../../files/problem";
import { formOf, isUnknownText } from "../values";

/** Whether a value of a message is a secret, an output, or unknown. */
export const isLater = (value: unknown): boolean =>
  isUnknownText(value) || formOf(value) !== undefined;

/** Where a value has such a one in it. */
export function laterIn(value: unknown, path: Path): Path[] {
  if (isLater(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((one, index) => laterIn(one, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => laterIn(one, [...path, key]));
}

/**
 * A value of a message as a program has it: what is secret, unknown or an output is an output.
 * @param depending the resources that the property depends on
 */
export function toInput(value: unknown, depending: readonly pulumi.Resource[]): unknown {
  if (isLater(value)) return toOutput(value, depending);
  if (Array.isArray(value)) return value.map((one) => toInput(one, depending));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, toInput(one, depending)]);
  return Object.fromEntries(entries);
}

/** The same for a map whose keys a component must know: of one that is unknown, by any key. */
export function mapOf(value: unknown, depending: readonly pulumi.Resource[]): unknown {
  if (!isLater(value)) return toInput(value, depending);
  const known: unknown = isMap(value) ? value.value : undefined;
  if (!isMap(known)) return () => toOutput(value, depending);
  const entries = Object.entries(known).map(([key, one]) => [key, toInput(one, depending)]);
  return Object.fromEntries(entries.map(([key, one]) => [key, pulumi.secret(one)]));
}

const isMap = (value: unknown): value is Values => typeof value === "object" && value !== null;

function toOutput(value: unknown, depending: readonly pulumi.Resource[]): pulumi.Output<unknown> {
  const known: unknown = deserializeProperty(isUnknownText(value) ? UNKNOWN : value, true);
  const output = isRpcSecret(known)
    ? pulumi.secret(unwrapRpcSecret(known) as unknown)
    : pulumi.output(known);
  // An output of a resource carries that the other one depends on it.
  return pulumi.all([output, ...depending.map(({ urn }) => urn)]).apply(([first]) => first);
}
