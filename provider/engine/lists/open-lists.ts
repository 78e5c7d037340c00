import type { Ref } from "../../backends/backend";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import { unkept } from "../keepers";
import type { Values } from "../kind";
import { asMembers } from "../names";
import { passed, type Properties } from "../property";
import { declared } from "../settle";
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
    const bound = (await this.store.bound?.(people)) ?? [];
    const hidden = mapLists(others, (some) => common(some, bound));
    return { there: mapLists(all, (there, list) => without(there, hidden[list] ?? [])), bound };
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
      this.session.warn(`${name} leaves ${stay.join(", ")} in: still in a node of it`);
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
    const { there } = await this.present();
    const own = mapLists(declaredLists(this.kind.lists, state), (one, list) =>
      common(ownOf(one), there[list] ?? []),
    );
    const free = await this.unkept(state, own);
    const isFree = (list: L) => (member: string) => free.has(partOf(list, member));
    await this.store.change(
      mapLists(own, (members, list) => ({ add: [], remove: members.filter(isFree(list)) })),
    );
  }

  /** The state of a resource that declares these lists, with these people there. */
  stateOf(values: Inputs, lists: PerList<L, List>, there: PerList<L, readonly string[]>): State {
    const seen = mapLists(lists, (one, list) => shown(one, there[list] ?? []));
    const isOrdered = values.ordered === true;
    const mapOf = (members: readonly string[]) =>
      asMembers(isOrdered ? members : [...members].sort(), isOrdered);
    return this.kind.stateOf(declared({ ...passed, ...this.properties }, values), {
      org: this.owner.org,
      maps: mapLists(seen, ({ members }) => mapOf(members)),
      unmanaged: mapLists(seen, ({ unmanaged }) => [...unmanaged].sort()),
    });
  }

  /** Those of these entries that no other resource declares. */
  private async unkept(state: State, own: PerList<L, string[]>): Promise<ReadonlySet<string>> {
    const { kind, session } = this;
    const { id } = this.owner;
    const object = { kind: kind.kind, id, key: kind.keyOf(state) };
    const entries = kind.lists.flatMap((list) =>
      (own[list] ?? []).map((member) => [partOf(list, member), member] as const),
    );
    const parts = entries.map(([part]) => part);
    const partsIn = (inputs: Values) => partsOf(inputs, kind.lists);
    const free = new Set(await unkept(session, object, state, parts, partsIn));
    const keep = async ([part, member]: readonly [string, string]) => {
      if (await kind.isDeclaredBesides?.(session, id, member, state)) free.delete(part);
    };
    await Promise.all(entries.filter(([part]) => free.has(part)).map(keep));
    return free;
  }
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
