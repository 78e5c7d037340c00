import type { PermKey, PermState } from "../backends/domain";
import { ConflictError } from "../backends/errors";
import { adoptOf, createOrAdopt } from "../engine/adoption";
import { orgOf, requireOrg } from "../engine/gone-org";
import { isAnother, requireNotReplaced, requireSame, type Identity } from "../engine/identity";
import { defineKind, type Declared, type StateOf } from "../engine/kind";
import { orPartialCreate } from "../engine/partial-create";
import {
  adopt,
  allowReplace,
  clearable,
  found,
  name,
  onRemove,
  reference,
  required,
  text,
} from "../engine/property";
import { changes, declared, sameValue, settle } from "../engine/settle";
import { trimmed } from "../engine/text";
import { isUnknown } from "../engine/unknown";
import { unlessGone } from "../engine/unless-gone";
import { resourceName } from "../run/origin";
import type { Session } from "../run/session";

const inputs = {
  scope: required(reference("scope"), {
    doc: "The app or the org that it is about. Can't change in place.",
    immutable: true,
  }),
  name: required(name, {
    doc: "What people call it, at most 255 characters; one perm of a scope for a name. Renaming is an update, after which the id still has the old name in it.",
  }),
  description: clearable(text, {
    doc: "Free text; `null` clears it.",
    formerly: "remark",
  }),
  onRemove: onRemove("perm"),
  adopt: adopt("What a create does when the scope has a perm of this name."),
  allowReplace: allowReplace(
    "Whether a change of `scope` may replace the perm, which loses its grants.",
  ),
};

const outputs = {
  permId: found(
    text,
    "The server's own number for this perm; undefined on Authing, which has none.",
    { optional: true, follows: [] },
  ),
  org: found(text, "The org of its scope, where that is known.", { internal: true }),
};

type Inputs = Declared<typeof inputs>;
type State = StateOf<typeof inputs, typeof outputs>;

const fields = ["name", "description"] as const;

/**
 * (scope, name) is not unique on the server: a create looks it up first.
 */
export const perm = defineKind({
  name: "Perm",
  doc: "Something that people may be allowed to do in an app. Its id is chosen by the server.",
  example: `const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });`,
  get: {
    doc: "Reads an existing perm, by its id",
    example: `const deploy = Perm.get("deploy", "app_ci_deploy");`,
  },
  inputs,
  outputs,

  keyOf: ({ scope, name }) => JSON.stringify([scope, name]),

  async existing(session, inputs) {
    const { name, scope } = keyOf(inputs);
    const found = await namesakes(session, inputs, session.reads.perms);
    return { what: `perm "${name}" of ${scope}`, ids: found.map(({ id }) => id) };
  },

  unique: ({ scope, name }) => [["perm", `${trimmed(name)} of ${scope}`]],

  check({ backend }, { scope }) {
    const reason = isUnknown(scope) ? undefined : backend.capabilities.scopeProblem(scope);
    return reason === undefined ? [] : [{ property: "scope", reason }];
  },

  register(session, id, inputs, state) {
    session.unique.registerObject("perm", id, resourceName(inputs));
    const home = orgOf(session, inputs.scope, state);
    if (home !== undefined) session.hierarchy.orgOf.set(id, home);
  },

  async create(session, inputs) {
    const { perms } = session.backend;
    const key = keyOf(inputs);
    const { state } = await createOrAdopt<PermState>(session, {
      what: `perm "${key.name}" of ${key.scope}`,
      adopt: adoptOf(session, inputs),
      lookupFirst: true,
      find: () => namesakes(session, inputs, perms),
      findBatched: () => namesakes(session, inputs, session.reads.perms),
      create: () => perms.create({ ...changes(fields, key, inputs), ...key }),
      idOf: ({ id }) => id,
      // The description may be a later step, which an interrupted run did not reach.
      same: ({ description }) =>
        description === "" || sameValue(inputs.description ?? "", description),
      isInUse: async ({ id }) => (await perms.contents({ id })).length > 0,
      // This program made the app or the org, and so what is in it.
      isOwn: () => session.hierarchy.owned.has(key.scope),
    });
    const made = stateOf(inputs, state, orgOf(session, key.scope));
    const changed = changes(fields, state, inputs);
    const keys = Object.keys(changed);
    // What the create did not write, or what differs in an adopted perm.
    if (keys.length > 0) {
      await orPartialCreate(state.id, made, keys, () => perms.update({ id: state.id }, changed));
    }
    return { id: state.id, outputs: made };
  },

  async readById({ backend }, id) {
    const { scope, name, description, permId } = await backend.perms.get({ id });
    return { scope, name, description, permId };
  },

  async read(session, id, state) {
    await requireOrg(session, orgOf(session, state.scope, state));
    const live = await session.reads.perms.get({ id });
    requireNotReplaced(session, identityOf(state, live));
    const { scope, name, description } = live;
    const settled = settle(state, { scope, description, ...(name !== "" && { name }) });
    return stateOf({ ...state, ...settled }, live, state.org);
  },

  async update(session, id, state, inputs) {
    const { perms } = session.backend;
    const live = await perms.get({ id });
    requireSame(identityOf(state, live));
    const changed = changes(fields, state, inputs);
    if (changed.name !== undefined) await requireFreeName(session, id, inputs);
    if (Object.keys(changed).length > 0) await perms.update({ id }, changed);
    return stateOf(inputs, live, orgOf(session, inputs.scope, state));
  },

  /** Its grants are deleted with it. */
  async delete(session, id, state) {
    const { perms } = session.backend;
    const live = await session.removing.perms.get({ id }).catch(unlessGone);
    if (live === undefined || isAnother(session, identityOf(state, live))) return;
    await perms.delete({ id });
  },
});

const stateOf = (values: Inputs, { permId }: PermState, org: string | undefined): State => ({
  ...declared(perm.properties, values),
  org,
  permId,
});

/** The key as the server keeps it. */
const keyOf = ({ scope, name }: Inputs): PermKey => ({ scope, name: trimmed(name) });

/** A perm that is recreated under its name gets the same id (ARKID.md 29), but another number. */
const identityOf = (state: State, { id, permId }: PermState): Identity => ({
  ...{ what: `perm "${id}"`, number: "perm id" },
  ...{ known: state.permId, live: permId },
});

/** The perms of a declared name, without those of other resources, which are about to be renamed. */
async function namesakes(
  session: Session,
  inputs: Inputs,
  perms: Pick<Session["reads"]["perms"], "find">,
) {
  return session.unique.notOfOthers("perm", await perms.find(keyOf(inputs)), resourceName(inputs));
}

/**
 * The server allows two perms of one name in one scope, of which a create could then take over
 * neither.
 * @throws ConflictError naming the other
 */
async function requireFreeName(session: Session, id: string, inputs: Inputs): Promise<void> {
  const found = await namesakes(session, inputs, session.backend.perms);
  const others = found.map((other) => other.id).filter((other) => other !== id);
  if (others.length === 0) return;
  const { scope, name } = keyOf(inputs);
  throw new ConflictError(
    `perm "${name}" of ${scope} exists already (${others.join(", ")}): give another name, or delete that one first`,
    "name",
  );
}
