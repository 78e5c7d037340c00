import {
  MissingRightError,
  NotFoundError,
  parts as allParts,
  UnavailableError,
  type Inspector,
  type OrgState,
  type Part,
  type Snapshot,
} from "../../provider/inspect";
import type { Gap } from "./gap";
import type { Person, ReportedOrg } from "./reported-org";

/** Of an org all but its people's own fields, which belong to no org. */
const PARTS_OF_ORG: readonly Part[] = allParts.filter((part) => part !== "users");

/** An org as it is. */
export interface LiveOrg extends Snapshot {
  readonly state: OrgState;
}

/** What reading an org brings: no org where it is gone. */
export interface OrgReading {
  readonly org?: LiveOrg;
  readonly gaps: readonly Gap[];
}

/** Reads an org as it is. What can't be read is a gap, and no error. */
export async function readLiveOrg(
  { backend }: Inspector,
  id: string,
  parts: readonly Part[] = PARTS_OF_ORG,
): Promise<OrgReading> {
  try {
    const [state, snapshot] = await Promise.all([
      backend.orgs.get({ id }),
      backend.snapshot(id, parts),
    ]);
    const org = { ...snapshot, state: { ...state, roots: rootsAmong(snapshot, state) } };
    return { org, gaps: snapshot.unseen.map((gap) => ({ org: id, ...gap })) };
  } catch (error) {
    if (error instanceof NotFoundError) return { gaps: [] };
    if (!isUnreadable(error)) throw error;
    return { gaps: [{ org: id, part: "Org", id, reason: error.message }] };
  }
}

/** Where a system makes a root only for its first node, just the nodes tell which one it is. */
function rootsAmong({ nodes }: Snapshot, { roots }: OrgState): OrgState["roots"] {
  const tops = [...nodes.values()]
    .filter(({ parent, builtIn, kind }) => builtIn && !parent && !nodes.has(roots[kind] ?? ""))
    .map(({ kind, id }) => [kind, id] as const);
  return { ...roots, ...Object.fromEntries(tops) };
}

/** Whether a read failed in a way that says nothing of what is there. */
export const isUnreadable = (error: unknown): error is MissingRightError | UnavailableError =>
  error instanceof MissingRightError || error instanceof UnavailableError;

/** Whether a node is one of those that the server made with the org. */
export const isRoot = ({ state }: LiveOrg, node: string): boolean =>
  Object.values(state.roots).includes(node);

/** The org for charts. */
export function reported(org: LiveOrg): ReportedOrg {
  const { state, nodes, nodeMembers } = org;
  const all = [...nodes.values()].map(({ id, name, kind, parent, builtIn }) => ({
    ...{ id, name, kind, builtIn },
    parent: isRoot(org, id) ? undefined : parent,
    members: nodeMembers.get(id)?.length ?? 0,
  }));
  return { id: state.id, name: state.name, nodes: all };
}

/** The org with who is where. */
export function reportedWithPeople(org: LiveOrg): ReportedOrg {
  const { nodeMembers, orgMembers, names } = org;
  const named = (usernames: readonly string[] = []): Person[] =>
    usernames
      .toSorted(byCodePoint)
      .map((username) => ({ username, name: names.get(username) ?? "" }));
  const { nodes, ...rest } = reported(org);
  // The groups that the server keeps beside other things are no place to be in.
  const within = nodes.filter(({ builtIn, parent }) => !builtIn || parent === undefined);
  const placed = new Set(within.flatMap(({ id }) => nodeMembers.get(id) ?? []));
  return {
    ...rest,
    nodes: nodes.map((node) => ({ ...node, people: named(nodeMembers.get(node.id)) })),
    inNoNode: named(orgMembers.filter((username) => !placed.has(username))),
  };
}

/** So that every machine, and every run, has the same order. */
const byCodePoint = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
