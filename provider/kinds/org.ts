import { nodeKinds, type OrgState } from "../backends/domain";
import { rootOf } from "../backends/domain/root-id";
import { ProviderError } from "../backends/errors";
import { adoptOf, createOrAdopt } from "../engine/adoption";
import { empty } from "../engine/contents";
import { defaultKey, isDefaultKey } from "../engine/default-key";
import { rememberOrg } from "../engine/gone-org";
import { defineKind, type Declared, type StateOf, type Values } from "../engine/kind";
import { orPartialCreate, stillMarked } from "../engine/partial-create";
import {
  adopt,
  allowReplace,
  flag,
  found,
  internal,
  key,
  mark,
  name,
  onRemove,
  optional,
  required,
  text,
} from "../engine/property";
import { declared, sameValue, settle } from "../engine/settle";
import { takeAlong } from "../engine/take-along";
import { trimmed } from "../engine/text";
import { isUnknown } from "../engine/unknown";
import { resourceName } from "../run/origin";
import type { Session } from "../run/session";

const inputs = {
  name: required(name, {
    doc: "What people call it, 1 character at least. Renaming is an update.",
  }),
  uid: optional(key, {
    doc: "The key, which is the id too, on systems where the program chooses it: letters, digits, `_` and `-`. ArkID makes one up itself, and takes none. Can't change.",
    byDefault: "a slug of the resource's name and a hash",
    immutable: true,
    setByCheck: true,
  }),
  forceDestroy: optional(flag, {
    doc: "Whether a delete empties the org first: nodes and all that is below them. Applied before it counts.",
    byDefault: "false",
    inputOnly: true,
  }),
  onRemove: onRemove("org"),
  adopt: adopt("What a create does when the caller has an org of this name (or key) already."),
  allowReplace: allowReplace(
    "Whether a change of `uid` may replace the org, which loses all that is in it.",
  ),
};

const outputs = {
  owner: found(text, "Username of the owner: whoever created it; empty where orgs have none.", {
    follows: [],
  }),
  roots: internal<OrgState["roots"]>("The ids of its root nodes, by kind."),
  mayBeAnothers: mark(
    "An empty org of this name existed before the create, where orgs have no key: most likely an interrupted run made it, but it may be another program's (docs/decisions/0017).",
  ),
};

type Inputs = Declared<typeof inputs>;
type State = StateOf<typeof inputs, typeof outputs>;

/**
 * Names are not unique, so a create looks for it first: by its key where the system has the program
 * choose one, else by name among the caller's.
 */
