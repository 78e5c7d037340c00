import type { PlainVisibility } from "../org-tree-args";
import type { Plan, PlannedMember } from "./planned";

/** A tree as its one resource takes it: nodes and people by their keys, and where each is written. */
export interface TreeContents {
  readonly nodes: Readonly<Record<string, object>>;
  readonly people: Readonly<Record<string, object>>;
  /** Lines by `nodes.platform` and `people.ada`, by file. */
  readonly places: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** @param visibility who may see nodes, by key */
export function contentsOf(
  { nodes, people, placeOf }: Plan,
  visibility: Readonly<Record<string, PlainVisibility>> = {},
): TreeContents {
  const places: Record<string, Record<string, number>> = {};
  const note = (list: string, { key, path }: Plan["nodes"][number] | Plan["people"][number]) => {
    const place = placeOf(path);
    if (place !== undefined) (places[place.file] ??= {})[`${list}.${key}`] = place.line;
  };
  for (const one of nodes) note("nodes", one);
  for (const one of people) note("people", one);
  const nodeEntries = nodes.map(({ key, previously, path: _, people: members, ...node }) => [
    key,
    {
      ...node,
      ...(Object.hasOwn(visibility, key) && visibility[key]),
      ...(previously.length > 0 && { previously }),
      ...(members !== undefined && { people: Object.fromEntries(members.map(valueOf)) }),
    },
  ]);
  const personEntries = people.map(({ key, previously, path: _, ...person }) => [
    key,
    { ...person, ...(previously.length > 0 && { previously }) },
  ]);
  return {
    nodes: Object.fromEntries(nodeEntries) as Record<string, object>,
    people: Object.fromEntries(personEntries) as Record<string, object>,
    places,
  };
}

/** As plans show a member. */
const valueOf = ({ person, until }: PlannedMember): [string, string] => [
  person,
  until === undefined ? "member" : `until ${until}`,
];
