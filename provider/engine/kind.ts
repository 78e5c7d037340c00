import type { Mode } from "../configuration/choices";
import type { Session } from "../run/session";
import { passed, type InputsOf, type Outputs, type OutputsOf, type Properties } from "./property";
import type { Unknown } from "./unknown";

/** Values of a resource as the engine has them: checked inputs, or what the state holds. */
export type Values = Readonly<Record<string, unknown>>;

/** The checked inputs of a kind. */
export type Declared<I extends Properties> = InputsOf<I & typeof passed>;
/** The same at preview, where unknown values are a marker. */
export type Previewed<T> = { readonly [K in keyof T]: T[K] | Unknown };
/** The state of a kind: declared inputs, and outputs. */
export type StateOf<I extends Properties, O extends Outputs> = Declared<I> & OutputsOf<O>;

/**
 * The definition of one kind of resource, typed from its inputs and outputs. It works with a
 * session, and imports no Pulumi.
 */
export interface Definition<I extends Properties, O extends Outputs>
  extends Text, Behaviour<Declared<I>, StateOf<I, O>> {
  readonly inputs: I;
  readonly outputs: O;
}

/** The documentation of a kind. */
interface Text {
  /** As users call it: `Node`. */
  readonly name: string;
  /** What it is, and what its id is: Markdown. */
  readonly doc: string;
  /** A program that makes one: TypeScript. */
  readonly example: string;
  /** Reading an existing one, by its id. */
  readonly get: { readonly doc: string; readonly example: string };
  /** Migrates values of 0.1.0 where renaming is not enough. */
  readonly migrate?: (values: Values) => Values;
  /** Outputs made from the id alone, and so known as soon as it is. */
  readonly computed?: Readonly<Record<string, Computed>>;
}

/** A getter or a method of the class that users import. */
export interface Computed {
  readonly doc: string;
  /** Makes it from the id, and an argument; a function that `backends/domain` exports. */
  readonly of: (id: string, argument: never) => string;
  /** The name and the type of the argument. */
  readonly takes?: readonly [name: string, type: string];
}

/** What happens to a resource, for given types of checked inputs and state. */
export interface Behaviour<Inputs, State> {
  /**
   * Entries of lists that the inputs declare, where several resources may have one owner: a delete
   * keeps those that others declare.
   */
  parts?(inputs: Inputs): string[];
  /** Completes the inputs with defaults; runs in a preview, before they are checked. */
  complete?(session: Session, inputs: Values, olds: Values): Values;
  /** What the properties' own schemas can't say; a failure for each property at fault. */
  check?(session: Session, inputs: Previewed<Inputs>, olds: Values): Failure[];
  /**
   * What a create would find by the natural key, for a preview of takeovers; where an object has
   * one.
   * @param inputs all that is known of them, the natural key at least
   * @throws ConflictError where it must not be taken over
   */
  existing?(session: Session, inputs: Inputs): Promise<Existing>;
  /** Whether a delete of the resource undoes what its state declares of an object that stays. */
  readonly undoes?: true;
  /** The natural key: no two objects can have the same one at once. */
  keyOf?(values: Inputs, session: Session): string;
  /** Whether a new object gets the natural key as its id, which is known before it is made. */
  readonly idIsKey?: true;
  /**
   * What an id says to import by that has more in it than the resource's own.
   * @returns the resource's id, and what the rest tells of its state
   */
  imported?(id: string): { readonly id: string; readonly state: Partial<State> };
  /** The id of the object above it, where none may lie below itself. */
  above?(inputs: Previewed<Inputs>): string | undefined;
  /**
   * What only one resource of a program may declare: the object itself, by its kind and key, and what
   * else no two objects can have.
   */
  unique?(inputs: Inputs, session: Session): readonly Claim[];
  /** The lists that it declares: no other resource may declare an exact one. */
  lists?(inputs: Inputs): readonly List[];
  /**
   * Called with every object, declared and in the state, to remember what checks of others need.
   */
  register?(session: Session, id: string, inputs: Previewed<Inputs>, state: State): void;
  /** The state, without what this run knows not to be so any more; for a preview. */
  known?(session: Session, id: string, state: State): State;
  /**
   * Checks a coming update, at preview. Returns whether there is more to do than the properties
   * show.
   * @throws ProviderError to refuse it
   */
  plan?(session: Session, state: State, inputs: Previewed<Inputs>): boolean;
  /**
   * @param replaced the object that this one replaces, and that is deleted last: its members,
   * children and grants move
   * @throws PartialCreateError when the object exists but not all of it is done
   */
  create(session: Session, inputs: Inputs, replaced?: Replaced<State>): Promise<Created<State>>;
  /** @throws NotFoundError when the object is gone: on a confirmed absence only */
  read(session: Session, id: string, state: State): Promise<Partial<State>>;
  /**
   * Reads an object that is in no state: all that a program may declare of it.
   * @throws NotFoundError when there is none, or the id is invalid
   */
  readById(session: Session, id: string): Promise<Partial<State>>;
  update(session: Session, id: string, state: State, inputs: Inputs): Promise<Partial<State>>;
  delete(session: Session, id: string, state: State): Promise<void>;
}

/** A kind as the engine works with it, with the types of its values erased. */
export interface Kind extends Text, Behaviour<Values, Values> {
  /** All inputs, those that the constructors pass along too. */
  readonly properties: Properties;
  readonly outputs: Outputs;
}

/** Objects that have the natural key of a create. */
export interface Existing {
  /** For messages: `user "ada"`. */
  readonly what: string;
  readonly ids: readonly string[];
}

/** An object whose replacement has another key, so that both exist for a while. */
export interface Replaced<State = Values> {
  readonly id: string;
  readonly state: State;
}

export interface Created<State = Values> {
  readonly id: string;
  readonly outputs: Partial<State>;
}

/** Something that one resource alone may declare: `["user", "ada"]`, `["email", "ada@acme.example"]`. */
export type Claim = readonly [what: string, key: string];

/** A list of members or grants that a resource declares, and whose it is. */
export interface List {
  /** As messages call it: `users of app_ci_deploy`. */
  readonly list: string;
  readonly mode: Mode;
}

/** A reason why an input is invalid, and which. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/**
 * A kind from its definition. The one place where the engine's values are taken for those of a
 * kind: `check` has validated inputs by their schemas, and a state has what an earlier call
 * returned.
 */
export function defineKind<const I extends Properties, const O extends Outputs>(
  definition: Definition<I, O>,
): Kind {
  const { inputs, ...rest } = definition;
  return { ...(rest as unknown as Omit<Kind, "properties">), properties: { ...passed, ...inputs } };
}
