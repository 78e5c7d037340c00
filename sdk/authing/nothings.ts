import type { VendorRequest } from "./vendor";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function without(value: unknown, isNothing: (part: unknown) => boolean): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => !isNothing(part)));
}

/**
 * Takes off what the vendor would sign and axios then not send: null and undefined in a query, and
 * undefined in a body. A body's null stays: it is sent, signed and may clear a value.
 */
export function withoutNothings(config: VendorRequest): Pick<VendorRequest, "params" | "data"> {
  const { params, data } = config;
  return {
    ...(params !== undefined && { params: without(params, (part) => part == null) }),
    ...(data !== undefined && { data: without(data, (part) => part === undefined) }),
  };
}
