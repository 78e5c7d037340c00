import { z } from "zod";
import type { Ref } from "../../backends/backend";
import { UnavailableError } from "../../backends/errors";
import type { Replaced } from "../../engine/kind";
import { isThere } from "../../engine/names";
import { found } from "../../engine/property";
import type { Session } from "../../run/session";

/** In the state of a node whose create failed before it took over from the replaced nodes. */
export const inherits = found<readonly Ref[]>(
  { schema: z.custom<readonly Ref[]>(), shape: { is: "internal", name: "Ref[]" } },
  "Nodes that this one replaces, and whose members, children and grants are still to be moved.",
  { internal: true },
);

interface Heir {
  readonly inherits?: readonly Ref[] | undefined;
}

/** The nodes that one of this state has yet to take over from. */
export const inherited = ({ inherits = [] }: Heir): Ref[] => [inherits].flat();

/**
 * The nodes that another one replaces and that still exist: the previous one, and those that it has
 * yet to take over from. The server does not record this: a later run finds the new node by its
 * default key, which is made of the old one's.
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
 * Warns of a node that may exist though the response was lost: the state does not have it, so that
 * a program which goes back to its previous text would never find it.
 */
export const warnUnanswered =
  ({ warn }: Pick<Session, "warn">, what: string, replaced: { id: string } | undefined) =>
  (error: unknown): never => {
    if (replaced !== undefined && error instanceof UnavailableError) {
      warn(
        `it is unknown whether ${what} was made in place of ${replaced.id}: apply again to go on with it; if the program goes back to its previous text, look for it and delete it`,
      );
    }
    throw error;
  };

/** Resumes a replacement that an earlier run began. */
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

/** Moves members, children and grants of old nodes, before they are deleted; may be repeated. */
export async function inherit(
  { backend, warn }: Pick<Session, "backend" | "warn">,
  olds: readonly Ref[],
  to: Ref,
): Promise<void> {
  for (const from of olds.filter(({ id }) => id !== to.id)) {
    if ((await backend.nodes.inherit?.(from, to)) !== false) continue;
    warn(
      `${from.id} is replaced by ${to.id}: this account may not see grants, and those of ${from.id} end with it`,
    );
  }
}
