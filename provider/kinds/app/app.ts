import type { Ref } from "../../backends/backend";
import type { AppChanges, AppFields, AppState } from "../../backends/domain";
import { adoptions } from "../../configuration/choices";
import { ReplacedError } from "../../backends/errors";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import { adoptOf, createOrAdopt } from "../../engine/adoption";
import { isDefaultKey, withKey } from "../../engine/default-key";
import { requireOrg } from "../../engine/gone-org";
import type { Failure, Handler, Values } from "../../engine/handler";
import { orPartialCreate, stillMarked } from "../../engine/partial-create";
import { checkOrg } from "../../engine/org-id";
import * as property from "../../engine/properties";
import {
  ALL_OFF,
  protocolChanges,
  protocolProperties,
  renewal,
  settleProtocols,
} from "./protocols";
import { isAnother, requireSame, type Identity } from "../../engine/identity";
import { isUnknown } from "../../engine/unknown";

const properties = {
  ...property.common,
  org: { schema: property.id, immutable: true, names: "org" },
  uid: { schema: property.id, immutable: true },
  name: { schema: property.name() },
  logo: { schema: property.clearable(property.text()) },
  description: { schema: property.clearable(property.text()) },
  homepage: { schema: property.clearable(property.text()) },
  allowAnyUser: { schema: property.flag.optional() },
  ...protocolProperties,
  adopt: { schema: property.oneOf(adoptions).optional(), silent: true },
} satisfies property.Properties;

const fields = ["name", "logo", "description", "homepage", "allowAnyUser"] as const;

/** What a create leaves unsaid, as the server has it then. */
const BLANK = { logo: "", description: "", homepage: "", allowAnyUser: false, ...ALL_OFF };

/** In the state of an app that may let everybody in, as one that is new may, and was to say who. */
const PENDING = "accessPending";

/** A single-sign-on application. What is not declared of it is never written, protocols least of all. */
export const app: Handler = {
  kind: "App",
  properties,

  complete: (session, inputs, olds) => withKey(session, inputs, olds, "app", ["org"]),

  check(session, inputs) {
    return [checkOrg, checkLengths, checkProtocols, checkKey].flatMap((one) =>
      one(session, inputs),
    );
  },

  keyOf: ({ uid }) => String(uid),

  register(session, id, inputs) {
    session.orgOf.set(id, String(inputs.org));
    if (adoptOf(session, inputs) === "never") session.owned.add(id);
  },

  plan: (_session, state) => state[PENDING] === true,

  async create(session, inputs, replaced) {
    const key = { org: String(inputs.org), uid: String(inputs.uid) };
    const desired = { ...changesOf({}, inputs), ...key, name: String(inputs.name) };
    const isLater = session.backend.capabilities.later.App?.includes("allowAnyUser");
    const isOwn = isDefaultKey("app", inputs, replaced);
    const { state, adopted, resumed } = await createOrAdopt<AppState>(session, {
      what: `app "${key.uid}"`,
      adopt: adoptOf(session, inputs),
      lookFirst: !isOwn,
      find: () => session.backend.apps.find(key),
      create: () => session.backend.apps.create(desired),
      idOf: ({ id, appId }) => `${id}, app id ${appId}`,
      same({ allowAnyUser, ...found }) {
        // Who is let in may be a later step, which an interrupted run has not come to.
        const access = isLater && allowAnyUser ? accessOf(inputs) : { allowAnyUser };
        return isEmpty(changesOf({ ...found, ...access }, { ...BLANK, ...inputs }));
      },
      inhabited: async ({ id }) =>
        (await session.backend.apps.contents({ org: key.org, id })).length > 0,
      isOwn: () => isOwn,
    });
    const isToSay = resumed === true || state.allowAnyUser === undefined;
    const rest = adopted ? inputs : {};
    const wanted = isToSay ? { ...rest, ...accessOf(inputs) } : rest;
    const live = await bringInto(session, state, inputs, wanted);
    return { id: state.id, outputs: outputs(inputs, live) };
  },

  async readById(session, id) {
    const live = await session.backend.apps.get({ id });
    return outputs({ uid: live.uid, ...property.pick(live, fields) }, live);
  },

  async read(session, id, state) {
    await requireOrg(session, state.org);
    const live = await session.reads.apps.get(refOf(id, state));
    if (isAnother(session, identityOf(state, live)))
      throw new ReplacedError(`app "${id}" is another app`);
    const seen = property.settle(state, property.pick(live, fields));
    const settled = { ...seen, ...settleProtocols(state, { ...live }) };
    return { ...outputs({ ...state, ...settled }, live), ...stillMarked(state, PENDING) };
  },

  async update(session, id, state, inputs) {
    const pending = state[PENDING] === true ? accessOf(inputs) : {};
    const changes = { ...changesOf(state, inputs), ...renewal(state, inputs), ...pending };
    const ref = refOf(id, inputs);
    const found = await session.backend.apps.get(ref);
    requireSame(identityOf(state, found));
    const live = isEmpty(changes) ? found : await session.backend.apps.update(ref, changes);
    return outputs(inputs, live);
  },

  /** Its perms go with it, as its protocols do: they are nothing without it. */
  async delete(session, id, state) {
    const ref = refOf(id, state);
    const live = await session.backend.apps.get(ref);
    if (!isAnother(session, identityOf(state, live))) await session.backend.apps.delete(ref);
  },
};

