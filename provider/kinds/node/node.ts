import type { Content, Ref } from "../../backends/backend";
import {
  nodeKinds,
  type AccessChanges,
  type NodeChanges,
  type NodeKey,
  type NodeState,
} from "../../backends/domain";
import { parseRootId, rootId, type Place } from "../../backends/domain/root-id";
import { InvalidError, NotEmptyError } from "../../backends/errors";
import { adoptOf, createOrAdopt } from "../../engine/adoption";
import { empty } from "../../engine/contents";
import { isDefaultKey, withKey } from "../../engine/default-key";
import { requireOrg } from "../../engine/gone-org";
import { isAnother, requireNotReplaced, requireSame, type Identity } from "../../engine/identity";
import {
  defineKind,
  type Declared,
  type Failure,
  type Previewed,
  type StateOf,
  type Values,
} from "../../engine/kind";
import { requireNamed, settledLists } from "../../engine/name-lists";
import { checkOrg } from "../../engine/org-id";
import { orPartialCreate } from "../../engine/partial-create";
import {
  adopt,
  allowReplace,
  choice,
  clearable,
  defaulted,
  flag,
  found,
  kept,
  key,
  name,
  onRemove,
  optional,
  reference,
  required,
  text,
} from "../../engine/property";
import { changes, declared, pick, settle } from "../../engine/settle";
import { trimmed } from "../../engine/text";
import { isUnknown } from "../../engine/unknown";
import { takeAlong } from "../../engine/take-along";
import type { Session } from "../../run/session";
import {
  access,
  missingAccess,
  accessById,
  checkManagerGroup,
  declaredAccess,
  isWithin,
  newAccess,
  wantedAccess,
} from "./access";
import {
  resume,
  inherit,
  inherited,
  inherits,
  predecessorsOf,
  warnUnanswered,
} from "./replacement";
import { undeclaredIn, withUndeclared } from "./undeclared";

const inputs = {
  org: required(reference("org"), {
    doc: "The org that the node belongs to. Can't change in place.",
    immutable: true,
  }),
  kind: required(choice(nodeKinds, "NodeKind"), {
    doc: "What it is. Can't change in place.",
    immutable: true,
  }),
  name: required(name, {
    doc: "What people call it, at most 255 characters. Renaming is an update; names may repeat.",
  }),
  parent: kept(reference("node"), {
    doc: "The node above, of the same org and kind. Another one moves the node with all that is in it. Left out, a new node goes below the root, and an existing one stays where it is.",
    byDefault: "`org.root(kind)`",
  }),
  uid: defaulted(key, {
    doc: "The key that the id is made of: `d_<uid>` or `g_<uid>`; letters, digits, `_` and `-`. Can't change.",
    byDefault: "a slug of the resource's name and a hash",
    immutable: true,
  }),
  description: clearable(text, { doc: "Free text; `null` clears it.", formerly: "remark" }),
  acceptsMembers: kept(flag, {
    doc: "Whether people may be members; departments always take them.",
    formerly: "acceptUser",
  }),
  ...access,
  forceDestroy: optional(flag, {
    doc: "Whether a delete first takes out members and removes the nodes below. Applied before it counts.",
    byDefault: "false",
    inputOnly: true,
  }),
  onRemove: onRemove("node"),
  adopt: adopt("What a create does when the uid is taken."),
  allowReplace: allowReplace("Whether a change of `org`, `kind` or `uid` may replace the node."),
};

const outputs = {
  nodeId: found(text, "The server's own number for this node.", { follows: [] }),
  parentUid: found(text, "Id of the node above, also where none is declared.", {
    follows: ["parent"],
  }),
  inherits,
};

type Inputs = Declared<typeof inputs>;
type State = StateOf<typeof inputs, typeof outputs>;

/** Fields that are compared with the server's, beside the parent and the access. */
const fields = ["name", "description", "acceptsMembers"] as const;

/** What a new node has where nothing is declared. */
const BLANK = { description: "", acceptsMembers: true };

