import type { Change, Ref } from "../../backends/backend";
import type { MemberMap, RemovalLimit } from "../../configuration/choices";
import type { Session } from "../../run/session";
import type { Values } from "../kind";

/** Something for each list that is managed: a list that is not declared is left alone. */
export type PerList<L extends string, T> = Readonly<Partial<Record<L, T>>>;

/** Makes something for each of some lists. */
export const perList = <L extends string, T>(
  lists: readonly L[],
  make: (list: L) => T,
): PerList<L, T> =>
  Object.fromEntries(lists.map((list) => [list, make(list)])) as unknown as PerList<L, T>;

/** Makes something of what there is of each list. */
export const mapLists = <L extends string, T, R>(
  from: PerList<L, T>,
  make: (one: T, list: L) => R,
): PerList<L, R> =>
  perList(Object.keys(from) as L[], (list) => make((from as Record<L, T>)[list], list));

/** What the inputs of all lists have in common. */
export type ListInputs = Values & {
  readonly removalLimit?: RemovalLimit | undefined;
  readonly adopt?: "never" | "ifExists" | undefined;
  /** Where the lists are, as far as the state knows it. */
  readonly org?: string | undefined;
};

/** What is found out of lists. */
interface Found<L extends string> {
  readonly org: string | undefined;
  readonly maps: PerList<L, MemberMap>;
  /** Those whom nobody declared, sorted. */
  readonly unmanaged: PerList<L, string[]>;
}

/** The lists of one owner on the server, under the names that the program has for their members. */
export interface ListStore<L extends string> {
  /** Who is in each list, in the server's order. */
  read(): Promise<PerList<L, readonly string[]>>;
  /** The same to show what is there, where many share a listing. */
  readBatched?(): Promise<PerList<L, readonly string[]>>;
  /** Those of these people who belong there though nobody declared them, and are never taken out. */
  bound?(people: readonly string[]): Promise<string[]>;
  change(changes: PerList<L, Change<string>>): Promise<void>;
}

/** What differs between the lists of one kind of owner and of another. */
export interface ListOwner<L extends string, Inputs extends ListInputs, State extends Inputs> {
  readonly kind: string;
  /** The properties that hold its lists. */
  readonly lists: readonly L[];
  /** Where nobody is any more who is put into the other list: they have one standing. */
  readonly opposite?: Readonly<Record<L, L>>;
  /** Whether the members of a list come along when it is replaced, whoever declared them. */
  readonly comesAlong?: true;
  /** What the program calls the owner. */
  readonly keyOf: (inputs: Inputs) => string;
  /** Its id, which is the lists' own. */
  idOf(session: Session, key: string): Promise<string>;
  /** Its org, as far as this run has met it. */
  orgOf?(session: Session, key: string, id: string): string | undefined;
  /** @param declared hold all names that will be met: inputs, state */
  open(
    session: Session,
    owner: Ref,
    declared: readonly Values[],
  ): ListStore<L> | Promise<ListStore<L>>;
  stateOf(declared: Inputs, found: Found<L>): State;
  /** What a look at lists that no state knows tells. */
  stateById(key: string, maps: PerList<L, MemberMap>): Partial<State>;
  /** Whether a resource of another kind wants somebody in the list that is about to be deleted. */
  isDeclaredBesides?(session: Session, id: string, member: string, state: State): Promise<boolean>;
}
