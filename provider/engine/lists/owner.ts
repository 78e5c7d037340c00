import type { Change, Ref } from "../../backends/backend";
import type { MemberMap, RemovalLimit } from "../../configuration/choices";
import type { Session } from "../../run/session";
import type { Values } from "../kind";

/** A value for each managed list; a list that is not declared has none. */
export type PerList<L extends string, T> = Readonly<Partial<Record<L, T>>>;

/** Makes a value for each list. */
export const perList = <L extends string, T>(
  lists: readonly L[],
  make: (list: L) => T,
): PerList<L, T> =>
  Object.fromEntries(lists.map((list) => [list, make(list)])) as unknown as PerList<L, T>;

/** Maps the value of each list. */
export const mapLists = <L extends string, T, R>(
  from: PerList<L, T>,
  make: (one: T, list: L) => R,
): PerList<L, R> =>
  perList(Object.keys(from) as L[], (list) => make((from as Record<L, T>)[list], list));

/** What the inputs of all lists have in common. */
export type ListInputs = Values & {
  readonly removalLimit?: RemovalLimit | undefined;
  readonly adopt?: "never" | "ifExists" | undefined;
  /** The org of the lists, where the state knows it. */
  readonly org?: string | undefined;
};

/** What a read of the lists finds. */
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
  /** The same from a batched listing, to show what is there. */
  readBatched?(): Promise<PerList<L, readonly string[]>>;
  /** The same for a delete: as batched as deletes may be. */
  readToRemove?(): Promise<PerList<L, readonly string[]>>;
  /** Who has left all lists of the org by now, because this run deletes them. */
  departed?(): Promise<ReadonlySet<string>>;
  /** Those of these people who can't be removed: an org's owner, and people of its nodes. */
  bound?(people: readonly string[]): Promise<string[]>;
  /** Those of these people whom other resources put in: they are not unmanaged, and stay. */
  named?(people: readonly string[]): Promise<string[]>;
  change(changes: PerList<L, Change<string>>): Promise<void>;
}

/** What differs between the lists of one kind of owner and of another. */
export interface ListOwner<L extends string, Inputs extends ListInputs, State extends Inputs> {
  readonly kind: string;
  /** The properties that hold its lists. */
  readonly lists: readonly L[];
  /** For each list the one that a member leaves by joining it: a member is in one of the two. */
  readonly opposite?: Readonly<Record<L, L>>;
  /** Whether all members of a list move with a replaced owner, whoever declared them. */
  readonly comesAlong?: true;
  /** The kind of the owner, where its delete removes its lists too, whatever they hold. */
  readonly endsWith?: string;
  /** What the program calls the owner. */
  readonly keyOf: (inputs: Inputs) => string;
  /** Its id, which is the lists' own. */
  idOf(session: Session, key: string): Promise<string>;
  /** Its org, as far as this run knows it. */
  orgOf?(session: Session, key: string, id: string): string | undefined;
  /** @param declared the inputs or states that name the members */
  open(
    session: Session,
    owner: Ref,
    declared: readonly Values[],
  ): ListStore<L> | Promise<ListStore<L>>;
  stateOf(declared: Inputs, found: Found<L>): State;
  /** The state of lists that were read by id. */
  stateById(key: string, maps: PerList<L, MemberMap>): Partial<State>;
  /** Whether a resource of another kind keeps a member in the list. */
  isDeclaredBesides?(session: Session, id: string, member: string, state: State): Promise<boolean>;
}
