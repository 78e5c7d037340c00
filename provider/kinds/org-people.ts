import { parseRootId } from "../backends/domain/root-id";
import type { Values } from "../engine/kind";
import { isOnSameTenant } from "../engine/keepers";
import { withoutExpired } from "../engine/lists/end-dates";
import { partOf, partsOf } from "../engine/lists/membership";
import { originOf, type Origin } from "../run/origin";
import type { Session } from "../run/session";
import type { StackResource } from "../run/stack/stack-state";

/**
 * Those of these people whom other resources put into an org: each `OrgMember`, and each list of a
 * node in it, which may be yet to come: no list of the org takes them out, or calls them unmanaged.
 * What this run has not checked yet is looked up in the stack's state.
 *
 * @param values of the list that asks
 */
export async function putInto(
  session: Session,
  org: string,
  people: readonly string[],
  values: Values,
): Promise<string[]> {
  const soFar = putIntoSoFar(session, org, people);
  const others = people.filter((one) => !soFar.includes(one));
  const placed = await filtered(others, (one) => isInListOf(session, org, one));
  const declared = [...soFar, ...placed];
  const rest = people.filter((one) => !declared.includes(one));
  if (rest.length === 0) return declared;
  const held = await unchecked(session, values);
  return [...declared, ...(await filtered(rest, (one) => isHeld(session, org, one, held)))];
}

/** Those of these people of whom the checks until now tell that; for a preview. */
export function putIntoSoFar(session: Session, org: string, people: readonly string[]): string[] {
  const { registry, hierarchy } = session;
  const isThere = (node: string) =>
    (parseRootId(node) ?? hierarchy.locations.get(node))?.org === org;
  return people.filter((one) => {
    const id = `${org}/${one}`;
    if (registry.declarersOf({ kind: "OrgMember", id, key: id }).length > 0) return true;
    return registry.keysWith("NodeMembers", partOf("users", one)).some(isThere);
  });
}

/** Also in lists of nodes whose place no check has told. */
async function isInListOf(session: Session, org: string, person: string): Promise<boolean> {
  const nodes = session.registry.keysWith("NodeMembers", partOf("users", person));
  return (await filtered(nodes, (node) => isIn(session, org, node))).length > 0;
}

async function isHeld(
  session: Session,
  org: string,
  person: string,
  others: readonly StackResource[],
): Promise<boolean> {
  if (others.some(({ kind, id }) => kind === "OrgMember" && id === `${org}/${person}`)) return true;
  const lists = others.filter(
    ({ kind, inputs }) =>
      kind === "NodeMembers" &&
      partsOf(withoutExpired(inputs, ["users"], session.at)).includes(partOf("users", person)),
  );
  const there = await filtered(lists, async ({ id, outputs }) =>
    outputs.org === undefined ? isIn(session, org, id) : outputs.org === org,
  );
  return there.length > 0;
}

async function isIn({ backend, hierarchy }: Session, org: string, node: string): Promise<boolean> {
  const place = parseRootId(node) ?? hierarchy.locations.get(node);
  return (place ?? (await backend.nodes.placeOf(node).catch(() => undefined)))?.org === org;
}

/** What the state holds, without what this run has checked; nothing where it can't be read. */
async function unchecked(session: Session, values: Values): Promise<StackResource[]> {
  const { registry, stack } = session;
  const origin = registry.origin ?? (originOf(values) as Origin);
  const all = await stack.early(origin).catch(() => []);
  return all
    .filter(({ kind, name }) => !registry.has(kind, name))
    .filter(await isOnSameTenant(session, values));
}

async function filtered<T>(all: readonly T[], keeps: (one: T) => Promise<boolean>): Promise<T[]> {
  const kept = await Promise.all(all.map(keeps));
  return all.filter((_, index) => kept[index]);
}
