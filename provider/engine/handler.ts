import type { Session } from "../run/session";
import type { Properties } from "./properties";

/** Values of a resource as the engine has them: checked inputs, or what the state holds. */
export type Values = Readonly<Record<string, unknown>>;

/** What happens to one kind of resource. Knows a session, and nothing of Pulumi. */
export interface Handler {
  /** As users call it: `Node`. */
  readonly kind: string;
  readonly properties: Properties;
  /**
   * Entries of lists that the inputs declare, where several resources may have one owner: a delete
   * spares those that others declare, and there is no more to it.
   */
  parts?(inputs: Values): string[];
  /** Completes the inputs with defaults; runs in a preview, so that values may be `unknown` markers. */
  complete?(session: Session, inputs: Values, olds: Values): Values;
  /** What the properties' own schemas can't say; a failure for each property at fault. */
  check?(session: Session, inputs: Values, olds: Values): Failure[];
  /** The natural key: an object and its replacement with the same can't be there at once. */
  keyOf?(values: Values, session: Session): string;
  /**
   * An object passes by, as it is declared and as the state holds it: what it means may be remembered
   * for checks of others.
   */
  register?(session: Session, id: string, inputs: Values, state: Values): void;
  /**
   * Looks at a coming update, at preview. Answers whether there is more to do than the properties
   * tell.
   * @throws ProviderError to refuse it
   */
  plan?(session: Session, state: Values, inputs: Values): boolean;
  /**
   * @param replaced the object that this one replaces, and that is deleted last: what hangs on it moves
   * @throws HalfDoneError when the object is there but not all of it
   */
  create(session: Session, inputs: Values, replaced?: Replaced): Promise<Created>;
  /** @throws NotFoundError when the object is gone: on a confirmed absence only */
  read(session: Session, id: string, state: Values): Promise<Values>;
  /**
   * Reads an object that no state knows: all that a program may declare of it.
   * @throws NotFoundError when there is none, or an id that can't be one's
   */
  readById?(session: Session, id: string): Promise<Values>;
  update(session: Session, id: string, state: Values, inputs: Values): Promise<Values>;
  delete(session: Session, id: string, state: Values): Promise<void>;
}

/** An object whose replacement has another key, so that both are there for a while. */
export interface Replaced {
  readonly id: string;
  readonly state: Values;
}

export interface Created {
  readonly id: string;
  readonly outputs: Values;
}

/** A reason why an input does not do, and which. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}
