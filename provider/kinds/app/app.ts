import type { Ref } from "../../backends/backend";
import { accessId, protocols, type AppChanges, type AppState } from "../../backends/domain";
import { adoptOf, createOrAdopt } from "../../engine/adoption";
import { isDefaultKey, withKey } from "../../engine/default-key";
import { requireOrg } from "../../engine/gone-org";
import { isAnother, requireNotReplaced, requireSame, type Identity } from "../../engine/identity";
import {
  defineKind,
  type Declared,
  type Failure,
  type Previewed,
  type StateOf,
} from "../../engine/kind";
import { checkOrg } from "../../engine/org-id";
import { orPartialCreate, stillMarked } from "../../engine/partial-create";
import {
  adopt,
  allowReplace,
  clearable,
  defaulted,
  flag,
  found,
  kept,
  key,
  mark,
  name,
  onRemove,
  reference,
  required,
  text,
} from "../../engine/property";
import { settleSettings } from "../../engine/settings";
import { changes, declared, pick, settle } from "../../engine/settle";
import type { Session } from "../../run/session";
import { ALL_OFF, protocolChanges, protocolInputs, renewal } from "./protocols";

const inputs = {
  org: required(reference("org"), {
    doc: "The org that the app belongs to. Can't change in place.",
    outputDoc: "Undefined for an app that is only read on ArkID, which does not return its org.",
    immutable: true,
  }),
  uid: defaulted(key, {
    doc: "The key, which is the id too: letters, digits, `_` and `-`; unique over all orgs of an ArkID server. Can't change.",
    byDefault: "a slug of the resource's name and a hash",
    immutable: true,
  }),
  name: required(name, {
    doc: "What people call it, at most 255 characters. Renaming is an update.",
  }),
  logo: clearable(text, { doc: "URL of a picture; `null` clears it." }),
  description: clearable(text, { doc: "Free text; `null` clears it.", formerly: "remark" }),
  homepage: clearable(text, {
    doc: "URL where its users begin, at most 512 characters; `null` clears it.",
    formerly: "index",
  }),
  allowAnyUser: kept(flag, {
    doc: "Whether everybody may use it, with or without its access perm. A new app says no.",
  }),
  ...protocolInputs,
  onRemove: onRemove("app"),
  adopt: adopt("What a create does when the uid is taken. Adopting never touches credentials."),
  allowReplace: allowReplace(
    "Whether a change of `org` or `uid` may replace the app, which loses credentials and grants.",
  ),
};

const outputs = {
  appId: found(text, "The server's own number for this app.", { follows: [] }),
  clientId: found(
    text,
    "The OAuth client's id, chosen by the server; undefined while OAuth is off.",
    { optional: true, follows: ["oauth"] },
  ),
  clientSecret: found(text, "The OAuth client's secret, chosen by the server. Always a secret.", {
    optional: true,
    secret: true,
    follows: ["oauth"],
  }),
  accessPending: mark(
    "A new app, whose `allowAnyUser` is still to be written: it may let everybody in.",
  ),
};

type Inputs = Declared<typeof inputs>;
type State = StateOf<typeof inputs, typeof outputs>;

const fields = ["name", "logo", "description", "homepage", "allowAnyUser"] as const;

/** What a program may declare of an existing app. */
type Wanted = Partial<Pick<Inputs, (typeof fields)[number] | (typeof protocols)[number]>>;

/** What a new app has where nothing is declared. */
const BLANK = { logo: "", description: "", homepage: "", ...ALL_OFF };