export const org = defineKind({
  name: "Org",
  doc: "An organisation: what departments, groups, members and apps belong to. Its id is the server's, or the `uid`.",
  example: `const acme = new Org("acme", { name: "Acme" });`,
  get: {
    doc: "Reads an existing org, by its oid",
    example: `const acme = Org.get("acme", "b6aad2a8-ff2f-4554-9d88-49d4bb1e4340");`,
  },
  computed: {
    root: {
      doc: "The root node of a kind, `<oid>/<kind>`: accepted wherever a node's id is.",
      of: rootOf,
      takes: ["kind", "NodeKind"],
    },
  },
  inputs,
  outputs,
  migrate: withRoots,

  complete(session, inputs, olds) {
    if (inputs.uid !== undefined || !session.backend.capabilities.orgKey) return inputs;
    return { ...inputs, uid: olds.uid ?? defaultKey("org", inputs) };
  },

  keyOf: ({ uid, name }) => uid ?? name,

  async existing(session, inputs) {
    const found = await namesakes(session, inputs);
    return { what: `org "${trimmed(inputs.name)}"`, ids: found.map(({ id }) => id) };
  },

  unique: ({ uid, name }) => [["org", trimmed(uid ?? name)]],

  check({ backend }, { uid }) {
    if (uid === undefined || isUnknown(uid) || backend.capabilities.orgKey) return [];
    const reason = `${backend.name} makes an org's id by itself: leave it out`;
    return [{ property: "uid", reason }];
  },

  register(session, id, inputs, state) {
    session.unique.registerObject("org", id, resourceName(inputs));
    if (adoptOf(session, inputs) === "never" && state.mayBeAnothers !== true)
      session.hierarchy.owned.add(id);
    // A node's state names the root above it by the server's own id.
    for (const kind of nodeKinds) {
      const root = state.roots?.[kind];
      if (root !== undefined) session.hierarchy.parents.put(root, rootOf(id, kind));
    }
  },

  async create(session, inputs) {
    const { orgs } = session.backend;
    const { uid } = inputs;
    const wanted = keyIn(inputs);
    const mark = defaultKey("org", inputs);
    const { state, resumed, wasAbsent } = await createOrAdopt<OrgState>(session, {
      what: `org "${wanted.name}"`,
      adopt: adoptOf(session, inputs),
      lookupFirst: true,
      find: () => namesakes(session, inputs),
      create: () => orgs.create({ ...wanted, mark }),
      idOf: (live) => live.id,
      // Another may have made it just when this create's own answer was lost.
      same: (live) => (live.mark === undefined ? live.name === wanted.name : live.mark === mark),
      isInUse: async ({ id }) => (await orgs.contents({ id })).length > 0,
      isOwn: () => uid === undefined || isDefaultKey("org", inputs),
    });
    const live = await renamed(session, state, inputs);
    const isSure = wasAbsent === true || uid !== undefined || state.mark !== undefined;
    const isGuess = resumed === true && !isSure;
    const made = { ...stateOf(inputs, live), ...(isGuess && { mayBeAnothers: true }) };
    return { id: state.id, outputs: made };
  },

  async readById({ backend }, id) {
    const live = await backend.orgs.get({ id });
    const { name, uid, owner, roots } = live;
    return { name, uid, owner, roots };
  },

  async read(session, id, state) {
    const reading = session.backend.orgs.get({ id });
    void rememberOrg(session, id, reading);
    const live = await reading;
    const settled = stateOf({ ...state, ...settle(state, { name: live.name }) }, live);
    return { ...settled, ...stillMarked(state, "mayBeAnothers") };
  },

  async update({ backend: { orgs } }, id, state, inputs) {
    const isRenamed = state.name !== inputs.name;
    const live = await (isRenamed ? orgs.update({ id }, { name: inputs.name }) : orgs.get({ id }));
    return { ...stateOf(inputs, live), ...stillMarked(state, "mayBeAnothers") };
  },

  async delete(session, id, state) {
    const all = await session.backend.orgs.contents({ id });
    const contents = all.filter(({ kind }) => kind !== "member");
    const what = `org "${state.name}" (${id})`;
    if (state.forceDestroy === true) {
      await empty(session, id, { kind: "Org", id }, contents, state);
    } else {
      if (contents.length === 0) requireMade(what, state);
      await takeAlong(session, what, { kind: "Org", id, org: id }, contents, state);
    }
    await session.backend.orgs.delete({ id });
  },
});

const keyIn = ({ name, uid }: Inputs) => ({
  name: trimmed(name),
  ...(uid !== undefined && { uid }),
});

/** The orgs of this name or key, without those of other resources. */
async function namesakes(session: Session, inputs: Inputs): Promise<OrgState[]> {
  const found = await session.backend.orgs.find(keyIn(inputs));
  return session.unique.notOfOthers("org", found, resourceName(inputs));
}

/** In 0.1.0 the ids of an org's roots were an output each: `rootDepartment`. */
function withRoots(values: Values): Values {
  const entries = Object.entries(values);
  const roots = entries.flatMap(([key, id]) => {
    const kind = ROOT.exec(key)?.[1]?.toLowerCase();
    return kind === undefined ? [] : [[kind, id] as const];
  });
  if (roots.length === 0) return values;
  const rest = entries.filter(([key]) => !ROOT.test(key));
  return { ...Object.fromEntries(rest), roots: Object.fromEntries(roots) };
}

const ROOT = /^root(Department|Group|Direct|Role|Label|Manager)$/;

const stateOf = (values: Inputs, { owner, roots }: OrgState): State => ({
  ...declared(org.properties, values),
  owner,
  roots,
});

/**
 * Stops the delete of an org that another stack may have made.
 * @throws ProviderError with the ways out
 */
function requireMade(what: string, { mayBeAnothers }: State): void {
  if (mayBeAnothers !== true) return;
  throw new ProviderError(
    `${what} existed, empty, before this stack made it: an interrupted run may have left it, or another program may have made it. If it is this stack's, set forceDestroy: true and apply that before deleting; else take the resource out by "pulumi state delete"`,
  );
}

/** An org that was found by its key may have another name. */
async function renamed(session: Session, live: OrgState, inputs: Inputs): Promise<OrgState> {
  if (sameValue(live.name, inputs.name)) return live;
  const { id } = live;
  return orPartialCreate(id, stateOf(inputs, live), ["name"], () =>
    session.backend.orgs.update({ id }, { name: trimmed(inputs.name) }),
  );
}
