import { PartialCreateError } from "../../backends/errors";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import {
  grantLists,
  MEANS,
  OPPOSITE,
  PermLists,
  perList,
  type GrantList,
  type PerList,
} from "./lists";
import { homeOf, requireOrg } from "../../engine/gone-org";
import type { Failure, Kind, Values } from "../../engine/kind";
import { unkept } from "../../engine/keepers";
import { checkList } from "../../engine/name-problem";
import * as membership from "../../engine/lists/membership";
import * as property from "../../engine/properties";
import { isUnknown } from "../../engine/unknown";

const properties = {
  ...property.common,
  ...membership.listProperties,
  perm: { schema: property.id, immutable: true, names: "perm" },
  users: { schema: membership.memberMap.optional(), names: "user" },
  nodes: { schema: membership.nodeMap.optional(), names: "node" },
  denyUsers: { schema: membership.memberMap.optional(), names: "user" },
  denyNodes: { schema: membership.nodeMap.optional(), names: "node" },
} satisfies property.Properties;

/** Who has a perm and who is denied it: up to four lists, of which an undeclared one is left alone. */
export const permGrants: Kind = property.legacy({
  name: "PermGrants",
  properties,
  parts: (inputs) => membership.partsOf(inputs, grantLists),

  complete: (_session, inputs) => ({
    ...inputs,
    ...perList(inputs, (list) => membership.asMap(inputs[list], false)),
  }),

  check: (session, inputs) =>
    [checkGiven, checkPerm, checkDenied, checkLists, checkBoth, claimLists].flatMap((one) =>
      one(session, inputs),
    ),

  keyOf: ({ perm }) => String(perm),

  plan(session, state, inputs) {
    const name = resourceName(inputs);
    const updates = perList(inputs, (list) => updateOf(state, inputs, list));
    const limit = session.configuration.removalLimit;
    membership.requireRemovalLimit(name, state, inputs, limit, Object.keys(updates));
    const all = Object.values(updates);
    const unseen = all.flatMap((update) => membership.unannounced(...update));
    if (unseen.length > 0) {
      session.warn(`${name} removes ${unseen.join(", ")}: not declared, found in the list before`);
    }
    return unseen.length > 0 || all.some((update) => membership.declaresUnmanaged(...update));
  },

  async create(session, inputs) {
    const perm = await session.backend.perms.resolve(String(inputs.perm));
    const lists = await PermLists.of(session, perm, inputs);
    const before = await lists.read();
    perList(inputs, (list) => {
      const { unmanaged } = membership.shown(membership.listOf(inputs, list), before[list]);
      membership.requireAdoption(inputs, session.configuration.adopt, unmanaged, list);
    });
    const placed = { ...inputs, org: homeOf(session, String(inputs.perm)) };
    try {
      return { id: perm, outputs: await reconcile(lists, before, placed, {}) };
    } catch (error) {
      const now = await lists.read().catch(() => before);
      if (JSON.stringify(now) === JSON.stringify(before)) throw error;
      throw new PartialCreateError(perm, outputs(placed, now), error);
    }
  },

  async readById(session, id) {
    const perm = await session.backend.perms.resolve(id);
    const present = await (await PermLists.of(session, perm)).read();
    const asMap = (list: GrantList) => membership.asMap([...present[list]].sort(), false);
    return { perm: id, ...perList(present, asMap), unmanaged: {} };
  },

  async read(session, id, state) {
    await requireOrg(session, state.org);
    const present = await (await PermLists.of(session, id, state)).read();
    const own = perList(state, (list) => membership.asMap(ownOf(state, list), false));
    return outputs({ ...state, ...own }, present);
  },

  async update(session, id, state, inputs) {
    const lists = await PermLists.of(session, id, state, inputs);
    const removed = perList(inputs, (list) =>
      membership.removedMembers(...updateOf(state, inputs, list)),
    );
    const placed = { ...inputs, org: homeOf(session, String(inputs.perm), state) };
    return reconcile(lists, await lists.read(), placed, removed);
  },

  async delete(session, id, state) {
    if (membership.modeOf(state) === "observe") return;
    const lists = await PermLists.of(session, id, state);
    const present = await lists.read();
    // Who was put into the other list meanwhile is not taken out of that.
    const own = perList(state, (list) =>
      ownOf(state, list).filter((one) => present[list].includes(one)),
    );
    const remove = await withoutKept(session, id, state, own);
    await lists.change({}, remove);
  },
});

