import pc from "picocolors";
import { ArkIDClient, passwordAuthorizer, type Tree } from "../../../sdk";
import type { Server } from "./server";

/** The orgs that the server holds, as an indented tree with the people in it. */
export async function orgTree({ url, username, password }: Server): Promise<string> {
  const client = new ArkIDClient({ url, authorizer: passwordAuthorizer({ username, password }) });
  const lines: string[] = [];
  for (const org of await client.org.own()) {
    lines.push(`${pc.bold(org.name)} ${pc.dim(org.oid)}`);
    const roots = [`d_${org.deptUid}`, `g_${org.groupUid}`];
    for (const root of roots) {
      const tree = await client.node.tree(root, { users: true });
      lines.push(...childrenOf(tree, new Set([`g_${org.managerUid}`, `g_${org.directUid}`])));
    }
  }
  return lines.join("\n");
}

/** Roots of groups are shown for what is below them; what the server makes for itself is not. */
function childrenOf({ nodes }: Tree, hidden: Set<string>, indent = "  "): string[] {
  return nodes
    .filter(({ info }) => !hidden.has(info.nodeUid))
    .filter(
      ({ info, nodes }) => info.nodeSubject === "dept" || nodes.length > 0 || !isRoot(info.uid),
    )
    .flatMap((tree) => {
      const people = (tree.users ?? []).map(({ name, username }) => name || username);
      const line = `${indent}${tree.info.name}  ${pc.dim(people.join(", "))}`.trimEnd();
      return [line, ...childrenOf(tree, hidden, `${indent}  `)];
    });
}

/** Roots have UUIDs for uids. */
const isRoot = (uid: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(uid);
