import type { KindName, Part } from "../../provider/inspect";
import type { Finding } from "../findings/finding";
import type { Gap } from "../live-org/gap";
import { adviceFor } from "./advice";
import type { Detected } from "./detect";
import { isWanted, type Filter } from "./filter";

/**
 * What a report is about: the findings that a filter lets through, an unmanaged subtree as one, and of
 * what could not be seen only what those may depend on. Filtered first: what is below an ignored node is
 * not ignored with it.
 */
export function narrowed(detected: Detected, filter: Filter): Detected {
  const wanted = detected.findings.filter((one) => isWanted(one, filter));
  return {
    ...detected,
    findings: withWholeSubtrees(wanted, parentsIn(detected)),
    unseen: detected.unseen.filter((gap) => isNeeded(gap, filter)),
  };
}

/** What of an org each kind of finding is made of. */
const PARTS: Readonly<Record<KindName, readonly Part[]>> = {
  Org: [],
  Node: ["nodes"],
  NodeMembers: ["nodes", "nodeMembers"],
  User: ["users"],
  // Who is unmanaged in a node is reported there.
  OrgMember: ["orgMembers", "nodes", "nodeMembers"],
  OrgMembers: ["orgMembers"],
  App: ["apps"],
  Perm: ["apps", "perms"],
  PermGrants: ["apps", "perms", "grants"],
};

/** People are in no org: they are seen where it is not. */
const isNeeded = ({ part }: Gap, { only }: Filter): boolean =>
  only.length === 0 ||
  only.some(
    (kind) =>
      part === kind ||
      (part === "Org" && kind !== "User") ||
      PARTS[kind].some((needed) => needed === part),
  );

type Parents = ReadonlyMap<string, string | undefined>;

const parentsIn = ({ orgs }: Detected): Parents =>
  new Map(orgs.flatMap(({ nodes }) => nodes.map(({ id, parent }) => [id, parent] as const)));

const isUnmanagedNode = ({ kind, category }: Finding) =>
  kind === "Node" && category === "unmanaged";

/** An unmanaged node stands for the unmanaged ones below it, down to the declared ones. */
function withWholeSubtrees(findings: readonly Finding[], parents: Parents): Finding[] {
  const nodes = new Set(findings.filter(isUnmanagedNode).map(({ object }) => object));
  const tops = new Map<string, string>();
  const topOf = (id: string): string => {
    const known = tops.get(id);
    if (known !== undefined) return known;
    const parent = parents.get(id);
    const top = parent !== undefined && nodes.has(parent) ? topOf(parent) : id;
    tops.set(id, top);
    return top;
  };
  const counts = new Map<string, number>();
  const fixes = new Map<string, string[]>();
  for (const one of findings.filter(isUnmanagedNode)) {
    const top = topOf(one.object);
    counts.set(top, (counts.get(top) ?? 0) + 1);
    if (one.fix !== undefined) fixes.set(top, [...(fixes.get(top) ?? []), one.fix]);
  }
  return findings.flatMap((one) => {
    if (!isUnmanagedNode(one)) return [one];
    const count = counts.get(one.object);
    if (count === undefined) return [];
    if (count === 1) return [one];
    const fix = (fixes.get(one.object) ?? []).join("");
    const whole = { ...one, count, ...(fix !== "" && { fix }) };
    return [{ ...whole, advice: adviceFor(whole) }];
  });
}
