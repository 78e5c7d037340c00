import { nameIn } from "../../provider/inspect";

/** What a preview calls a resource whose id is unknown as yet: `Node "platform"`, with the components around it. */
export function labelOf(kind: string, urn: string): string {
  const parents = urn.split("::")[2]?.split("$").slice(0, -1) ?? [];
  return `${kind} "${[...parents, nameIn(urn)].join("$")}"`;
}
