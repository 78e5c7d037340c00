import type { Ref } from "../../backends/backend";
import type { NodeState } from "../../backends/domain";
import { NotFoundError, UnavailableError } from "../../backends/errors";
import type { Session } from "../../run/session";
import type { Replaced, Values } from "../../engine/kind";

/**
 * The nodes that another takes the place of and that are still there: the one before it, and what that
 * was to take the place of itself, where it stopped half-way. The server keeps no note of it: the new
 * one's default key is made of the old one's, which tells a later run whose it is.
 */
export async function predecessorsOf(
  session: Session,
  replaced: Replaced | undefined,
): Promise<Ref[]> {
  if (replaced === undefined) return [];
  const old = { org: String(replaced.state.org), id: replaced.id };
  return present(session, [...inherited(replaced.state), old]);
}

/**
 * Tells of a node that may be there though nobody heard of it: the state does not know it, so that a
 * program which goes back to its previous text would never look for it.
 */
export function tellUnheard(session: Session, what: string, replaced: Replaced | undefined) {
  return (error: unknown): never => {
    if (replaced !== undefined && error instanceof UnavailableError) {
      session.warn(
        `nobody heard whether ${what} was made in place of ${replaced.id}: apply again to go on with it; if the program goes back to its previous text, look for it and delete it`,
      );
    }
    throw error;
  };
}

/** What a node of this state was to take the place of, and has not yet. */
export const inherited = ({ inherits }: Values): Ref[] => [inherits ?? []].flat() as Ref[];

/** Goes on with a replacement that an earlier run has left half-done. */
export async function goOn(session: Session, state: Values, live: Ref): Promise<void> {
  await inherit(session, await present(session, inherited(state)), live);
}

async function present(session: Session, refs: readonly Ref[]): Promise<Ref[]> {
  const found = await Promise.all(refs.map((ref) => findOld(session, ref)));
  return refs.filter((_, index) => found[index] !== undefined);
}

async function findOld(session: Session, ref: Ref): Promise<NodeState | undefined> {
  try {
    return await session.backend.nodes.get(ref);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** Takes over what hangs on old nodes, before they are deleted; may be repeated. */
export async function inherit(session: Session, olds: readonly Ref[], to: Ref): Promise<void> {
  for (const from of olds.filter(({ id }) => id !== to.id)) {
    if (await session.backend.nodes.inherit(from, to)) continue;
    session.warn(
      `${from.id} is replaced by ${to.id}: this account may not see grants, and those of ${from.id} end with it`,
    );
  }
}
