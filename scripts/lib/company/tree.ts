import pc from "picocolors";
import {
  openInspector,
  readConfiguration,
  TENANT,
  type ListedNode,
  type Snapshot,
} from "../../../provider/inspect";
import type { Server } from "./server";

/** What the server holds of one org, as an indented tree with the people in it. */
export async function orgTree({ backend: kind, url, login }: Server, org: string): Promise<string> {
  const settings = {
    backend: kind,
    url,
    ...Object.fromEntries([login.who, login.secret, ...login.besides]),
  };
  const configuration = readConfiguration(settings, {});
  const { backend } = openInspector(configuration);
  const [{ name }, { nodes, nodeMembers }, { users }] = await Promise.all([
    backend.orgs.get({ id: org }),
    backend.snapshot(org, ["nodes", "nodeMembers"]),
    backend.snapshot(TENANT, ["users"]),
  ]);
  const people = (id: string) =>
    (nodeMembers.get(id) ?? []).map((username) => users.get(username)?.name || username);
  const roots = [...nodes.values()].filter(({ parent }) => parent === undefined);
  return [
    `${pc.bold(name)} ${pc.dim(org)}`,
    ...roots.flatMap((root) => below(root, { nodes, people })),
  ].join("\n");
}

interface Shown {
  readonly nodes: Snapshot["nodes"];
  people(id: string): string[];
}

/** What the server makes for itself is shown for what is below it only. */
function below({ id }: ListedNode, shown: Shown, indent = "  "): string[] {
  const children = [...shown.nodes.values()].filter(({ parent }) => parent === id);
  return children.flatMap((child) => {
    const lines = below(child, shown, `${indent}  `);
    if (child.builtIn && lines.length === 0) return [];
    const people = pc.dim(shown.people(child.id).join(", "));
    return [`${indent}${child.name}  ${people}`.trimEnd(), ...lines];
  });
}
