import type { Backend, Ref } from "../../backends/backend";
import { BatchedCollection, type Spending } from "../../backends/kit/batched-collection";
import type { NodeKey, PermKey, UserKey, UserState } from "../../backends/domain";
import type { Listable, ListablePart } from "../../backends/listing";
import { TENANT } from "../../backends/snapshot";

type Get<P extends ListablePart> = (ref: Ref) => Promise<Listable[P]>;
type Find<P extends ListablePart, Key> = (key: Key) => Promise<Listable[P][]>;

/**
 * Batched reads, to show what is there: many cost as much as a listing (`BatchedCollection`). They
 * may be as old as the run, but for what the run itself has written. Removals and takeovers are
 * decided by reads of the backend itself: a `find` here uses a listing only to show that there is
 * none.
 */
export class Reads {
  private readonly collections: {
    [P in ListablePart]: Map<string, BatchedCollection<Listable[P]>>;
  } = {
    ...{ users: new Map(), nodes: new Map(), nodeMembers: new Map() },
    ...{ orgMembers: new Map(), apps: new Map(), perms: new Map() },
  };
  private readonly trees = new Map<string, Spending>();
  readonly users: {
    get: Get<"users">;
    find: Find<"users", UserKey>;
    /** Only to show who is there: also an object that is found may be as old as the run. */
    seek: (username: string) => Promise<UserState | undefined>;
  };
  /** Without a node's visibility and manager group, which no listing has. */
  readonly nodes: { get: Get<"nodes">; find: Find<"nodes", NodeKey> };
  readonly nodeMembers: { list: Get<"nodeMembers"> };
  readonly orgMembers: { get: Get<"orgMembers"> };
  readonly apps: { get: Get<"apps"> };
  readonly perms: { get: Get<"perms">; find: Find<"perms", PermKey> };

  /** @param isBatching `false` makes a request for every read */
  constructor(
    private readonly backend: Backend,
    private readonly isBatching: boolean,
  ) {
    const { users, nodes, nodeMembers, orgMembers, apps, perms, capabilities } = backend;
    this.users = {
      get: (ref) => this.get("users", TENANT, ref.id, () => users.get(ref)),
      seek: async (username) => {
        const ask = () => users.find({ username });
        return this.collection("users", TENANT)?.seek(username, ask) ?? (await ask())[0];
      },
      find: async (key) =>
        (await this.collection("users", TENANT)?.lacks(key.username)) ? [] : users.find(key),
    };
    this.nodes = {
      get: (ref) => this.get("nodes", ref.org, ref.id, () => nodes.get(ref)),
      find: async (key) => {
        const id = capabilities.nodeId(key.kind, key.uid);
        const collection = id === undefined ? undefined : this.collection("nodes", key.org);
        return (await collection?.lacks(id ?? "")) ? [] : nodes.find(key);
      },
    };
    this.nodeMembers = {
      list: (ref) => this.get("nodeMembers", ref.org, ref.id, () => nodeMembers.list(ref)),
    };
    this.orgMembers = {
      get: (ref) => this.get("orgMembers", ref.org, ref.id, () => orgMembers.get(ref)),
    };
    this.apps = { get: (ref) => this.get("apps", ref.org, ref.id, () => apps.get(ref)) };
    this.perms = {
      get: (ref) => this.get("perms", TENANT, ref.id, () => perms.get(ref)),
      find: async (key) => {
        const isIt = (one: PermKey) => one.scope === key.scope && one.name === key.name;
        return (await this.collection("perms", TENANT)?.lacksAny(isIt)) ? [] : perms.find(key);
      },
    };
  }

  /** So many reads of this collection are to come, so that one listing may serve them at once. */
  expect(part: ListablePart, scope: string, count: number): void {
    this.collection(part, scope)?.expect(count);
  }

  /** An object was written: in this scope, or where that is unknown, in any. */
  touch<P extends ListablePart>(
    part: P,
    scope: string | undefined,
    id: string,
    state?: Listable[P],
  ): void {
    for (const collection of this.known(part, scope)) collection.touch(id, state);
  }

  /** Any object of a collection may have been written. */
  forget(part: ListablePart, scope?: string): void {
    for (const collection of this.known(part, scope)) collection.forget();
  }

  /** An object of unknown scope is read by itself. */
  private async get<P extends ListablePart>(
    part: P,
    scope: string | undefined,
    id: string,
    ask: () => Promise<Listable[P]>,
  ): Promise<Listable[P]> {
    const collection = scope === undefined ? undefined : this.collection(part, scope);
    return collection ? collection.get(id, ask) : ask();
  }

  private collection<P extends ListablePart>(
    part: P,
    scope: string,
  ): BatchedCollection<Listable[P]> | undefined {
    if (!this.isBatching) return undefined;
    const collections = this.collections[part];
    // A listing of apps may have those of all orgs, so that all orgs share one.
    const key = part === "apps" ? TENANT : scope;
    const known = collections.get(key);
    if (known) return known;
    const list = (budget: number) => this.backend.list(part, scope, budget);
    const made = new BatchedCollection(list, this.costFor(part, scope));
    collections.set(key, made);
    return made;
  }

  /** Reads of a tree's nodes and of their members count together: one tends to follow the other. */
  private costFor(part: ListablePart, scope: string): Spending {
    if (part !== "nodes" && part !== "nodeMembers") return { spent: 0 };
    const cost = this.trees.get(scope) ?? { spent: 0 };
    this.trees.set(scope, cost);
    return cost;
  }

  private known<P extends ListablePart>(
    part: P,
    scope: string | undefined,
  ): BatchedCollection<Listable[P]>[] {
    const collections = this.collections[part];
    const isMeant = (of: string) => scope === undefined || of === TENANT || of === scope;
    return [...collections].filter(([of]) => isMeant(of)).map(([, one]) => one);
  }
}
