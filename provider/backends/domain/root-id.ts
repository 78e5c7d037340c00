import { nodeKinds, type NodeKind } from "./node";

const ROOT = new RegExp(`^([^/]+)/(${nodeKinds.join("|")})$`);

/** Where a root node is, or any other that is known. */
export interface Place {
  readonly org: string;
  readonly kind: NodeKind;
}

/** Reads `<org>/<kind>`, the id of an org's root node; `undefined` for the id of another node. */
export function parseRootId(id: string): Place | undefined {
  const [, org, kind] = ROOT.exec(id) ?? [];
  return org === undefined ? undefined : { org, kind: kind as NodeKind };
}

/** The id of an org's root node, known wherever the org's id is. */
export const rootOf = (org: string, kind: NodeKind): string => `${org}/${kind}`;
export const rootId = ({ org, kind }: Place): string => rootOf(org, kind);
