import type { Content } from "../backends/backend";
import { containersOf } from "../run/containers";
import { ProviderError } from "../backends/errors";
import { objectId } from "../run/object-id";
import type { Session } from "../run/session";
import { stackResources } from "./keepers";
import type { Values } from "./kind";
import { leavingWith, objectIn, objectOf, type Taken } from "./leaving";
import { staysOnServer } from "./stays";
import { unlessGone } from "./unless-gone";

const SHOWN = 10;

/** "ada, bob and 12 more": the first ten of a list, and how many more there are. */
export function firstOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(", ");
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}

/**
 * A delete must not take along what nobody asked to delete.
 * @throws ProviderError naming the first ten objects inside, and the count
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

/**
 * A delete removes what is in the object too: no other resource may declare any of that.
 *
 * @param inside what is in it, beside what the inputs of other resources say
 * @throws ProviderError naming the resources
 */
export async function requireNothingDeclaredIn(
  session: Session,
  object: Taken,
  state: Values,
  inside: readonly Taken[] = [],
): Promise<void> {
  const { registry, stack } = session;
  const ends = new Set<unknown>([object, ...inside].map(({ id }) => id));
  const taken = new Set(inside.map(objectOf));
  const all = await stackResources(session, state, (origin) => stack.all(origin));
  const leaving = await leavingWith(session, object, state);
  const declaring = all.filter((one) => {
    const { kind, name, inputs } = one;
    if (registry.has(kind, name) || stack.deletesOf(kind, objectId(one)) > 0) return false;
    if (leaving?.resources.includes(one) === true) return false;
    return taken.has(objectIn(one)) || containersOf(kind, inputs).some((one) => ends.has(one));
  });
  const names = new Set([
    ...[object, ...inside].flatMap(({ id }) => registry.declaredWithin(id)),
    ...inside.flatMap((one) =>
      registry.declarersOf(soughtIn(one)).map((name) => `${one.kind} "${name}"`),
    ),
    ...declaring.map(({ kind, name }) => `${kind} "${name}"`),
  ]);
  if (names.size === 0) return;
  const stays = declaring.some((one) => staysOnServer(session, one.kind, one.outputs));
  const hint = stays ? ', and set onRemove: "delete" where one of them says that it stays' : "";
  throw new ProviderError(
    `${object.kind} ${object.id} is not deleted: that would take along what other resources declare (${firstOf([...names])}). Remove those as well${hint}, or put them elsewhere first`,
  );
}

/** Contents tell people by their usernames. */
const soughtIn = ({ kind, id }: Taken) => (kind === "User" ? { kind, key: id } : { kind, id });

/** An object inside another, with its own contents. */
interface Inner extends Content {
  readonly inside: readonly Inner[];
}

/**
 * Empties a node or an org, bottom-up; removes nothing where other resources declare some of it.
 * @throws ProviderError naming the resources that declare it
 */
export async function empty(
  session: Session,
  org: string,
  object: Taken,
  contents: readonly Content[],
  state: Values,
): Promise<void> {
  const inside = await withInside(session, org, contents);
  await requireNothingDeclaredIn(session, object, state, takenIn(inside));
  await takeOut(session, org, inside, object.kind === "Node" ? object.id : undefined);
}

/** Reads all that is below. A child that is gone meanwhile is empty. */
function withInside(session: Session, org: string, all: readonly Content[]): Promise<Inner[]> {
  const contentsOf = async (id: string) =>
    (await session.backend.nodes.contents({ org, id }).catch(unlessGone)) ?? [];
  return Promise.all(
    all.map(async (one) => {
      const inside = one.kind === "node" ? await contentsOf(one.id) : [];
      return { ...one, inside: await withInside(session, org, inside) };
    }),
  );
}

/** The kinds of contents as resources call them; people are not deleted with a node. */
export const KINDS = { node: "Node", app: "App", perm: "Perm", user: "User" } as const;

const takenIn = (all: readonly Inner[]): Taken[] =>
  all.flatMap(({ kind, id, inside }) =>
    kind === "member" ? [] : [{ kind: KINDS[kind], id }, ...takenIn(inside)],
  );

async function takeOut(session: Session, org: string, all: readonly Inner[], node?: string) {
  const { nodeMembers, nodes, apps, perms } = session.backend;
  const members = all.filter(({ kind }) => kind === "member").map(({ id }) => id);
  if (node !== undefined && members.length > 0) {
    await nodeMembers.change({ org, id: node }, { add: [], remove: members });
  }
  for (const { kind, id, inside } of all) {
    if (kind !== "node") continue;
    // A part that is gone must not look as if the whole were gone.
    await takeOut(session, org, inside, id)
      .then(() => nodes.delete({ org, id }))
      .catch(unlessGone);
  }
  for (const { kind, id } of all) {
    if (kind === "app") await apps.delete({ org, id }).catch(unlessGone);
    if (kind === "perm") await perms.delete({ id }).catch(unlessGone);
  }
}
