import { isDeepStrictEqual } from "node:util";
import type { AccessChanges, NodeAccess } from "../../backends/domain";
import { InvalidError } from "../../backends/errors";
import type { Session } from "../../run/session";
import type { Values } from "../../engine/kind";
import { holdsMadeAnew } from "../../engine/made-anew";
import { isThere, settledNames, type Named } from "../../engine/names";
import { MANAGED, managed, SCOPES, scopes } from "./access";

/** The part of what is wanted that is not held yet. */
export function accessBeyond(
  wanted: AccessChanges,
  isHeld: (key: string, value: unknown, inGroup: boolean) => boolean,
): AccessChanges {
  const beyond = (values: Values, inGroup: boolean) =>
    Object.fromEntries(
      Object.entries(values).filter(([key, value]) => !isHeld(key, value, inGroup)),
    );
  const { managerGroup, ...others } = wanted;
  const group = managerGroup && beyond({ ...managerGroup }, true);
  return {
    ...beyond(others, false),
    ...(group && Object.keys(group).length > 0 && { managerGroup: group }),
  };
}

/** Whether the server holds a value; the order of names means nothing. */
export const heldBy =
  (live: Values) =>
  (key: string, value: unknown, inGroup: boolean): boolean => {
    const held = (inGroup ? (live.managerGroup as Values | undefined) : live)?.[key];
    return isDeepStrictEqual(sorted(value), sorted(held));
  };

const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? (value as string[]).toSorted() : value;

/** Whether a state holds a declared value already, and nobody is named whom the server has forgotten. */
export const heldByState =
  (session: Session, state: Values, inputs: Values) =>
  (key: string, _: unknown, inGroup: boolean) => {
    const of = (values: Values) =>
      (inGroup ? (values.managerGroup as Values | undefined) : values)?.[key];
    const referents: Readonly<Record<string, Named>> = inGroup ? MANAGED : SCOPES;
    const referent = referents[key];
    if (referent !== undefined && holdsMadeAnew(session, referent, of(inputs))) return false;
    return isDeepStrictEqual(of(state), of(inputs));
  };

/** Whether the server holds no more than an interrupted create of this would have put there. */
export function isWithin(wanted: AccessChanges, live: Partial<NodeAccess>): boolean {
  const { managerGroup: group } = live;
  const own = wanted.managerGroup;
  const within = (held: readonly string[] = [], mine: readonly string[] = []) =>
    held.every((one) => mine.includes(one));
  return (
    (live.visibility ?? "everyone") === (wanted.visibility ?? "everyone") &&
    scopes.every((key) => within(live[key], wanted[key])) &&
    managed.every((key) => within(group?.[key], own?.[key])) &&
    (group?.scope ?? "own") === (own?.scope ?? "own")
  );
}

/** The state's view of what the server holds, for what is declared. */
export async function settledAccess(
  session: Session,
  state: Values,
  live: Partial<NodeAccess>,
): Promise<Values> {
  const org = String(state.org);
  const settled: Record<string, unknown> = {};
  if (state.visibility !== undefined) settled.visibility = live.visibility;
  for (const key of scopes.filter((one) => state[one] !== undefined)) {
    const lists = { mine: state[key], live: live[key] ?? [] };
    settled[key] = await settledNames(session, SCOPES[key], org, lists);
  }
  const mine = state.managerGroup as Values | undefined;
  if (mine === undefined) return settled;
  const group: Record<string, unknown> = {};
  if (mine.scope !== undefined) group.scope = live.managerGroup?.scope;
  for (const key of managed.filter((one) => mine[one] !== undefined)) {
    const lists = { mine: mine[key], live: live.managerGroup?.[key] ?? [] };
    group[key] = await settledNames(session, MANAGED[key], org, lists);
  }
  return { ...settled, managerGroup: group };
}

/**
 * Unknown names are echoed by a write and gone at the next look (ARKID.md 18).
 * @throws InvalidError naming who is not there
 */
export async function requireNamed(
  session: Session,
  org: string,
  wanted: AccessChanges,
  live: Partial<NodeAccess>,
): Promise<void> {
  const lists = [
    ...scopes.map((key) => [key, SCOPES[key], wanted[key], live[key]] as const),
    ...managed.map((key) => {
      const [mine, theirs] = [wanted.managerGroup?.[key], live.managerGroup?.[key]];
      return ["managerGroup", MANAGED[key], mine, theirs] as const;
    }),
  ];
  for (const [property, named, mine = [], theirs = []] of lists) {
    for (const id of mine.filter((one) => !theirs.includes(one))) {
      if (await isThere(session, named, org, id)) continue;
      throw new InvalidError(`there is no ${named} "${id}"`, property);
    }
  }
}
