import { nodeKinds, type NodeChanges, type NodeKind, type NodeState } from "../../backends/domain";
import { adoptions } from "../../configuration/choices";
import { ReplacedError } from "../../backends/errors";
import { rootId } from "../../backends/domain/root-id";
import type { Session } from "../../run/session";
import { adoptOf, createOrAdopt } from "../../engine/adoption";
import { empty, requireEmpty } from "../../engine/contents";
import { isDefaultKey, withKey } from "../../engine/default-key";
import { requireOrg } from "../../engine/gone-org";
import type { Kind, Values } from "../../engine/kind";
import { orPartialCreate } from "../../engine/partial-create";
import {
  accessBeyond,
  heldBy,
  heldByState,
  isWithin,
  requireNamed,
  settledAccess,
} from "./held-access";
import {
  accessProperties,
  checkAccess,
  completeAccess,
  declaresAccess,
  accessById,
  scopes,
  wantedAccess,
} from "./access";
import { checkKey, checkKind, checkParent, registerNode, requireSameBranch } from "./checks";
import { goOn, inherit, inherited, predecessorsOf, tellUnheard } from "./replacement";
import { checkOrg } from "../../engine/org-id";
import * as property from "../../engine/properties";
import { isAnother, requireSame, type Identity } from "../../engine/identity";

const properties = {
  ...property.common,
  org: { schema: property.id, immutable: true, names: "org" },
  kind: { schema: property.oneOf(nodeKinds), immutable: true },
  uid: { schema: property.id, immutable: true },
  parent: { schema: property.id.optional() },
  name: { schema: property.name() },
  description: { schema: property.clearable(property.text()) },
  acceptsMembers: { schema: property.flag.optional() },
  ...accessProperties,
  forceDestroy: { schema: property.flag.optional() },
  adopt: { schema: property.oneOf(adoptions).optional(), silent: true },
} satisfies property.Properties;

/** What a create leaves unsaid, as the server has it then. */
const BLANK = { description: "", acceptsMembers: true };

/** A department, group, role, label …: rename and move are updates, so that members and grants stay. */
export const node: Kind = property.legacy({
  name: "Node",
  properties,

  complete: (session, inputs, olds) =>
    withKey(session, completeAccess(inputs), olds, inputs.kind, ["org", "kind"]),

  check(session, inputs) {
    const checks = [checkOrg, checkKind, checkKey, checkParent, checkAccess];
    return checks.flatMap((one) => one(session, inputs));
  },

  register: registerNode,

  plan(session, state, inputs) {
    requireSameBranch(session, state, inputs);
    return state.inherits !== undefined;
  },

  keyOf: ({ kind, uid }, { backend }) =>
    backend.capabilities.nodeId(kind as NodeKind, String(uid)) ?? String(uid),

  async create(session, inputs, replaced) {
    const { org, kind, uid, parent } = keyOf(inputs);
    const access = await wantedAccess(session, inputs);
    const name = String(inputs.name);
    const desired = { org, kind, uid, name, parent, ...changesOf({}, inputs), ...access };
    const olds = await predecessorsOf(session, replaced);
    const half = (made: NodeState) => ({
      ...outputs(inputs, made),
      ...(olds.length > 0 && { inherits: olds }),
    });
    const isKeyed = isDefaultKey(kind, inputs, replaced);
    // A program that goes back to its text before a replacement comes back to its node, too.
    const befores = inherited(replaced?.state ?? {});
    const isOwn = ({ id }: NodeState) => isKeyed || befores.some((before) => before.id === id);
    const what = `${kind} "${uid}"`;
    const { state, adopted } = await createOrAdopt<NodeState>(session, {
      what,
      adopt: adoptOf(session, inputs),
      lookFirst: !isKeyed,
      find: () => session.backend.nodes.find({ org, kind, uid }),
      look: () => session.reads.nodes.find({ org, kind, uid }),
      create: () => session.backend.nodes.create(desired),
      idOf: (found) => found.id,
      // Its root may have come with it: which one that is shows only now.
      same: async (found) =>
        isWithin(access, found) &&
        Object.keys(differing({ ...BLANK, ...inputs }, found)).length === 0 &&
        (await isAt(session, parent, found)),
      // What an interrupted replacement has moved into it is its own.
      inhabited: async (found) =>
        !(replaced && isOwn(found)) &&
        (await session.backend.nodes.contents({ org, id: found.id })).length > 0,
      isOwn,
    }).catch(tellUnheard(session, what, replaced));
    const fields = adopted ? await bringing(session, state, inputs) : {};
    const beyond = { ...fields, ...accessBeyond(access, heldBy({ ...state })) };
    const live = await finish(session, state, inputs, beyond, half(state));
    if (olds.length > 0) {
      const to = { org, id: live.id };
      await orPartialCreate(live.id, half(live), [], () => inherit(session, olds, to));
    }
    return { id: live.id, outputs: outputs(inputs, live) };
  },

  async readById(session, id) {
    const live = await session.backend.nodes.get({ id });
    const { uid, name, description, parent, acceptsMembers } = live;
    const place = await session.backend.nodes.placeOf(live.id);
    const fields = { ...place, uid, name, description, acceptsMembers, ...accessById(live) };
    return { ...outputs(fields, live), parent };
  },

  async read(session, id, state) {
    await requireOrg(session, state.org);
    const { nodes } = declaresAccess(state) ? session.backend : session.reads;
    const live = await nodes.get({ org: String(state.org), id });
    if (isAnother(session, identityOf(state, live)))
      throw new ReplacedError(`${id} is another node`);
    const { name, description, acceptsMembers, parent } = live;
    const fields = property.settle(state, { name, description, acceptsMembers });
    const access = await settledAccess(session, state, live);
    const moved =
      state.parent !== undefined && !(await isAt(session, state.parent as string, live));
    const seen = outputs({ ...state, ...fields, ...access, ...(moved && { parent }) }, live);
    return { ...seen, ...(state.inherits !== undefined && { inherits: state.inherits }) };
  },

  async update(session, id, state, inputs) {
    const ref = { org: String(inputs.org), id };
    const { nodes } = session.backend;
    requireSame(identityOf(state, await nodes.get(ref)));
    const wanted = await wantedAccess(session, inputs);
    const access = accessBeyond(wanted, heldByState(session, state, inputs));
    const live = await nodes.update(ref, { ...changesOf(state, inputs), ...access });
    await requireNamed(session, ref.org, access, live);
    await goOn(session, state, ref);
    return outputs(inputs, live);
  },

  async delete(session, id, state) {
    const org = String(state.org);
    if (state.nodeId !== undefined) {
      const live = await session.backend.nodes.get({ org, id });
      if (isAnother(session, identityOf(state, live))) return;
    }
    const contents = await session.backend.nodes.contents({ org, id });
    if (state.forceDestroy === true) {
      await empty(session, org, { kind: "Node", id }, contents, state);
    } else requireEmpty(`${String(state.kind)} "${String(state.name)}" (${id})`, contents);
    await session.backend.nodes.delete({ org, id });
  },
});

