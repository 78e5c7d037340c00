import type { Ref } from "../../backends/backend";
import type { Grant } from "../../backends/domain";
import { parseRootId } from "../../backends/domain/root-id";
import type { Session } from "../../run/session";
import type { Values } from "../../engine/kind";
import { membersOf } from "../../engine/lists/membership";

/** The properties that hold lists of a perm: who has it, and who is denied it whatever he inherits. */
export const grantLists = ["users", "nodes", "denyUsers", "denyNodes"] as const;
export type GrantList = (typeof grantLists)[number];

/** Something for each list that is managed. */
export type PerList<T> = Readonly<Partial<Record<GrantList, T>>>;

/** What a list says, of whom. */
export const MEANS = {
  users: { kind: "user", effect: "allow" },
  nodes: { kind: "node", effect: "allow" },
  denyUsers: { kind: "user", effect: "deny" },
  denyNodes: { kind: "node", effect: "deny" },
} as const satisfies Record<GrantList, Omit<Grant, "id">>;

/** Where somebody is no more who is put into the other list: he has one standing. */
export const OPPOSITE = {
  users: "denyUsers",
  nodes: "denyNodes",
  denyUsers: "users",
  denyNodes: "nodes",
} as const satisfies Record<GrantList, GrantList>;

/** Does something for each list that is declared: an undeclared one is not managed. */
export function perList<T>(values: Values, make: (list: GrantList) => T): PerList<T> {
  const managed = grantLists.filter((list) => values[list] !== undefined);
  return Object.fromEntries(managed.map((list) => [list, make(list)]));
}

/** What one list holds. */
const present = (grants: readonly Grant[], list: GrantList): string[] =>
  grants
    .filter(({ kind, effect }) => kind === MEANS[list].kind && effect === MEANS[list].effect)
    .map(({ id }) => id);

/**
 * The lists of one perm on the server, under the names that the program has for their members: an
 * org's root node goes by `<org>/<kind>` where it was declared so.
 */
export class PermLists {
  private constructor(
    private readonly session: Session,
    private readonly perm: Ref,
    /** The server's ids of nodes by their declared ones, where these differ. */
    private readonly ids: ReadonlyMap<string, string>,
  ) {}

  /** @param declared hold all names that will be met: inputs, state */
  static async of(session: Session, perm: string, ...declared: Values[]): Promise<PermLists> {
    const named = declared.flatMap(({ nodes, denyNodes }) => [nodes, denyNodes].flatMap(membersOf));
    const roots = [...new Set(named)].filter((id) => parseRootId(id) !== undefined);
    const resolve = async (id: string) => [id, await session.backend.nodes.resolve(id)] as const;
    return new PermLists(session, { id: perm }, new Map(await Promise.all(roots.map(resolve))));
  }

  async read(): Promise<Record<GrantList, string[]>> {
    const names = new Map([...this.ids].map(([name, id]) => [id, name]));
    const live = await this.session.backend.grants.list(this.perm);
    const named = live.map((grant) => ({ ...grant, id: names.get(grant.id) ?? grant.id }));
    return {
      users: present(named, "users"),
      nodes: present(named, "nodes"),
      denyUsers: present(named, "denyUsers"),
      denyNodes: present(named, "denyNodes"),
    };
  }

  /** Who goes from one list into the other is only added: to remove him would undo that. */
  async change(add: PerList<readonly string[]>, remove: PerList<readonly string[]>): Promise<void> {
    const added = this.grantsOf(add);
    const stays = new Set(added.map(({ kind, id }) => `${kind} ${id}`));
    const removed = this.grantsOf(remove).filter(({ kind, id }) => !stays.has(`${kind} ${id}`));
    if (added.length + removed.length === 0) return;
    await this.session.backend.grants.change(this.perm, { add: added, remove: removed });
  }

  private grantsOf(members: PerList<readonly string[]>): Grant[] {
    return grantLists.flatMap((list) =>
      (members[list] ?? []).map((id) => ({ ...MEANS[list], id: this.ids.get(id) ?? id })),
    );
  }
}