/** Rename and move are updates, so that members and grants stay. */
export const node = defineKind({
  name: "Node",
  doc: "A department, group, role, label or the like. Its id is `d_<uid>` for departments, else `g_<uid>`.",
  example: `const engineering = new Node("engineering", { org: acme, kind: "department", name: "Engineering" });
const platform = new Node("platform", { org: acme, kind: "department", parent: engineering, name: "Platform" });`,
  get: {
    doc: "Reads an existing node, by its id",
    example: `const platform = Node.get("platform", "d_platform");`,
  },
  inputs,
  outputs,

  complete(session, inputs, olds) {
    const { kind } = inputs;
    // A node whose kind changes in place keeps its key.
    const before = changeable(session).includes("kind") ? { ...olds, kind } : olds;
    return withKey(session, inputs, before, kind, ["org", "kind"]);
  },

  keyOf: ({ kind, uid }, { backend }) => backend.capabilities.nodeId(kind, uid) ?? uid,

  above: ({ kind, parent }) => (isUnknown(kind) || isUnknown(parent) ? undefined : parent),

  async existing(session, inputs) {
    const { kind, uid } = inputs;
    const found = await session.reads.nodes.find(keyIn(session, inputs));
    return { what: `${kind} "${uid}"`, ids: found.map(({ id }) => id) };
  },

  unique: ({ kind, uid }) => [[kind, uid]],

  check(session, inputs, olds) {
    return [
      ...checkOrg(session, inputs),
      ...checkKind(session, inputs),
      ...checkAcceptsMembers(inputs),
      ...checkKey(session, inputs, olds),
      ...checkParent(session, inputs),
      ...checkManagerGroup(session, inputs),
    ];
  },

  /** Remembers where a node is, in the program and in the state. */
  register(session, id, { org, kind }, { parentUid }) {
    if (!isUnknown(org) && !isUnknown(kind)) session.hierarchy.locations.set(id, { org, kind });
    if (parentUid !== undefined) session.hierarchy.parents.put(id, parentUid);
  },

  plan(session, state, inputs) {
    requireSameBranch(session, state, inputs);
    return state.inherits !== undefined;
  },

  async create(session, inputs, replaced) {
    const { nodes } = session.backend;
    const { org, kind, uid, name } = inputs;
    const olds = await predecessorsOf(session, replaced);
    const left = await undeclaredIn(session, olds.at(-1), replaced, inputs);
    const parent = inputs.parent ?? left.parent ?? rootId({ org, kind });
    const declaredOnly = await wantedAccess(session, inputs);
    const wanted = withUndeclared(declaredOnly, left);
    const initial = { ...left.fields, ...changes(fields, {}, inputs), ...wanted };
    const desired = { ...initial, org, kind, uid, name, parent };
    const isKeyed = isDefaultKey(kind, inputs, replaced);
    // A program that undoes a replacement gets its former node back.
    const befores = inherited(replaced?.state ?? {});
    const isOwn = ({ id }: NodeState) => isKeyed || befores.some((before) => before.id === id);
    const what = `${kind} "${uid}"`;
    const key = keyIn(session, inputs);
    const { state, adopted, resumed } = await createOrAdopt<NodeState>(session, {
      what,
      adopt: adoptOf(session, inputs),
      lookupFirst: !isKeyed,
      find: () => nodes.find(key),
      findBatched: () => session.reads.nodes.find(key),
      create: () => nodes.create(desired),
      idOf: ({ id }) => id,
      // A root may be created with its first node, so that it is resolved only here.
      same: async (live) =>
        (await isWithin(wanted, live)) &&
        Object.keys(differing({ ...BLANK, ...left.fields, ...inputs }, live)).length === 0 &&
        (await isAt(session, parent, live)),
      // It may contain what an interrupted replacement has moved into it, or what this program puts in.
      isInUse: async (live) => {
        if (replaced && isOwn(live)) return false;
        const contents = await nodes.contents({ org, id: live.id });
        return !contents.every((one) =>
          contentTexts(one).some((text) => inputs.mayHold?.includes(text)),
        );
      },
      isOwn,
    }).catch(warnUnanswered(session, what, replaced));
    const isAnothers = adopted && resumed !== true;
    const later = {
      ...(adopted && (await bringing(session, state, inputs))),
      ...(await missingAccess(isAnothers ? declaredOnly : wanted, state)),
    };
    const live = await finish(session, inputs, state, { wanted: declaredOnly, later, olds });
    return { id: live.id, outputs: stateOf(inputs, live) };
  },

  async readById({ backend: { nodes } }, id) {
    const live = await nodes.get({ id });
    const { parent, nodeId } = live;
    const place = await nodes.placeOf(live.id);
    return {
      ...place,
      ...pick(live, ["uid", ...fields]),
      // Where all kinds have one root, a program names it by the kind of what is below it.
      parent: place && parseRootId(parent) ? rootId(place) : parent,
      ...accessById(live),
      parentUid: parent,
      nodeId,
    };
  },

  async read(session, id, state) {
    const { org, parent, inherits } = state;
    await requireOrg(session, org);
    const { nodes } = declaredAccess(state).length > 0 ? session.backend : session.reads;
    const live = await nodes.get({ org, id });
    requireNotReplaced(session, identityOf(state, live));
    const settled = {
      ...settle(state, { ...pick(live, fields), ...(live.kind && { kind: live.kind }) }),
      ...(await settledLists(session, access, state, live)),
    };
    const isMoved = parent !== undefined && !(await isAt(session, parent, live));
    return {
      ...stateOf({ ...state, ...settled, ...(isMoved && { parent: live.parent }) }, live),
      ...(inherits !== undefined && { inherits }),
    };
  },

  async update(session, id, state, inputs) {
    const ref = { org: inputs.org, id };
    const { nodes } = session.backend;
    requireSame(identityOf(state, await nodes.get(ref)));
    const wanted = await wantedAccess(session, await newAccess(session, state, inputs));
    const changed = changes([...fields, "parent", ...changeable(session)], state, inputs);
    const live = await nodes.update(ref, { ...changed, ...wanted });
    await requireNamed(session, access, ref.org, wanted, live);
    await resume(session, state, ref);
    return stateOf(inputs, live);
  },

  async delete(session, id, state) {
    const { org, kind, name, nodeId } = state;
    const { nodes } = session.backend;
    if (nodeId !== undefined) {
      const live = await session.removing.nodes.get({ org, id });
      if (isAnother(session, identityOf(state, live))) return;
    }
    if (state.forceDestroy !== true && (await isDeletedEmpty(session, { org, id }))) return;
    const contents = await nodes.contents({ org, id });
    if (state.forceDestroy === true) {
      await empty(session, org, { kind: "Node", id }, contents, state);
    } else {
      const what = `${kind} "${name}" (${id})`;
      await takeAlong(session, what, { kind: "Node", id, org }, contents, state);
    }
    await nodes.delete({ org, id });
  },
});

