import type { PermChanges, PermKey, PermState } from "../backends/domain";
import { adoptions } from "../configuration/choices";
import { ConflictError, NotFoundError, ReplacedError } from "../backends/errors";
import { resourceName } from "../run/origin";
import type { Session } from "../run/session";
import { adoptOf, createOrAdopt } from "../engine/adoption";
import { homeOf, requireOrg } from "../engine/gone-org";
import type { Kind, Values } from "../engine/kind";
import { orPartialCreate } from "../engine/partial-create";
import * as property from "../engine/properties";
import { isAnother, requireSame, type Identity } from "../engine/identity";
import { isUnknown } from "../engine/unknown";

const properties = {
  ...property.common,
  scope: { schema: property.id, immutable: true, names: "scope" },
  name: { schema: property.name() },
  description: { schema: property.clearable(property.text()) },
  adopt: { schema: property.oneOf(adoptions).optional(), silent: true },
} satisfies property.Properties;

/**
 * A permission of an app or an org. Nothing makes (scope, name) unique on the server, and making it
 * twice makes two: a create looks for it first.
 */
export const perm: Kind = property.legacy({
  name: "Perm",
  properties,

  check(session, inputs) {
    const { scope, name } = inputs;
    if (isUnknown([scope, name])) return [];
    const { nameLength } = session.backend.capabilities;
    const failures = property.checkLength("name", String(name), nameLength);
    if (failures.length > 0) return failures;
    session.registerKey("perm", `${nameOf(inputs)} of ${String(scope)}`, resourceName(inputs));
    return [];
  },

  register(session, id, inputs, state) {
    const { scope } = inputs;
    session.registerObject("perm", id, resourceName(inputs));
    const home = homeOf(session, scope, state);
    if (home !== undefined) session.orgOf.set(id, home);
  },

  keyOf: ({ scope, name }) => JSON.stringify([scope, name]),

  async create(session, inputs) {
    const key = namedBy(inputs);
    const { state } = await createOrAdopt<PermState>(session, {
      what: `perm "${key.name}" of ${key.scope}`,
      adopt: adoptOf(session, inputs),
      lookFirst: true,
      find: () => found(session, inputs, session.backend.perms),
      look: () => found(session, inputs, session.reads.perms),
      create: () => session.backend.perms.create({ ...key, ...changesOf({ ...key }, inputs) }),
      idOf: ({ id }) => id,
      // The description may be a later step, which an interrupted run has not come to.
      same: ({ description }) =>
        description === "" || property.sameValue(inputs.description ?? "", description),
      inhabited: async ({ id }) => (await session.backend.perms.contents({ id })).length > 0,
      // Whoever made the app or the org made what is in it.
      isOwn: () => session.owned.has(key.scope),
    });
    const placed = { ...inputs, org: homeOf(session, key.scope) };
    await complete(session, placed, state);
    return { id: state.id, outputs: outputs(placed, state) };
  },

  async readById(session, id) {
    const live = await session.backend.perms.get({ id });
    const { scope, name, description } = live;
    return outputs({ scope, name, description }, live);
  },

  async read(session, id, state) {
    await requireOrg(session, homeOf(session, state.scope, state));
    const live = await session.reads.perms.get({ id });
    if (isAnother(session, identityOf(state, live)))
      throw new ReplacedError(`perm "${id}" is another perm`);
    const { scope, name, description } = live;
    const seen = { scope, description, ...(name !== "" && { name }) };
    return outputs({ ...state, ...property.settle(state, seen) }, live);
  },

  async update(session, id, state, inputs) {
    const live = await session.backend.perms.get({ id });
    requireSame(identityOf(state, live));
    const changes = changesOf(state, inputs);
    if (changes.name !== undefined) await requireFreeName(session, id, inputs);
    if (Object.keys(changes).length > 0) await session.backend.perms.update({ id }, changes);
    return outputs({ ...inputs, org: homeOf(session, inputs.scope, state) }, live);
  },

  /** Its grants go with it. */
  async delete(session, id, state) {
    const live = await session.backend.perms.get({ id }).catch(unlessGone);
    if (live === undefined || isAnother(session, identityOf(state, live))) return;
    await session.backend.perms.delete({ id });
  },
});

/**
 * The server would let two perms of one scope go by one name, of which a create could take neither.
 * @throws ConflictError naming the other
 */
async function requireFreeName(session: Session, id: string, inputs: Values): Promise<void> {
  const key = namedBy(inputs);
  const namesakes = await found(session, inputs, session.backend.perms);
  const others = namesakes.filter((other) => other.id !== id);
  if (others.length === 0) return;
  const ids = others.map((other) => other.id).join(", ");
  const message = `perm "${key.name}" of ${key.scope} exists already (${ids}): give another name, or delete that one first`;
  throw new ConflictError(message, "name");
}

/** The perms of a declared name, but for the program's others, which are about to be renamed. */
async function found(
  session: Session,
  inputs: Values,
  perms: Pick<Session["reads"]["perms"], "find">,
) {
  const all = await perms.find(namedBy(inputs));
  return session.notOfOthers("perm", all, resourceName(inputs));
}

/** As the server keeps it, so that it is found by it. */
const nameOf = ({ name }: Values) => property.trimmed(String(name));

const namedBy = (inputs: Values): PermKey => ({
  scope: String(inputs.scope),
  name: nameOf(inputs),
});

/** What is declared and not what the state or the server holds. */
function changesOf(state: Values, { name, description }: Values): PermChanges {
  const wanted: Values = { name, description: description === null ? "" : description };
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([key, value]) => value !== undefined && !property.sameValue(state[key], value),
    ),
  );
}

/** Writes what the server did not take with the create, or what an adopted perm lacks. */
async function complete(session: Session, inputs: Values, found: PermState): Promise<void> {
  const changes = changesOf({ ...found }, inputs);
  const keys = Object.keys(changes);
  if (keys.length === 0) return;
  await orPartialCreate(found.id, outputs(inputs, found), keys, () =>
    session.backend.perms.update({ id: found.id }, changes),
  );
}

/** A perm that is made again under the name gets the id again too (ARKID.md 29), but not the number. */
function identityOf(state: Values, { id, permId }: PermState): Identity {
  return {
    what: `perm "${id}"`,
    number: "perm id",
    known: state.permId as string | undefined,
    live: permId,
  };
}

function unlessGone(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error;
}

const outputs = (values: Values, { permId }: PermState): Values => ({
  ...property.declared(properties, values),
  org: values.org,
  ...(permId !== undefined && { permId }),
});