function keyOf(inputs: Values) {
  const org = String(inputs.org);
  const kind = inputs.kind as NodeKind;
  const parent = inputs.parent === undefined ? rootId({ org, kind }) : (inputs.parent as string);
  return { org, kind, uid: String(inputs.uid), parent };
}

/** What is declared and not what the state holds, in the backend's terms. */
function changesOf(state: Values, inputs: Values): NodeChanges {
  const { name, description, acceptsMembers, parent } = inputs;
  const wanted: Values = {
    name,
    description: description === null ? "" : description,
    acceptsMembers,
    parent,
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([key, value]) => value !== undefined && !property.sameValue(state[key], value),
    ),
  );
}

/** The declared fields in which a found object is otherwise. */
function differing(inputs: Values, live: NodeState): NodeChanges {
  const { parent, acceptsMembers, ...fields } = changesOf({ ...live }, inputs);
  return {
    ...fields,
    ...(live.acceptsMembers !== undefined && acceptsMembers !== undefined && { acceptsMembers }),
  };
}

/** What brings an adopted node to what is declared; without a declared parent it stays where it is. */
async function bringing(session: Session, found: NodeState, inputs: Values) {
  const { parent } = inputs as { parent?: string };
  const moves = parent !== undefined && !(await isAt(session, parent, found));
  return { ...differing(inputs, found), ...(moves && { parent }) };
}

/** The second step of a create: what the first could not write, and whether names are of anybody. */
async function finish(
  session: Session,
  made: NodeState,
  inputs: Values,
  changes: NodeChanges,
  half: Values,
): Promise<NodeState> {
  const named = [...scopes, "managerGroup"].filter((key) => inputs[key] !== undefined);
  const keys = Object.keys(changes);
  if (keys.length + named.length === 0) return made;
  const ref = { org: String(inputs.org), id: made.id };
  const { nodes } = session.backend;
  return orPartialCreate(made.id, half, [...keys, ...named], async () => {
    const live = await (keys.length > 0 ? nodes.update(ref, changes) : nodes.get(ref));
    await requireNamed(session, ref.org, await wantedAccess(session, inputs), live);
    return live;
  });
}

function identityOf(state: Values, live: NodeState): Identity {
  const what = `node "${String(state.name)}" (${live.id})`;
  return { what, number: "number", known: state.nodeId as string | undefined, live: live.nodeId };
}

async function isAt(session: Session, declared: string, live: NodeState): Promise<boolean> {
  return (
    declared === live.parent || (await session.backend.nodes.resolve(declared)) === live.parent
  );
}

function outputs(inputs: Values, live: NodeState): Values {
  return { ...property.declared(properties, inputs), parentUid: live.parent, nodeId: live.nodeId };
}
