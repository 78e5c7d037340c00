import type { AccessGraph, Declared } from "../../../../access";

/** «ada1 in 平台 (platform-people, index.ts:3)», sorted: what a test compares. */
export function edgesOf(graph: AccessGraph): string[] {
  const nodeName = (id: string) => graph.nodes.get(id)?.name ?? id;
  const permName = (id: string) => {
    const perm = graph.perms.get(id);
    const app = graph.apps.get(perm?.scope ?? "")?.name ?? graph.orgs.get(perm?.scope ?? "")?.name;
    return `${app ?? "?"}/${perm?.isAppAccess ? "access" : (perm?.name ?? id)}`;
  };
  return [
    ...graph.memberships.map((one) => `${one.person} in ${nodeName(one.node)}${by(one.declared)}`),
    ...graph.grants.map(({ to, effect, perm, declared }) => {
      const who = to.kind === "node" ? nodeName(to.id) : to.id;
      return `${who} ${effect === "allow" ? "has" : "is denied"} ${permName(perm)}${by(declared)}`;
    }),
  ].sort();
}

const by = (declared: Declared | undefined) =>
  declared === undefined
    ? ""
    : ` (${[declared.resource, declared.source].filter(Boolean).join(", ")})`;
