import type { Finding } from "../findings/finding";
import type { Locations } from "../live-org/locations";
import type { StackResource } from "../stack/stack-resource";
import { changesIn, type Fingerprint } from "./changes";
import type { Compared } from "./compare";
import { makeFinding } from "./make-finding";

/** A resource, and what comparing it has shown. */
export interface ComparedResource {
  readonly resource: StackResource;
  readonly compared: Compared;
}

/** What is not as a resource declares it: that it is missing, or which properties differ. */
export function driftOf(
  { resource, compared }: ComparedResource,
  locations: Locations,
  fingerprint: Fingerprint,
): Finding[] {
  const { kind, id: object, name, urn, secrets, source } = resource;
  const node = kind === "User" ? locations.nodeOf(object) : object;
  const isMarked = kind === "Node" || kind === "NodeMembers" || kind === "User";
  const at = isMarked && node !== undefined ? locations.nodeAt(node) : undefined;
  const org = locations.orgOf(resource) ?? (at === undefined ? undefined : locations.orgOfNode(at));
  const about = {
    ...{ kind, object, resource: name, urn, path: locations.pathOf(resource) },
    ...(source !== undefined && { source }),
    ...(org !== undefined && { org }),
    ...(at !== undefined && { at }),
  };
  if (compared.is === "missing") {
    const replaced = compared.replaced && { replaced: true as const };
    return [makeFinding({ category: "missing", ...about, ...replaced })];
  }
  if (compared.is === "unseen" || compared.changed.length === 0) return [];
  const { changed, declared, seen } = compared;
  const changes = changesIn(changed, declared, seen, { secrets, fingerprint });
  return [makeFinding({ category: "changed", ...about, changes })];
}
