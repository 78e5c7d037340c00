import type { Ref } from "../../backends/backend";
import { InvalidError } from "../../backends/errors";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import { namedElsewhere, unkept } from "../keepers";
import type { Values } from "../kind";
import { asMembers } from "../members";
import { passed, type Properties } from "../property";
import { declared } from "../settle";
import { withoutExpired } from "./end-dates";
import {
  common,
  listOf,
  modeOf,
  ownOf,
  partOf,
  partsOf,
  reconciled,
  shown,
  without,
  type List,
} from "./membership";
import {
  mapLists,
  perList,
  type ListInputs,
  type ListOwner,
  type ListStore,
  type PerList,
} from "./owner";

/** Who is in the lists of an owner. */
interface Present<L extends string> {
  /** In the server's order, without bound members who are not declared. */
  readonly there: PerList<L, readonly string[]>;
  readonly bound: readonly string[];
}

/** The lists of one owner, for one step of a resource. */
export class OpenLists<L extends string, Inputs extends ListInputs, State extends Inputs> {
  constructor(
    private readonly properties: Properties,
    private readonly kind: ListOwner<L, Inputs, State>,
    private readonly session: Session,
    private readonly owner: Ref,
    private readonly store: ListStore<L>,
  ) {}

  /** All that the server has, for who declares nothing. */
  all(): ReturnType<ListStore<L>["read"]> {
    return this.store.read();
  }

  /** @param lists the declared lists: bound members are shown only where these name them */
  async present(lists?: PerList<L, List>, isBatched = false): Promise<Present<L>> {
    const all = await ((isBatched ? this.store.readBatched?.() : undefined) ?? this.store.read());
    const others = mapLists(all, (there, list) => without(there, lists?.[list]?.members ?? []));
    const people = this.kind.lists.flatMap((list) => others[list] ?? []);
    const tied = (await this.store.bound?.(people)) ?? [];
    const free = lists === undefined ? [] : without(people, tied);
    const named = free.length > 0 ? await this.store.named?.(free) : undefined;
    const bound = [...tied, ...(named ?? [])];
    const hidden = mapLists(others, (some) => common(some, bound));
    return { there: mapLists(all, (there, list) => without(there, hidden[list] ?? [])), bound };
  }

  /** Those of these members whom no other resource names: two lists that are not exact may name one person. */
  async namedNowhereElse(
    state: State,
    members: PerList<L, string[]>,
  ): Promise<PerList<L, string[]>> {
    const { kind, session, owner } = this;
    if (kind.lists.every((list) => (members[list] ?? []).length === 0)) return members;
    const object = { kind: kind.kind, id: owner.id, key: kind.keyOf(state) };
    const named = await namedElsewhere(session, object, state, this.partsIn);
    return mapLists(members, (all, list) => all.filter((one) => !named(partOf(list, one))));
  }

  /** Does what the plan showed, and returns the new state. */
  async reconcile(
    inputs: Inputs,
    { there, bound }: Present<L>,
    removed?: PerList<L, readonly string[]>,
  ): Promise<State> {
    const { opposite, lists } = this.kind;
    const wanted = declaredLists(lists, inputs);
    const stay = lists.flatMap((list) => common(removed?.[list] ?? [], bound));
    if (stay.length > 0) {
      const name = resourceName(inputs);
      this.session.warn(
        `${name} leaves ${stay.join(", ")} in: still in a node of it, or named by another resource`,
      );
    }
    const steps = mapLists(wanted, (one, list) =>
      reconciled(there[list] ?? [], one, removed?.[list] ?? []),
    );
    if (modeOf(inputs) !== "observe") await this.store.change(steps);
    const after = mapLists(steps, (step, list) =>
      without(step.after, (opposite && steps[opposite[list]]?.add) ?? []),
    );
    return this.stateOf(inputs, wanted, after);
  }

  /**
   * Removes those whom the state declares and no other resource does. Only members who are there
   * are named: a deleted person would fail the whole request.
   */
  async release(state: State): Promise<void> {
    const departed = [...((await this.store.departed?.()) ?? [])];
    const named = mapLists(declaredLists(this.kind.lists, state), (one) =>
      without(ownOf(one), departed),
    );
    if (this.kind.lists.every((list) => (named[list] ?? []).length === 0)) return;
    const there = (await this.store.readToRemove?.()) ?? (await this.present()).there;
    const own = mapLists(named, (members, list) => common(members, there[list] ?? []));
    const free = await this.unkept(state, own);
    const isFree = (list: L) => (member: string) => free.has(partOf(list, member));
    const gone = mapLists(own, (members, list) => members.filter(isFree(list)));
    await this.takeOut(gone).catch(async (error: unknown) => {
      if (!(error instanceof InvalidError)) throw error;
      // Somebody was deleted since a batched read.
      const now = await this.store.read();
      await this.takeOut(mapLists(gone, (members, list) => common(members, now[list] ?? [])));
    });
  }

  private takeOut(members: PerList<L, string[]>): Promise<void> {
    return this.store.change(mapLists(members, (remove) => ({ add: [], remove })));
  }

  /** The state of a resource that declares these lists, with these people there. */
  stateOf(values: Inputs, lists: PerList<L, List>, there: PerList<L, readonly string[]>): State {
    return listState(this.properties, this.kind, this.owner.org, { values, lists, there });
  }

  private readonly partsIn = (inputs: Values): string[] =>
    partsOf(withoutExpired(inputs, this.kind.lists, this.session.at), this.kind.lists);

  /** Those of these entries that no other resource declares. */
  private async unkept(state: State, own: PerList<L, string[]>): Promise<ReadonlySet<string>> {
    const { kind, session } = this;
    const { id } = this.owner;
    const object = { kind: kind.kind, id, key: kind.keyOf(state) };
    const entries = kind.lists.flatMap((list) =>
      (own[list] ?? []).map((member) => [partOf(list, member), member] as const),
    );
    const parts = entries.map(([part]) => part);
    const free = new Set(await unkept(session, object, state, parts, this.partsIn));
    const keep = async ([part, member]: readonly [string, string]) => {
      if (await kind.isDeclaredBesides?.(session, id, member, state)) free.delete(part);
    };
    await Promise.all(entries.filter(([part]) => free.has(part)).map(keep));
    return free;
  }
}

/** Lists as a resource declares them, and who is there. */
interface Seen<L extends string, Inputs> {
  readonly values: Inputs;
  readonly lists: PerList<L, List>;
  readonly there: PerList<L, readonly string[]>;
}

/** The state of a resource with these lists, where they belong to an owner in this org. */
export function listState<L extends string, Inputs extends ListInputs, State extends Inputs>(
  properties: Properties,
  kind: ListOwner<L, Inputs, State>,
  org: string | undefined,
  { values, lists, there }: Seen<L, Inputs>,
): State {
  const seen = mapLists(lists, (one, list) => shown(one, there[list] ?? []));
  const isOrdered = values.ordered === true;
  const mapOf = (members: readonly string[], ends: List["ends"] = new Map()) =>
    asMembers(isOrdered ? members : [...members].sort(), isOrdered, ends);
  return kind.stateOf(declared({ ...passed, ...properties }, values), {
    org,
    maps: mapLists(seen, ({ members }, list) => mapOf(members, lists[list]?.ends)),
    unmanaged: mapLists(seen, ({ unmanaged }) => [...unmanaged].sort()),
  });
}

/** The lists that values declare. */
export const declaredLists = <L extends string>(
  lists: readonly L[],
  values: Values,
): PerList<L, List> =>
  perList(
    lists.filter((list) => values[list] !== undefined),
    (list) => listOf(values, list),
  );
