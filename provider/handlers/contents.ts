import type { Content } from "../backend";
import { NotFoundError, ProviderError } from "../errors";
import type { Session } from "../session";

const SHOWN = 10;

/** «ada, bob and 12 more»: the first ten of a list, and how many more there are. */
export function firstOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(", ");
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}

/**
 * A delete must not take along what nobody asked to delete.
 * @throws ProviderError listing the first ten of what is left inside, and the count
 */
export function requireEmpty(what: string, contents: readonly Content[]): void {
  if (contents.length === 0) return;
  const names = contents.map(({ kind, name, id }) =>
    name === id ? `${kind} ${id}` : `${kind} ${name} (${id})`,
  );
  throw new ProviderError(
    `${what} still holds ${contents.length}: ${firstOf(names)}. Remove them first, or set forceDestroy: true and apply that before deleting`,
  );
}

/** Takes out what is inside a node or an org, bottom-up. */
export async function empty(
  session: Session,
  org: string,
  contents: readonly Content[],
  node?: string,
) {
  const members = contents.filter(({ kind }) => kind === "member").map(({ id }) => id);
  if (node !== undefined && members.length > 0) {
    await session.backend.nodeMembers.change({ org, id: node }, { add: [], remove: members });
  }
  for (const { id } of contents.filter(({ kind }) => kind === "node")) {
    await emptyAndDelete(session, org, id);
  }
  for (const { kind, id } of contents) {
    if (kind === "app") await unlessGone(() => session.backend.apps.delete({ org, id }));
    if (kind === "perm") await unlessGone(() => session.backend.perms.delete({ id }));
  }
}

/** Somebody else may be quicker: a child that is gone must not look like the end of its parent. */
function emptyAndDelete(session: Session, org: string, id: string): Promise<void> {
  return unlessGone(async () => {
    await empty(session, org, await session.backend.nodes.contents({ org, id }), id);
    await session.backend.nodes.delete({ org, id });
  });
}

async function unlessGone(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}