/** What can't change on every system, and does on this one. */
const changeable = ({ backend }: Backed) =>
  (["kind", "uid"] as const).filter((key) => backend.capabilities.changeable.Node?.includes(key));

/** As `mayHold` may have it: a node by its name too, since a server may choose its id. */
const contentTexts = ({ kind, id, name }: Content): string[] =>
  [id, ...(kind === "node" ? [name] : [])].map((one) => `${kind} ${one}`);

/** The key, with the place where one that nobody made by it may be taken over. */
function keyIn(session: Session, inputs: Inputs): NodeKey {
  const { org, kind, uid, name, parent = rootId({ org, kind }) } = inputs;
  const mayAdopt = adoptOf(session, inputs) !== "never" && !isUnknown(parent);
  return { org, kind, uid, ...(mayAdopt && { place: { parent, name: trimmed(name) } }) };
}

/** Where the system itself refuses a full node, only one that it refuses is looked into. */
async function isDeletedEmpty({ backend }: Backed, ref: Ref): Promise<boolean> {
  if (!backend.capabilities.refusesFull(ref.id)) return false;
  try {
    await backend.nodes.delete(ref);
    return true;
  } catch (error) {
    if (!(error instanceof NotEmptyError)) throw error;
    return false;
  }
}

const stateOf = (values: Inputs, { parent, nodeId }: NodeState): State => ({
  ...declared(node.properties, values),
  parentUid: parent,
  nodeId,
});

const identityOf = ({ name, nodeId }: State, live: NodeState): Identity => ({
  ...{ what: `node "${name}" (${live.id})`, number: "number" },
  ...{ known: nodeId, live: live.nodeId },
});

/** The declared fields that differ from a found node's; not every node has `acceptsMembers`. */
const differing = (inputs: Inputs, live: NodeState) =>
  changes(
    fields.filter((key) => live[key] !== undefined),
    live,
    inputs,
  );

/** The changes that an adopted node needs; without a declared parent it stays where it is. */
async function bringing(session: Backed, found: NodeState, inputs: Inputs): Promise<NodeChanges> {
  const { parent } = inputs;
  const moves = parent !== undefined && !(await isAt(session, parent, found));
  return { ...differing(inputs, found), ...(moves && { parent }) };
}

/**
 * The second step of a create: writes what the first could not, validates names, and moves what
 * belongs to the nodes that it replaces.
 */
async function finish(
  session: Session,
  inputs: Inputs,
  made: NodeState,
  { wanted, later, olds }: { wanted: AccessChanges; later: NodeChanges; olds: readonly Ref[] },
): Promise<NodeState> {
  const named = declaredAccess(inputs).filter((one) => one !== "visibility");
  const sets = [...Object.keys(later), ...named];
  if (sets.length + olds.length === 0) return made;
  const ref = { org: inputs.org, id: made.id };
  const { nodes } = session.backend;
  const half = { ...stateOf(inputs, made), ...(olds.length > 0 && { inherits: olds }) };
  return orPartialCreate(made.id, half, sets, async () => {
    const live = await (Object.keys(later).length > 0 ? nodes.update(ref, later) : nodes.get(ref));
    await requireNamed(session, access, ref.org, wanted, live);
    await inherit(session, olds, ref);
    return live;
  });
}

