import type { NodeAccess, Values } from "../../provider/inspect";
import { Expression, type Code, type CodeObject } from "../code/code";
import { inOrder } from "../code/print";
import type { Statement } from "../code/statement";
import { namedFirst } from "./named-first";
import type { DeclaredNode } from "./nodes";
import type { References } from "./references";
import { EXISTING, given } from "./section";
import type { Variables } from "./variables";

/** Makes statements for nodes that no tree has, and for their people. */
export class NodeStatements {
  constructor(
    private readonly references: References,
    private readonly variables: Variables,
    /** Usernames by node id. */
    private readonly members: ReadonlyMap<string, readonly string[]>,
  ) {}

  /** Manager groups name apps and perms, and come after these. */
  of(nodes: readonly DeclaredNode[]): Statement[] {
    return namedFirst(nodes).flatMap((node) => {
      const { id, key, kind, parent, inputs, notes } = node;
      const { name, uid, description, acceptsMembers, ...access } = inputs;
      const args = given({
        ...{ org: this.references.orgItself, kind },
        ...(parent !== undefined && { parent: this.references.node(parent) }),
        ...asCode({ uid, name, description, acceptsMembers }),
        ...visibilityCode(access, this.references),
        ...managerCode(access.managerGroup, this.references),
        [EXISTING]: new Expression("existing", ["existing"]),
      });
      const variable = this.variables.take(key, "Node");
      this.references.addNode(id, variable);
      return [
        { variable, kind: "Node", name: key, args, notes },
        ...this.people(id, `${key}-people`),
      ];
    });
  }

  /** Who belongs to a node; nothing for a node without anybody. */
  people(id: string, name: string): Statement[] {
    const users = (this.members.get(id) ?? []).toSorted();
    if (users.length === 0) return [];
    const args = { node: this.references.node(id), users };
    return [{ kind: "NodeMembers", name, args }];
  }
}

/** Who may see a node, as a program says it. */
export function visibilityCode(
  { visibility, visibleToNodes = [], visibleToUsers = [] }: Partial<NodeAccess>,
  references: Pick<References, "node">,
): CodeObject {
  return given({
    visibility,
    visibleToNodes: inOrder(visibleToNodes.map((id) => references.node(id))),
    visibleToUsers: visibleToUsers.toSorted(),
  });
}

function managerCode(group: unknown, references: References): CodeObject {
  if (typeof group !== "object" || group === null) return {};
  const { nodes = [], users = [], apps = [], perms = [], scope } = group as Partial<Lists>;
  const code = given({
    scope,
    nodes: inOrder(nodes.map((id) => references.node(id))),
    users: users.toSorted(),
    apps: inOrder(apps.map((id) => references.app(id))),
    perms: inOrder(perms.map((id) => references.perm(id))),
  });
  return Object.keys(code).length === 0 ? {} : { managerGroup: code };
}

type Lists = NodeAccess["managerGroup"];

/** Texts, numbers and flags, which are the same in code. */
export const asCode = (values: Values): Record<string, Code> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Code] => entry[1] !== undefined),
  );
