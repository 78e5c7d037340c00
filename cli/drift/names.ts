import type { Finding } from "../findings/finding";
import { entryOf } from "../findings/telling";
import type { LiveOrg } from "../live-org/live-org";
import type { Locations } from "../live-org/locations";
import type { StackResource } from "../stack/stack-resource";

/** What people are called, by username: as they are there, else as the stack declares them. */
export function namesOfPeople(
  orgs: readonly LiveOrg[],
  resources: readonly StackResource[],
): ReadonlyMap<string, string> {
  const declared = resources.flatMap(({ kind, id, inputs }) =>
    kind === "User" && typeof inputs.name === "string" ? [[id, inputs.name] as const] : [],
  );
  return new Map([...declared, ...orgs.flatMap(({ names }) => [...names])]);
}

/** The finding with what the people and nodes that it names are called. */
export function withNames(
  finding: Finding,
  people: ReadonlyMap<string, string>,
  locations: Locations,
): Finding {
  const { usernames, nodes } = namedIn(finding);
  const names = [
    ...usernames.map((one) => [one, people.get(one) ?? ""] as const),
    ...nodes.map((id) => [id, locations.nodePath(locations.nodeId(id)).at(-1) ?? ""] as const),
  ].filter(([id, name]) => name !== "" && name !== id);
  return names.length === 0 ? finding : { ...finding, names: Object.fromEntries(names) };
}

/** Whom and which nodes a finding names by usernames and ids. */
function namedIn({ kind, path, list, member, changes = [] }: Finding) {
  const entries = changes.flatMap(({ property, declared, live }) => {
    if (property === "parent") return [declared, live].map((id) => ["nodes", id] as const);
    const { list, member } = entryOf(property);
    return [[list, member] as const];
  });
  const subject = kind === "User" || kind === "OrgMember" ? path.at(-1) : undefined;
  const all = [...entries, [list ?? "users", member], ["users", subject]] as const;
  const idsIn = (lists: readonly string[]) =>
    all.flatMap(([of, id]) => (id !== undefined && of && lists.includes(of) ? [id] : []));
  return {
    usernames: idsIn(["users", "denyUsers"]),
    nodes: idsIn(["nodes", "denyNodes"]),
  };
}
