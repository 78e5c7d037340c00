import { isDeepStrictEqual } from "node:util";
import { resourceName } from "../run/origin";
import type { Session } from "../run/session";
import type { Failure, Kind, Values } from "./kind";

/**
 * The inputs without those that the system does not keep, and that a program can do without: told,
 * and then as if they were not declared.
 */
export function withoutIgnored(kind: Kind, { backend, warn }: Session, given: Values): Values {
  const ignored = Object.entries(backend.capabilities.ignores[kind.name] ?? {}).filter(
    ([property]) => given[property] !== undefined && given[property] !== null,
  );
  for (const [property, why] of ignored) {
    warn(
      `${kind.name} "${resourceName(given)}": ${backend.name} ${why}, so ${property} is ignored`,
    );
  }
  const names = ignored.map(([property]) => property);
  return Object.fromEntries(
    Object.entries(given).filter(([property]) => !names.includes(property)),
  );
}

/** Refuses what the server's own settings would not keep; what has not changed is not asked again. */
export async function refusedByServer(
  kind: Kind,
  { backend, configuration }: Session,
  inputs: Values,
  olds: Values,
): Promise<Failure[]> {
  if (!configuration.verify || backend.refusals === undefined) return [];
  const fresh = Object.entries(inputs).filter(
    ([property, value]) => !isDeepStrictEqual(value, olds[property]),
  );
  const reasons = await backend.refusals(kind.name, Object.fromEntries(fresh));
  return Object.entries(reasons).map(([property, reason]) => ({ property, reason }));
}
