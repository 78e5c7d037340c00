import type { Content } from "../backends/backend";
import { nameOf } from "../run/object-id";
import type { Session } from "../run/session";
import type { StackResource } from "../run/stack/stack-state";
import { KINDS, requireEmpty } from "./contents";
import type { Values } from "./kind";
import { leavingWith, objectIn, objectOf, type Taken } from "./leaving";
import { membersOf, modeOf } from "./lists/membership";

/**
 * Before a delete of a node or an org: what this run deletes anyway is not left inside, and goes
 * first, by its own delete. The engine sends deletes in any order where it knows of no dependency:
 * a parent that is given as text, adopted, or changed by hand.
 *
 * @param what for messages
 * @throws ProviderError naming what else is inside, before anything is deleted
 */
export async function takeAlong(
  session: Session,
  what: string,
  object: Taken & { readonly org: string },
  contents: readonly Content[],
  state: Values,
): Promise<void> {
  if (contents.length === 0) return;
  const leaving = await leavingWith(session, object, state);
  if (leaving === undefined) return requireEmpty(what, contents);
  const { resources, remove } = leaving;
  const inside = new Set(contents.map(keyOf));
  const taken = resources.filter(
    (one) => inside.has(objectIn(one)) || peopleOf(one, object).some((key) => inside.has(key)),
  );
  const people = resources.filter((one) => one.kind === "User");
  const goes = new Set([
    ...taken.flatMap((one) => [objectIn(one), ...peopleOf(one, object)]),
    ...people.map((one) => personKey(nameOf(one))),
  ]);
  requireEmpty(
    what,
    contents.filter((one) => !goes.has(keyOf(one))),
  );
  await Promise.all(taken.map(remove));
  // Their own delete takes them out of all nodes, but may come later.
  const leavers = people.map(nameOf).filter((one) => inside.has(personKey(one)));
  if (leavers.length === 0) return;
  const { nodeMembers } = session.backend;
  await nodeMembers.change(object, { add: [], remove: leavers });
}

/** The people whom a list of this node declares. */
const peopleOf = ({ kind, id, inputs }: StackResource, object: Taken): string[] =>
  kind === "NodeMembers" && id === object.id && modeOf(inputs) !== "observe"
    ? membersOf(inputs.users).map(personKey)
    : [];

const personKey = (username: string) => `member ${username}`;
const keyOf = ({ kind, id }: Content): string =>
  kind === "member" ? personKey(id) : objectOf({ kind: KINDS[kind], id });