export const app = defineKind({
  name: "App",
  doc: "An application that people log in to. Its id is the uid. What is left out of its inputs is left alone: a protocol goes off only by `false`. A delete takes its perms along.",
  example: `const ci = new App("ci", { org: acme, name: "CI", oauth: { redirectUris: ["https://ci.acme.example/callback"] } });
new PermGrants("ci-users", { perm: ci.accessPerm, nodes: [engineering] });
export const secret = ci.clientSecret;`,
  get: {
    doc: "Reads an existing app, by its uid",
    example: `const wiki = App.get("wiki", "wiki");`,
  },
  computed: {
    accessPerm: {
      doc: "The perm to use the app, `<app>/access`: accepted wherever a perm's id is, and always known.",
      of: accessId,
    },
  },
  inputs,
  outputs,

  complete: (session, inputs, olds) => withKey(session, inputs, olds, "app", ["org"]),

  check: (session, inputs) => [checkOrg, checkProtocols].flatMap((one) => one(session, inputs)),

  keyOf: ({ uid }) => uid,

  /** `<org>/<uid>`, since ArkID does not tell an app's org. */
  imported(id) {
    const at = id.lastIndexOf("/");
    return { id: id.slice(at + 1), state: at < 0 ? {} : { org: id.slice(0, at) } };
  },

  async existing({ backend }, { org, uid }) {
    const found = await backend.apps.find({ org, uid });
    return { what: `app "${uid}"`, ids: found.map(({ id }) => id) };
  },

  unique: ({ uid }) => [["app", uid]],

  register(session, id, inputs) {
    session.hierarchy.orgOf.set(id, inputs.org);
    if (adoptOf(session, inputs) === "never") session.hierarchy.owned.add(id);
  },

  plan: (_session, state) => state.accessPending === true,

  async create(session, inputs, replaced) {
    const { apps } = session.backend;
    const { org, uid, name } = inputs;
    const desired = { ...changesOf({}, inputs), org, uid, name };
    const isOwn = isDefaultKey("app", inputs, replaced);
    const { state, adopted, resumed } = await createOrAdopt<AppState>(session, {
      what: `app "${uid}"`,
      adopt: adoptOf(session, inputs),
      lookupFirst: !isOwn,
      find: () => apps.find({ org, uid }),
      create: () => apps.create(desired),
      idOf: ({ id, appId }) => `${id}, app id ${appId}`,
      same: (live) => isAsCreated(session, live, inputs),
      isInUse: async ({ id }) => (await apps.contents({ org, id })).length > 0,
      isOwn: () => isOwn,
    });
    const isToSay = resumed === true || state.allowAnyUser === undefined;
    const wanted = { ...(adopted && inputs), ...(isToSay && accessOf(session, inputs)) };
    const live = await bringInto(session, state, inputs, wanted);
    return { id: state.id, outputs: stateOf(inputs, live) };
  },

  async readById({ backend: { apps } }, id) {
    const live = await apps.get({ id });
    return { uid: live.uid, ...pick(live, fields), ...foundOf(live) };
  },

  async read(session, id, state) {
    await requireOrg(session, state.org);
    const live = await session.reads.apps.get(refOf(id, state));
    requireNotReplaced(session, identityOf(state, live));
    const settled = {
      ...settle(state, pick(live, fields)),
      ...settleSettings(state, pick(live, protocols)),
    };
    return { ...stateOf({ ...state, ...settled }, live), ...stillMarked(state, "accessPending") };
  },

  async update({ backend }, id, state, inputs) {
    const { apps } = backend;
    const pending = state.accessPending === true ? accessOf({ backend }, inputs) : {};
    const changes = { ...changesOf(state, inputs), ...renewal(state, inputs), ...pending };
    const ref = refOf(id, inputs);
    const found = await apps.get(ref);
    requireSame(identityOf(state, found));
    return stateOf(inputs, isEmpty(changes) ? found : await apps.update(ref, changes));
  },

  /** Its perms are deleted with it. */
  async delete(session, id, state) {
    const { apps } = session.backend;
    const ref = refOf(id, state);
    const live = await session.removing.apps.get(ref);
    if (!isAnother(session, identityOf(state, live))) await apps.delete(ref);
  },
});

const foundOf = (live: AppState) => pick(live, ["appId", "clientId", "clientSecret"]);

const stateOf = (values: Inputs, live: AppState): State => ({
  ...declared(app.properties, values),
  ...foundOf(live),
});

/** The state of an app that is only read may lack the org. */
const refOf = (id: string, { org }: Partial<Pick<Inputs, "org">>): Ref =>
  org === undefined ? { id } : { org, id };

/** Another app under the same uid has another app id. */
const identityOf = ({ appId: known }: State, { id, appId: live }: AppState): Identity => ({
  ...{ what: `app "${id}"`, number: "app id", known, live },
});

type Backed = Pick<Session, "backend">;

function checkProtocols({ backend }: Backed, inputs: Previewed<Inputs>): Failure[] {
  const there = backend.capabilities.protocols;
  const reason = `${backend.name} has no such protocol, only ${there.join(", ")}`;
  const on = protocols.filter((one) => Boolean(inputs[one]));
  const lacking = on.filter((one) => !there.includes(one));
  if (lacking.length > 0) return lacking.map((property) => ({ property, reason }));
  const problem = backend.capabilities.protocolsProblem(on);
  const [property = ""] = on.slice(-1);
  return problem === undefined ? [] : [{ property, reason: problem }];
}

/** The declared values that differ from the state or the server, in the backend's terms. */
const changesOf = (current: object, wanted: Wanted): AppChanges => ({
  ...changes(fields, current, wanted),
  ...protocolChanges(current, wanted),
});

const isEmpty = (changes: object) => Object.keys(changes).length === 0;

/** `allowAnyUser` may be a later step of a create, which an interrupted run did not reach. */
function isAsCreated({ backend }: Backed, live: AppState, inputs: Inputs): boolean {
  const isLater = backend.capabilities.later.App?.includes("allowAnyUser") === true;
  const isOpen = isLater && live.allowAnyUser;
  const found = isOpen ? { ...live, ...accessOf({ backend }, inputs) } : live;
  return isEmpty(changesOf(found, { ...BLANK, ...accessOf({ backend }, inputs), ...inputs }));
}

/** A new app lets in only those who are named, unless declared otherwise, or not to be had. */
function accessOf(
  { backend }: Backed,
  { allowAnyUser = false }: Wanted,
): Pick<AppChanges, "allowAnyUser"> {
  return "allowAnyUser" in (backend.capabilities.lacks.App ?? {}) ? {} : { allowAnyUser };
}

/**
 * Updates an existing app to the wanted values; its credentials stay.
 * @param wanted what is declared of an adopted app, and `allowAnyUser` where it was not written yet
 */
async function bringInto({ backend }: Backed, found: AppState, inputs: Inputs, wanted: Wanted) {
  const changes = changesOf(found, wanted);
  if (isEmpty(changes)) return found;
  const isPending = changes.allowAnyUser !== undefined;
  const half = { ...stateOf(inputs, found), ...(isPending && { accessPending: true }) };
  return orPartialCreate(found.id, half, Object.keys(changes), () =>
    backend.apps.update(refOf(found.id, inputs), changes),
  );
}