type Backed = Pick<Session, "backend">;

async function isAt({ backend }: Backed, parent: string, live: NodeState): Promise<boolean> {
  return parent === live.parent || (await backend.nodes.resolve(parent)) === live.parent;
}

/** Not every system has every kind. */
function checkKind({ backend }: Backed, { kind }: Previewed<Inputs>): Failure[] {
  const { nodeKinds: there } = backend.capabilities;
  if (isUnknown(kind) || there.includes(kind)) return [];
  const reason = `${backend.name} has no nodes of the kind "${kind}", only ${there.join(", ")}`;
  return [{ property: "kind", reason }];
}

/** A department takes people, as the server has it. */
function checkAcceptsMembers({ kind, acceptsMembers }: Previewed<Inputs>): Failure[] {
  if (kind !== "department" || acceptsMembers === undefined) return [];
  const reason = "a department always takes people: leave it out, or make it a group";
  return [{ property: "acceptsMembers", reason }];
}

/** Refuses a new key that looks like an id: `d_eng` would make `d_d_eng`. */
function checkKey({ backend }: Backed, inputs: Previewed<Inputs>, olds: Values): Failure[] {
  const { uid, kind, adopt } = inputs;
  if (isUnknown(uid) || isUnknown(kind) || uid === olds.uid || adopt === "only") return [];
  const id = backend.capabilities.nodeId(kind, uid);
  if (id === undefined || backend.capabilities.nodeProblem(uid) !== undefined) return [];
  const reason = `"${uid}" is a node's id, and would make ${id}: give the part after the first _, "${uid.slice(uid.indexOf("_") + 1)}"; if ${id} exists and is meant, set adopt: "only"`;
  return [{ property: "uid", reason }];
}

/** Validates the parent by the ids and the nodes of this run; the server validates the rest. */
function checkParent(session: Session, inputs: Previewed<Inputs>): Failure[] {
  const { org, kind, uid, parent, parentKind = kind } = inputs;
  if (parent === undefined || isUnknown(kind)) return [];
  if (isUnknown(parent) && !isUnknown(parentKind) && parentKind !== kind) {
    const reason = `it is a ${parentKind}: a ${kind} goes below a ${kind}`;
    return [{ property: "parent", reason }];
  }
  if (isUnknown(parent) || isUnknown(org)) return [];
  const id = isUnknown(uid) ? undefined : session.backend.capabilities.nodeId(kind, uid);
  const reason = parentProblem(session, { org, kind }, parent) ?? circle(session, id, parent);
  return reason === undefined ? [] : [{ property: "parent", reason }];
}

function parentProblem(
  { backend, hierarchy }: Pick<Session, "backend" | "hierarchy">,
  { org, kind }: Place,
  parent: string,
): string | undefined {
  const place = hierarchy.locations.get(parent) ?? parseRootId(parent);
  if (!place) return backend.capabilities.parentProblem(kind, parent);
  if (place.org !== org) {
    return `${parent} is in org ${place.org}, not in ${org}: give a node of the same org`;
  }
  if (place.kind !== kind) return `${parent} is a ${place.kind}: a ${kind} goes below a ${kind}`;
  return undefined;
}

/** The message for a node that would be below itself, directly or not. */
function circle(
  { hierarchy }: Pick<Session, "hierarchy">,
  id: string | undefined,
  parent: string,
): string | undefined {
  const path = hierarchy.declared.pathOf(parent);
  if (id === undefined || !path.includes(id)) return undefined;
  const below = [...path.slice(0, path.indexOf(id)), id].join(" below ");
  return `${id} would lie below itself (${id} below ${below}): give another parent`;
}

/**
 * Some systems keep a node in the branch that it was made in. The states may show which branch that
 * is; else the server refuses the move at apply.
 * @throws InvalidError for such a move, with the ways out
 */
function requireSameBranch(
  { backend, hierarchy }: Pick<Session, "backend" | "hierarchy">,
  { parent: before, parentUid = "" }: State,
  { org, kind, parent }: Previewed<Inputs>,
): void {
  if (parent === undefined || isUnknown(parent) || isUnknown(org) || isUnknown(kind)) return;
  const problem = backend.capabilities.branchProblem(kind);
  if (problem === undefined || parent === before || parent === parentUid) return;
  const root = rootId({ org, kind });
  const [from, to] = [parentUid, parent].map((at) => branch(hierarchy.parents.pathOf(at), root));
  if (from === undefined || to === undefined) return;
  if (from !== to || from === root) throw new InvalidError(problem, "parent");
}

/** The node below the root in whose branch a path ends, or the root; `undefined` where it is unknown. */
const branch = (path: string[], root: string): string | undefined =>
  path.at(-1) === root ? (path.at(-3) ?? root) : undefined;