function checkLengths(session: Session, inputs: Values): Failure[] {
  return Object.entries(session.backend.capabilities.appLengths).flatMap(([key, most]) =>
    property.checkLength(key, inputs[key], most),
  );
}

function checkProtocols(session: Session, inputs: Values): Failure[] {
  const { capabilities, name } = session.backend;
  const there: readonly string[] = capabilities.protocols;
  return Object.keys(protocolProperties)
    .filter((one) => !there.includes(one) && Boolean(inputs[one]))
    .map((one) => ({
      property: one,
      reason: `${name} has no such protocol, only ${there.join(", ")}`,
    }));
}

function checkKey(session: Session, inputs: Values): Failure[] {
  const { uid } = inputs;
  if (typeof uid !== "string" || isUnknown(uid)) return [];
  const { capabilities, name } = session.backend;
  if (!capabilities.appKey.pattern.test(uid)) {
    const reason = `"${uid}" does not do on ${name}: give ${capabilities.appKey.says}`;
    return [{ property: "uid", reason }];
  }
  session.registerKey("app", uid, resourceName(inputs));
  return [];
}

function refOf(id: string, { org }: Values): Ref {
  return typeof org === "string" ? { org, id } : { id };
}

/** Somebody may make another app under the uid: the one of the state is gone then. */
function identityOf(state: Values, { id, appId }: AppState): Identity {
  return { what: `app "${id}"`, number: "app id", known: state.appId, live: appId };
}

/** What is declared and not what the state or the server holds, in the backend's terms. */
function changesOf(state: Values, inputs: Values): AppChanges {
  const changed = fields
    .map((key) => [key, inputs[key] === null ? "" : inputs[key]] as const)
    .filter(([key, value]) => value !== undefined && !property.sameValue(state[key], value));
  return {
    ...(Object.fromEntries(changed) as Partial<AppFields>),
    ...protocolChanges(state, inputs),
  };
}

const isEmpty = (changes: object) => Object.keys(changes).length === 0;

/** Who is let in by an app that is new: nobody who is not named, unless it is declared. */
const accessOf = ({ allowAnyUser = false }: Values) => ({ allowAnyUser: allowAnyUser as boolean });

/**
 * Brings an app that is there to what is wanted of it; its credentials stay.
 * @param wanted what is declared of an adopted one, and of one that has not been told it, who is let in
 */
async function bringInto(
  session: Session,
  found: AppState,
  inputs: Values,
  wanted: Values,
): Promise<AppState> {
  const changes = changesOf({ ...found }, wanted);
  if (isEmpty(changes)) return found;
  const isPending = wanted !== inputs && changes.allowAnyUser !== undefined;
  const half = { ...outputs(inputs, found), ...(isPending && { [PENDING]: true }) };
  return orPartialCreate(found.id, half, Object.keys(changes), () =>
    session.backend.apps.update(refOf(found.id, inputs), changes),
  );
}

function outputs(inputs: Values, live: AppState): Values {
  const { appId, clientId, clientSecret } = live;
  return { ...property.declared(properties, inputs), appId, clientId, clientSecret };
}
