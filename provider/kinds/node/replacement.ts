import { z } from "zod";
import type { Ref } from "../../backends/backend";
import { UnavailableError } from "../../backends/errors";
import type { Replaced } from "../../engine/kind";
import { isThere } from "../../engine/names";
import { found } from "../../engine/property";
import type { Session } from "../../run/session";

/** In the state of a node whose create stopped before it took over what it was to. */
export const inherits = found<readonly Ref[]>(
  { schema: z.custom<readonly Ref[]>(), shape: { is: "internal", name: "Ref[]" } },
  "Nodes that this one is to take the place of, and has not yet.",
  { internal: true },
);

interface Heir {
  readonly inherits?: readonly Ref[] | undefined;
}

/** What a node of this state was to take the place of, and has not yet. */
export const inherited = ({ inherits = [] }: Heir): Ref[] => [inherits].flat();

/**
 * The nodes that another takes the place of and that are still there: the one before it, and what that
 * was to take the place of itself, where it stopped half-way. The server keeps no note of it: the new
 * one's default key is made of the old one's, which tells a later run whose it is.
 */
export async function predecessorsOf(
  session: Pick<Session, "backend">,
  replaced: Replaced<Heir & { readonly org: string }> | undefined,
): Promise<Ref[]> {
  if (replaced === undefined) return [];
  const { id, state } = replaced;
  return present(session, [...inherited(state), { org: state.org, id }]);
}

/**
 * Tells of a node that may be there though nobody heard of it: the state does not know it, so that a
 * program which goes back to its previous text would never look for it.
 */
export const warnUnanswered =
  ({ warn }: Pick<Session, "warn">, what: string, replaced: { id: string } | undefined) =>
  (error: unknown): never => {
    if (replaced !== undefined && error instanceof UnavailableError) {
      warn(
        `nobody heard whether ${what} was made in place of ${replaced.id}: apply again to go on with it; if the program goes back to its previous text, look for it and delete it`,
      );
    }
    throw error;
  };

/** Goes on with a replacement that an earlier run has left half-done. */
export async function resume(
  session: Pick<Session, "backend" | "warn">,
  state: Heir,
  live: Ref,
): Promise<void> {
  await inherit(session, await present(session, inherited(state)), live);
}

async function present(session: Pick<Session, "backend">, refs: readonly Ref[]): Promise<Ref[]> {
  const there = await Promise.all(refs.map((ref) => isThere(session, "node", ref)));
  return refs.filter((_, index) => there[index]);
}

/** Takes over what hangs on old nodes, before they are deleted; may be repeated. */
export async function inherit(
  { backend, warn }: Pick<Session, "backend" | "warn">,
  olds: readonly Ref[],
  to: Ref,
): Promise<void> {
  for (const from of olds.filter(({ id }) => id !== to.id)) {
    if (await backend.nodes.inherit(from, to)) continue;
    warn(
      `${from.id} is replaced by ${to.id}: this account may not see grants, and those of ${from.id} end with it`,
    );
  }
}
