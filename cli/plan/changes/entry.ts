import { grantLists, meaningOf, type Values } from "../../../provider/inspect";
import { entriesOf } from "../../graph/entries";
import type { Ids } from "../../graph/ids";
import type { PlanStep } from "../preview/step";

/** One entry of a list of people or grants. */
export interface Entry {
  readonly list: GrantList;
  /** Id of the node, the org or the perm that the list belongs to. */
  readonly owner: string;
  /** A username, or the id of a node. */
  readonly member: string;
  /** As the program names it. */
  readonly name: string;
  /** Until then: an instant as ISO 8601 in UTC. */
  readonly until?: string | undefined;
}

type GrantList = (typeof grantLists)[number];
type Owner = Pick<PlanStep, "kind"> & { readonly old?: { readonly id: string } | undefined };

/** Whether a resource is a list of people or grants. */
export const isList = ({ kind }: Pick<PlanStep, "kind">): boolean =>
  kind === "NodeMembers" || kind === "OrgMembers" || kind === "PermGrants";

/** The entries that values name, by the ids of a graph. */
export function entriesIn(ids: Ids, { kind, old }: PlanStep, values: Values): Entry[] {
  const owner = ownerOf(ids, { kind, old }, values);
  return grantLists.flatMap((list) =>
    entriesOf(values, list, ids).map(({ member: name, until }) => {
      const member = memberOf(ids, kind, list, name);
      return { list, owner, member, name, until };
    }),
  );
}

/** A list as sets of lists know it. */
export const listKey = (kind: string, { list, owner }: Pick<Entry, "list" | "owner">): string =>
  `${kind} ${list} ${owner}`;

/** Id of what a list belongs to. */
export function ownerOf(ids: Ids, { kind, old }: Owner, values: Values) {
  const text = (key: string) => (typeof values[key] === "string" ? values[key] : (old?.id ?? ""));
  if (kind === "NodeMembers") return ids.node(text("node"));
  return kind === "PermGrants" ? ids.perm(text("perm")) : ids.of(text("org"));
}

/** Id of somebody or something that a list names. */
export const memberOf = (ids: Ids, kind: string, list: GrantList, name: string): string =>
  kind === "PermGrants" && meaningOf(list).kind === "node" ? ids.node(name) : ids.of(name);
