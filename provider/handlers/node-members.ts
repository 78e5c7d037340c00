import type { Ref } from "../backend";
import { HalfDoneError } from "../errors";
import { parseRootId } from "../root-id";
import type { Session } from "../session";
import type { Failure, Handler, Values } from "./handler";
import * as membership from "./membership";
import * as property from "./properties";
import { isUnknown } from "./unknown";

const properties = {
  ...property.common,
  ...membership.listProperties,
  node: { schema: property.id, immutable: true },
  users: { schema: membership.memberMap },
  ordered: { schema: property.flag.optional() },
} satisfies property.Properties;

/** The people of one node: one resource for the whole list, however long. */
export const nodeMembers: Handler = {
  kind: "NodeMembers",
  properties,

  complete(_session, inputs) {
    return { ...inputs, users: membership.asMap(inputs.users, inputs.ordered === true) };
  },

  check(session, inputs) {
    const { node, logicalName, ordered } = inputs;
    if (isUnknown(node)) return [];
    const failures = checkNode(session, String(node), ordered === true);
    if (failures.length > 0) return failures;
    const exact = membership.modeOf(inputs) === "exact";
    if (exact) session.claim("list of", String(node), String(logicalName));
    return [];
  },

  keyOf: ({ node }) => String(node),

  plan(session, state, inputs) {
    const limit = session.configuration.removalLimit;
    membership.requireRemovalLimit(String(inputs.logicalName), state, inputs, limit);
    const unseen = membership.unannounced(state, inputs);
    if (unseen.length > 0) {
      session.warn(
        `${String(inputs.logicalName)} removes ${unseen.join(", ")}: not declared, found in the list before`,
      );
    }
    return unseen.length > 0 || membership.welcomesStranger(state, inputs);
  },

  async create(session, inputs) {
    const node = await session.backend.nodes.resolve(String(inputs.node));
    const org = orgOf(session, inputs, node);
    const list = { ...inputs, ...(org !== undefined && { org }) };
    const present = await session.backend.nodeMembers.list(refOf(node, list));
    const { strangers } = membership.shown(inputs, present);
    membership.requireAdoption(inputs, session.configuration.adopt, strangers);
    try {
      return { id: node, outputs: await reconcile(session, refOf(node, list), present, list, []) };
    } catch (error) {
      throw await halfJoined(session, refOf(node, list), present, list, error);
    }
  },

  async read(session, id, state) {
    const present = await session.backend.nodeMembers.list(refOf(id, state));
    const strangers = membership.strangersOf(state);
    const users = membership.membersOf(state.users).filter((one) => !strangers.includes(one));
    return outputs({ ...state, users: membership.asMap(users, state.ordered === true) }, present);
  },

  async update(session, id, state, inputs) {
    const ref = refOf(id, state);
    const present = await session.backend.nodeMembers.list(ref);
    const removed = membership.removedMembers(state, inputs);
    return reconcile(session, ref, present, { ...inputs, org: state.org }, removed);
  },

  async delete(session, id, state) {
    if (membership.modeOf(state) === "watch") return;
    const strangers = membership.strangersOf(state);
    const remove = membership.membersOf(state.users).filter((one) => !strangers.includes(one));
    await session.backend.nodeMembers.change(refOf(id, state), { add: [], remove });
  },
};

function checkNode(session: Session, node: string, ordered: boolean): Failure[] {
  const { capabilities } = session.backend;
  const problem = parseRootId(node) ? undefined : capabilities.nodeProblem(node);
  if (problem !== undefined) return [{ property: "node", reason: problem }];
  const reason = ordered ? capabilities.orderProblem(node) : undefined;
  return reason === undefined ? [] : [{ property: "ordered", reason }];
}

/** The org of a node says nothing of the list, but proves that the node is gone when it is. */
function orgOf(session: Session, inputs: Values, node: string): string | undefined {
  return (parseRootId(inputs.node as string) ?? session.places.get(node))?.org;
}

function refOf(id: string, { org }: Values): Ref {
  return typeof org === "string" ? { org, id } : { id };
}

/** Does what the plan showed, and answers the new state. */
async function reconcile(
  session: Session,
  node: Ref,
  present: string[],
  inputs: Values,
  removed: string[],
): Promise<Values> {
  if (membership.modeOf(inputs) === "watch") return outputs(inputs, present);
  const { add, remove, after } = membership.reconciled(present, inputs, removed);
  const sorted = [
    ...membership.membersOf(inputs.users),
    ...membership.shown(inputs, after).strangers,
  ];
  const order = inputs.ordered === true && sorted.join() !== after.join() ? { order: sorted } : {};
  await session.backend.nodeMembers.change(node, { add, remove, ...order });
  return outputs(inputs, inputs.ordered === true ? sorted : after);
}

/** What a create that failed has to say: whether some have joined, who belong into the state. */
async function halfJoined(
  session: Session,
  node: Ref,
  before: string[],
  list: Values,
  error: unknown,
): Promise<unknown> {
  const now = await session.backend.nodeMembers.list(node).catch(() => before);
  return now.length === before.length
    ? error
    : new HalfDoneError(node.id, outputs(list, now), error);
}

function outputs(values: Values, present: string[]): Values {
  const { members, strangers } = membership.shown(values, present);
  const ordered = values.ordered === true;
  return {
    ...property.declared(properties, values),
    org: values.org,
    users: membership.asMap(ordered ? members : [...members].sort(), ordered),
    strangers: [...strangers].sort(),
  };
}