function checkGiven(_session: Session, inputs: Values): Failure[] {
  if (grantLists.some((list) => inputs[list] !== undefined)) return [];
  return [{ property: "users", reason: `give one at least of ${grantLists.join(", ")}` }];
}

function checkPerm(session: Session, { perm }: Values): Failure[] {
  const reason = isUnknown(perm)
    ? undefined
    : session.backend.capabilities.permProblem(perm as string);
  return reason === undefined ? [] : [{ property: "perm", reason }];
}

function checkDenied(session: Session, inputs: Values): Failure[] {
  if (isUnknown(inputs.perm)) return [];
  const reason = session.backend.capabilities.denyProblem(inputs.perm as string);
  const lists = ["denyUsers", "denyNodes"].filter((list) => inputs[list] !== undefined);
  return reason === undefined ? [] : lists.map((property) => ({ property, reason }));
}

function checkLists(session: Session, inputs: Values): Failure[] {
  return grantLists.flatMap((list) => checkList(session, list, MEANS[list].kind, inputs[list]));
}

/** Nobody has a perm and is denied it. */
function checkBoth(_session: Session, inputs: Values): Failure[] {
  return (["denyUsers", "denyNodes"] as const).flatMap((list) => {
    const granted = new Set(membership.membersOf(inputs[OPPOSITE[list]]));
    const both = membership.membersOf(inputs[list]).filter((one) => granted.has(one));
    if (both.length === 0) return [];
    return [{ property: list, reason: `${both.join(", ")}: in ${OPPOSITE[list]} as well` }];
  });
}

function claimLists(session: Session, inputs: Values): Failure[] {
  const { perm } = inputs;
  if (isUnknown(perm)) return [];
  perList(inputs, (list) => membership.registerList(session, inputs, `${list} of ${String(perm)}`));
  return [];
}

/** One list of the state and of the inputs. */
const updateOf = (state: Values, inputs: Values, list: GrantList) =>
  [membership.listOf(state, list), membership.listOf(inputs, list)] as const;

/** Those of a list whom the program has declared. */
function ownOf(state: Values, list: GrantList): string[] {
  const unmanaged = new Set(membership.unmanagedOf(membership.listOf(state, list)));
  return membership.membersOf(state[list]).filter((one) => !unmanaged.has(one));
}

/** Those entries that no other resource declares. */
async function withoutKept(
  session: Session,
  id: string,
  state: Values,
  own: PerList<string[]>,
): Promise<PerList<string[]>> {
  const object = { kind: "PermGrants", id, key: String(state.perm) };
  const partsOf = (inputs: Values) => membership.partsOf(inputs, grantLists);
  const parts = grantLists.flatMap((list) =>
    (own[list] ?? []).map((one) => membership.partOf(list, one)),
  );
  const rest = new Set(await unkept(session, object, state, parts, partsOf));
  return perList(own, (list) =>
    (own[list] ?? []).filter((one) => rest.has(membership.partOf(list, one))),
  );
}

/** Does what the plan showed, and answers the new state. */
async function reconcile(
  lists: PermLists,
  present: Record<GrantList, string[]>,
  inputs: Values,
  removed: PerList<string[]>,
): Promise<Values> {
  const steps = perList(inputs, (list) =>
    membership.reconciled(present[list], membership.listOf(inputs, list), removed[list] ?? []),
  );
  const part = (key: "add" | "remove") => perList(inputs, (list) => steps[list]?.[key] ?? []);
  await lists.change(part("add"), part("remove"));
  const after = perList(inputs, (list) => {
    const gone = new Set(steps[OPPOSITE[list]]?.add);
    return (steps[list]?.after ?? []).filter((one) => !gone.has(one));
  });
  return outputs(inputs, { ...present, ...after });
}

function outputs(values: Values, present: Record<GrantList, string[]>): Values {
  const seen = (list: GrantList) =>
    membership.shown(membership.listOf(values, list), present[list]);
  return {
    ...property.declared(properties, values),
    org: values.org,
    ...perList(values, (list) => membership.asMap([...seen(list).members].sort(), false)),
    unmanaged: perList(values, (list) => [...seen(list).unmanaged].sort()),
  };
}
