import type { Change, Ref } from "../../backends/backend";
import type { Grant, GrantList } from "../../backends/domain";
import { parseRootId } from "../../backends/domain/root-id";
import type { Values } from "../../engine/kind";
import { membersOf } from "../../engine/lists/membership";
import type { ListStore, PerList } from "../../engine/lists/owner";
import type { Session } from "../../run/session";

/** The lists of a perm: who has it, and who is denied it, whatever they inherit. */
export const grantLists = [
  "users",
  "nodes",
  "denyUsers",
  "denyNodes",
] as const satisfies readonly GrantList[];
export type { GrantList };

/** The grants that a list has. */
export const MEANS = {
  users: { kind: "user", effect: "allow" },
  nodes: { kind: "node", effect: "allow" },
  denyUsers: { kind: "user", effect: "deny" },
  denyNodes: { kind: "node", effect: "deny" },
} as const satisfies Record<GrantList, Omit<Grant, "id">>;

/** Granting ends a denial, and the other way round: nobody has both. */
export const OPPOSITE = {
  users: "denyUsers",
  nodes: "denyNodes",
  denyUsers: "users",
  denyNodes: "nodes",
} as const satisfies Record<GrantList, GrantList>;

/**
 * The lists of one perm on the server, under the names that the program has for their members: an
 * org's root node is `<org>/<kind>` where it was declared so.
 */
export class GrantStore implements ListStore<GrantList> {
  private constructor(
    private readonly grants: Session["backend"]["grants"],
    private readonly perm: Ref,
    private readonly declared: readonly Values[],
    /** The server's ids of nodes by their declared ones, where these differ. */
    private readonly ids: ReadonlyMap<string, string>,
  ) {}

  static async of(
    { backend: { grants, nodes } }: Pick<Session, "backend">,
    { id }: Ref,
    declared: readonly Values[],
  ): Promise<GrantStore> {
    const named = declared.flatMap(({ nodes, denyNodes }) => [nodes, denyNodes].flatMap(membersOf));
    const roots = [...new Set(named)].filter((name) => parseRootId(name) !== undefined);
    const resolve = async (name: string) => [name, await nodes.resolve(name)] as const;
    const ids = new Map(await Promise.all(roots.map(resolve)));
    return new GrantStore(grants, { id }, declared, ids);
  }

  async read(effects?: readonly Grant["effect"][]): Promise<Record<GrantList, string[]>> {
    const names = new Map([...this.ids].map(([name, id]) => [id, name]));
    const live = await this.grants.list(this.perm, effects);
    const present = (list: GrantList) =>
      live
        .filter(({ kind, effect }) => kind === MEANS[list].kind && effect === MEANS[list].effect)
        .map(({ id }) => names.get(id) ?? id);
    return {
      users: present("users"),
      nodes: present("nodes"),
      denyUsers: present("denyUsers"),
      denyNodes: present("denyNodes"),
    };
  }

  /** A delete reads only the effects that are declared. */
  readToRemove(): Promise<Record<GrantList, string[]>> {
    const lists = grantLists.filter((list) =>
      this.declared.some((values) => values[list] !== undefined),
    );
    return this.read([...new Set(lists.map((list) => MEANS[list].effect))]);
  }

  /** Members who change from one list to the other are only added: a removal would undo that. */
  async change(changes: PerList<GrantList, Change<string>>): Promise<void> {
    const add = grantLists.flatMap((list) => this.grantsOf(list, changes[list]?.add));
    const stays = new Set(add.map(({ kind, id }) => `${kind} ${id}`));
    const remove = grantLists
      .flatMap((list) => this.grantsOf(list, changes[list]?.remove))
      .filter(({ kind, id }) => !stays.has(`${kind} ${id}`));
    if (add.length + remove.length > 0) await this.grants.change(this.perm, { add, remove });
  }

  private grantsOf(list: GrantList, members: readonly string[] = []): Grant[] {
    return members.map((id) => ({ ...MEANS[list], id: this.ids.get(id) ?? id }));
  }
}
