import type { Collection, Ref } from "../../backends/backend";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import type { Failure, Values } from "../kind";
import * as membership from "./membership";
import * as property from "../properties";

/** What differs between the lists of one kind of owner and of another. */
export interface MemberListKind {
  readonly kind: string;
  /** The property that says whose list it is. */
  readonly owner: "node" | "org";
  readonly properties: property.Properties;
  /** What is wrong with an owner that is known, or with what is asked of its list. */
  check(session: Session, inputs: Values): Failure[];
  /** Finds the owner when the list is created; its id is the list's. */
  locate(session: Session, inputs: Values): Promise<Ref>;
  /** The owner as the state has it. */
  refOf(id: string, state: Values): Ref;
  collection(session: Session): Collection<Ref, string>;
  /** The same to show what is there, where that is batched. */
  reading?(session: Session): Lists;
  /** Those of these people who belong there though nobody declared them, and never taken out. */
  bound?(session: Session, owner: Ref, people: readonly string[]): Promise<string[]>;
  /** Whether a resource of another kind wants somebody in the list that is about to be deleted. */
  isDeclaredBesides?(session: Session, id: string, member: string, state: Values): Promise<boolean>;
}

/** What tells who is in a list. */
interface Lists {
  list(owner: Ref): Promise<readonly string[]>;
}

/** Who is in a list. */
export interface Present {
  /** In the server's order, without those who are bound to it and not declared. */
  readonly members: string[];
  readonly bound: readonly string[];
}

export async function present(
  kind: MemberListKind,
  session: Session,
  owner: Ref,
  values: Values,
  lists: Lists = kind.collection(session),
): Promise<Present> {
  const all = await lists.list(owner);
  const wanted = new Set(membership.membersOf(values.users));
  const others = all.filter((member) => !wanted.has(member));
  const bound = (await kind.bound?.(session, owner, others)) ?? [];
  const hidden = new Set(bound);
  return { members: all.filter((member) => !hidden.has(member)), bound };
}

/** Does what the plan showed, and answers the new state. */
export async function reconcile(
  kind: MemberListKind,
  session: Session,
  owner: Ref,
  { members, bound }: Present,
  { inputs, removed }: { inputs: Values; removed: readonly string[] },
): Promise<Values> {
  if (membership.modeOf(inputs) === "observe") return outputs(kind, inputs, members);
  const stay = removed.filter((member) => bound.includes(member));
  if (stay.length > 0) {
    session.warn(`${resourceName(inputs)} leaves ${stay.join(", ")} in: still in a node of it`);
  }
  const { add, remove, after } = membership.reconciled(members, inputs, [...removed]);
  const { unmanaged } = membership.shown(inputs, after);
  const sorted = [...membership.membersOf(inputs.users), ...unmanaged];
  const isOrdered = inputs.ordered === true;
  const order = isOrdered && sorted.join() !== after.join() ? { order: sorted } : {};
  await kind.collection(session).change(owner, { add, remove, ...order });
  return outputs(kind, inputs, isOrdered ? sorted : after);
}

/** The state of a list with these members. */
export function outputs(kind: MemberListKind, values: Values, present: string[]): Values {
  const { members, unmanaged } = membership.shown(values, present);
  const ordered = values.ordered === true;
  return {
    ...property.declared(kind.properties, values),
    org: values.org,
    users: membership.asMap(ordered ? members : [...members].sort(), ordered),
    unmanaged: [...unmanaged].sort(),
  };
}
