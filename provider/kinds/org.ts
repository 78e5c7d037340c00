import { adoptions } from "../configuration/choices";
import { nodeKinds, type OrgState } from "../backends/domain";
import { ProviderError } from "../backends/errors";
import { resourceName } from "../run/origin";
import { rootId } from "../backends/domain/root-id";
import { adoptOf, createOrAdopt } from "../engine/adoption";
import { empty, requireEmpty } from "../engine/contents";
import { defaultKey, isDefaultKey } from "../engine/default-key";
import { seen } from "../engine/gone-org";
import type { Failure, Kind, Values } from "../engine/kind";
import {
  checkLength,
  common,
  legacy,
  declared,
  flag,
  id,
  name,
  oneOf,
  sameValue,
  settle,
  type Properties,
} from "../engine/properties";
import type { Session } from "../run/session";
import { orPartialCreate, stillMarked } from "../engine/partial-create";
import { isUnknown } from "../engine/unknown";

const properties = {
  ...common,
  name: { schema: name() },
  uid: { schema: id.optional(), immutable: true },
  forceDestroy: { schema: flag.optional() },
  adopt: { schema: oneOf(adoptions).optional(), silent: true },
} satisfies Properties;

/**
 * In the state of an org that was there when this one was to be made, empty, where orgs have no key:
 * of an interrupted run most likely, but another program's may look the same (docs/decisions/0017).
 */
const GUESSED = "mayBeAnothers";

const keyOf = (values: Values): string => (values.uid ?? values.name) as string;

/**
 * An organisation. Names are not unique, so a create looks for it first: by its key where the system
 * has the program choose one, else by name among the caller's.
 */
export const org: Kind = legacy({
  name: "Org",
  properties,

  complete(session, inputs, olds) {
    if (inputs.uid !== undefined || !session.backend.capabilities.orgKey) return inputs;
    return { ...inputs, uid: olds.uid ?? defaultKey("org", inputs) };
  },

  check(session, inputs) {
    const { orgNameLength } = session.backend.capabilities;
    const tooLong = checkLength("name", inputs.name, orgNameLength);
    const failures = [...checkKey(session, inputs), ...tooLong];
    const key = keyOf(inputs);
    if (failures.length === 0 && !isUnknown(key))
      session.registerKey("org", key.trim(), resourceName(inputs));
    return failures;
  },

  keyOf,

  register(session, id, inputs, state) {
    session.registerObject("org", id, resourceName(inputs));
    const isOwn = adoptOf(session, inputs) === "never" && state[GUESSED] !== true;
    if (isOwn) session.owned.add(id);
    // A node's state names the root above it by the server's own id.
    const roots = (state.roots ?? {}) as OrgState["roots"];
    for (const kind of nodeKinds) {
      const root = roots[kind];
      if (root !== undefined) session.parents.put(root, rootId({ org: id, kind }));
    }
  },

  async create(session, inputs) {
    const uid = inputs.uid as string | undefined;
    const wanted = { name: String(inputs.name).trim(), ...(uid !== undefined && { uid }) };
    const { state, resumed, wasAbsent } = await createOrAdopt<OrgState>(session, {
      what: `org "${wanted.name}"`,
      adopt: adoptOf(session, inputs),
      lookFirst: true,
      find: async () =>
        session.notOfOthers("org", await session.backend.orgs.find(wanted), resourceName(inputs)),
      create: () => session.backend.orgs.create(wanted),
      idOf: (found) => found.id,
      same: (found) => found.name === wanted.name,
      inhabited: async (found) =>
        (await session.backend.orgs.contents({ id: found.id })).length > 0,
      isOwn: () => uid === undefined || isDefaultKey("org", inputs),
    });
    const live = await bringInto(session, state, inputs);
    const isGuess = resumed === true && wasAbsent !== true && uid === undefined;
    const made = { ...outputs(inputs, live), ...(isGuess && { [GUESSED]: true }) };
    return { id: state.id, outputs: made };
  },

  async readById(session, id) {
    const live = await session.backend.orgs.get({ id });
    return outputs({ name: live.name, uid: live.uid }, live);
  },

  async read(session, id, state) {
    const look = session.backend.orgs.get({ id });
    void seen(session, id, look);
    const live = await look;
    const settled = outputs({ ...state, ...settle(state, { name: live.name }) }, live);
    return { ...settled, ...stillMarked(state, GUESSED) };
  },

  async update(session, id, state, inputs) {
    const renamed = state.name !== inputs.name;
    const live = renamed
      ? await session.backend.orgs.update({ id }, { name: String(inputs.name) })
      : await session.backend.orgs.get({ id });
    return { ...outputs(inputs, live), ...stillMarked(state, GUESSED) };
  },

  async delete(session, id, state) {
    const all = await session.backend.orgs.contents({ id });
    const contents = all.filter(({ kind }) => kind !== "member");
    const what = `org "${String(state.name)}" (${id})`;
    if (state.forceDestroy !== true) {
      requireEmpty(what, contents);
      requireMade(what, state);
    }
    await empty(session, id, { kind: "Org", id }, contents, state);
    await session.backend.orgs.delete({ id });
  },
});

/**
 * What one stack destroys, another must not have made.
 * @throws ProviderError for an org of which that can't be told, with the ways out
 */
function requireMade(what: string, state: Values): void {
  if (state[GUESSED] !== true) return;
  throw new ProviderError(
    `${what} was there, empty, when this stack was to make it: an interrupted run may have left it, or another program may have made it. If it is this stack's, set forceDestroy: true and apply that before deleting; else take the resource out by «pulumi state delete»`,
  );
}

function checkKey(session: Session, inputs: Values): Failure[] {
  const { capabilities, name } = session.backend;
  const uid = inputs.uid as string | undefined;
  if (uid === undefined || isUnknown(uid)) return [];
  if (!capabilities.orgKey) {
    return [{ property: "uid", reason: `${name} makes an org's id by itself: leave it out` }];
  }
  if (capabilities.orgKey.pattern.test(uid)) return [];
  const reason = `"${uid}" does not do on ${name}: give ${capabilities.orgKey.says}`;
  return [{ property: "uid", reason }];
}

/** An org that was found by its key may go by another name. */
async function bringInto(session: Session, found: OrgState, inputs: Values): Promise<OrgState> {
  if (sameValue(found.name, inputs.name)) return found;
  const { id } = found;
  return orPartialCreate(id, outputs(inputs, found), ["name"], () =>
    session.backend.orgs.update({ id }, { name: String(inputs.name).trim() }),
  );
}

function outputs(inputs: Values, live: OrgState): Values {
  return { ...declared(properties, inputs), owner: live.owner, roots: live.roots };
}
