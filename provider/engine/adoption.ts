import type { Adopt } from "../configuration/choices";
import { ConflictError, FORMER_NAME, NotFoundError, UnansweredError } from "../backends/errors";
import type { Session } from "../run/session";
import type { Values } from "./kind";

/** What `createOrAdopt` needs to know of one kind of object. */
export interface CreateOrAdopt<State> {
  /** For messages: `user "ada"`. */
  readonly what: string;
  readonly adopt: Adopt;
  /**
   * Whether to look the key up even before a create: where the server does not keep it unique, or
   * where only its absence before tells an object of this create from another's.
   */
  readonly lookupFirst: boolean;
  find(): Promise<State[]>;
  /**
   * The same from a batched listing, before a create: an absence may be as old as the run; an
   * object that is found was read fresh, and may be taken over.
   */
  findBatched?(): Promise<State[]>;
  create(): Promise<State>;
  idOf(state: State): string;
  /** Whether the object is what this create would have made. */
  same(state: State): boolean | Promise<boolean>;
  /** Whether something is in it that an interrupted create can't have put there. */
  isInUse(state: State): Promise<boolean>;
  /** Whether only this very resource can have made it. */
  isOwn(state: State): boolean | Promise<boolean>;
  /** @throws ConflictError when the object must not be taken over, whatever the mode */
  refuse?(state: State): void;
}

export interface CreatedOrAdopted<State> {
  readonly state: State;
  /** It existed before: what differs from the declaration must still be written. */
  readonly adopted: boolean;
  /** An earlier attempt of this very create made it, maybe without its later steps. */
  readonly resumed?: boolean;
  /** It did not exist before this create, whose response was lost. */
  readonly wasAbsent?: boolean;
}

/** The `adopt` of a resource, else the configuration's. */
export const adoptOf = (session: Session, { adopt }: Values): Adopt =>
  (adopt as Adopt | undefined) ?? session.configuration.adopt;

/**
 * Makes the object, or takes it over, by the rules of adoption (docs/adopting.md).
 *
 * @throws ConflictError when an object with this key must not be taken over
 * @throws NotFoundError for `only` when there is none
 */
export async function createOrAdopt<State>(
  session: Session,
  wanted: CreateOrAdopt<State>,
): Promise<CreatedOrAdopted<State>> {
  if (wanted.adopt === "never" && !wanted.lookupFirst) return createElseTakeOver(session, wanted);
  const mayCreate = wanted.adopt !== "only";
  const existing = await ((mayCreate ? wanted.findBatched?.() : undefined) ?? wanted.find());
  if (existing.length > 0) return takeOver(session, wanted, existing);
  if (wanted.adopt !== "only") return createElseTakeOver(session, wanted);
  throw nothingToAdopt(wanted.what);
}

export const nothingToAdopt = (what: string) =>
  new NotFoundError(`there is no ${what} to adopt; set adopt: "ifExists" to create it`);

export const severalToAdopt = (what: string, ids: readonly string[]) =>
  new ConflictError(
    `there are ${ids.length} of ${what} (${ids.join(", ")}): it is unclear which one to adopt`,
  );

async function createElseTakeOver<State>(
  session: Session,
  wanted: CreateOrAdopt<State>,
): Promise<CreatedOrAdopted<State>> {
  try {
    return { state: await wanted.create(), adopted: false };
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const existing = await wanted.find();
    if (existing.length === 0) throw error;
    const wasAbsent = wanted.lookupFirst && error instanceof UnansweredError;
    return takeOver(session, wanted, existing, wasAbsent);
  }
}

async function takeOver<State>(
  session: Session,
  wanted: CreateOrAdopt<State>,
  existing: State[],
  wasAbsent = false,
): Promise<CreatedOrAdopted<State>> {
  if (wanted.adopt !== "never") return { state: adoptable(wanted, existing), adopted: true };
  for (const state of existing) {
    if (!(await wanted.same(state)) || (await wanted.isInUse(state))) continue;
    if (!wasAbsent && !(await wanted.isOwn(state))) continue;
    session.warn(
      `${wanted.what} (${wanted.idOf(state)}) exists already, as declared: taken as the result of an interrupted run`,
    );
    return { state, adopted: true, resumed: true, wasAbsent };
  }
  throw new ConflictError(
    `${wanted.what} exists already (${existing.map((state) => wanted.idOf(state)).join(", ")}): ${FORMER_NAME}; else set adopt: "ifExists" to take it over`,
  );
}

function adoptable<State>(wanted: CreateOrAdopt<State>, existing: State[]): State {
  const [state, ...others] = existing;
  if (state === undefined || others.length > 0) {
    throw severalToAdopt(
      wanted.what,
      existing.map((one) => wanted.idOf(one)),
    );
  }
  wanted.refuse?.(state);
  return state;
}
