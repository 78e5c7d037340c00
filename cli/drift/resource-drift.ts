import { changesIn, type Fingerprint } from "./changes";
import type { Compared } from "./compare";
import { finding } from "./finding";
import type { Locations } from "./locations";
import type { Finding } from "./report";
import type { StackResource } from "./stack";

/** A resource, and how it stands. */
export interface ComparedResource {
  readonly resource: StackResource;
  readonly compared: Compared;
}

/** What is not as a resource declares it: that it is missing, or which properties differ. */
export function driftOf(
  { resource, compared }: ComparedResource,
  places: Locations,
  fingerprint: Fingerprint,
): Finding[] {
  const { kind, id: object, name, urn, secrets } = resource;
  const org = places.orgOf(resource);
  const at = kind === "Node" || kind === "NodeMembers" ? places.nodeAt(object) : undefined;
  const about = {
    ...{ kind, object, resource: name, urn, path: places.pathOf(resource) },
    ...(org !== undefined && { org }),
    ...(at !== undefined && { at }),
  };
  if (compared.is === "missing") {
    const replaced = compared.replaced && { replaced: true as const };
    return [finding({ category: "missing", ...about, ...replaced })];
  }
  if (compared.is === "unseen" || compared.changed.length === 0) return [];
  const { changed, declared, seen } = compared;
  const changes = changesIn(changed, declared, seen, { secrets, fingerprint });
  return [finding({ category: "changed", ...about, changes })];
}
