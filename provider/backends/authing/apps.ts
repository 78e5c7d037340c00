import { isDeepStrictEqual } from "node:util";
import { accessId } from "../domain/access-id";
import type { Content, Ref, Store } from "../backend";
import type { AppChanges, AppDesired, AppKey, AppState } from "../domain";
import { UnavailableError } from "../errors";
import { isNotFound, isRefused } from "../../../sdk";
import type { Application, CallOptions } from "../../../sdk/authing";
import { all } from "../kit/all";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { grants } from "./grants";
import { deleteNamespace, permsOf } from "./perms";
import { fromProtocols, toOauth, toSaml } from "./protocols";
import {
  createWithLookup,
  deleteUntilGone,
  REPEATABLE,
  writeAndReadBack,
  writeAndVerify,
} from "./writes";

/** Applications, by the server's id. They belong to the pool, not to orgs. */
export function apps(connection: Connection): Store<AppKey, AppState, AppDesired, AppChanges> {
  const { applications } = connection.client;

  const get = async ({ id }: Ref) => complete(connection, await applications.get(id));

  const lookup = async (uid: string) => {
    const listed = await all(applications.list());
    return listed.find(({ appIdentifier }) => appIdentifier === uid)?.appId;
  };

  return {
    get,

    async find({ uid }) {
      const id = await lookup(uid);
      return id === undefined ? [] : [await get({ id })];
    },

    // The first update writes `allowAnyUser`: until then the pool's default holds.
    async create({ org: _, uid, allowAnyUser: _later, ...desired }) {
      const wanted = { ...NEW, ...fromChanges(desired), appName: desired.name, appIdentifier: uid };
      const create = (options: CallOptions) => applications.create(wanted, options);
      return toState(await createWithLookup(create, () => lookup(uid)));
    },

    async update({ id }, { renewCredentials, allowAnyUser, ...changes }) {
      if (Object.keys(changes).length > 0) {
        await write(connection, id, fromChanges(changes, await applications.get(id)));
      }
      if (allowAnyUser !== undefined) await setStrategy(connection, id, allowAnyUser);
      // No new secret is read before the last attempt: making another does no harm.
      if (renewCredentials) {
        const renew = () => applications.refreshSecret(id, REPEATABLE);
        await writeAndVerify(renew, () => Promise.resolve(false));
      }
      return get({ id });
    },

    async delete({ id }) {
      await deleteNamespace(connection, id);
      await deleteUntilGone(
        () => applications.delete(id, REPEATABLE),
        () => applications.get(id).catch(unless(isNotFound)),
      );
    },

    async contents({ id }) {
      const access = await grants(connection).list({ id: accessId(id) });
      const inside = access.map(({ kind, id: name }): Content => ({
        ...{ kind: kind === "user" ? "member" : kind, id: name, name },
      }));
      return [...(await permsOf(connection, id)), ...inside];
    },
  };
}

/** The type of new apps, which can't change later, and their protocol. */
const NEW = { appType: "web", defaultProtocol: "oidc" } as const;

/** Sets whether people without a grant are let in. */
function setStrategy({ client }: Connection, id: string, allowAnyUser: boolean): Promise<void> {
  const { applications } = client;
  const wanted = allowAnyUser ? "ALLOW_ALL" : "DENY_ALL";
  return writeAndReadBack(
    () => applications.setStrategy(id, wanted, REPEATABLE),
    async () => (await applications.strategy(id)).permissionStrategy === wanted,
    `change who may use app ${id}`,
  );
}

type Wanted = ReturnType<typeof fromChanges>;

function fromChanges(
  { name, logo, description, homepage, ...protocols }: AppChanges,
  live?: Application,
) {
  return {
    ...(name !== undefined && { appName: name }),
    ...(logo !== undefined && { appLogo: logo }),
    ...(description !== undefined && { appDescription: description }),
    ...(homepage !== undefined && { initLoginUri: homepage }),
    ...fromProtocols(protocols, live),
  };
}

/**
 * Changes an app and reads it back, whatever the response is.
 * @throws UnavailableError naming what was not changed
 */
async function write({ client }: Connection, id: string, wanted: Wanted): Promise<void> {
  const { applications } = client;
  const unwritten = async () => {
    const live: Readonly<Record<string, unknown>> = { ...(await applications.get(id)) };
    return Object.entries(wanted).filter(([key, value]) => !isWithin(value, live[key]));
  };
  await writeAndVerify(
    () => applications.update(id, wanted, REPEATABLE),
    async () => (await unwritten()).length === 0,
  ).catch(unless(isRefused));
  const names = (await unwritten()).map(([key]) => key).join(", ");
  if (names === "") return;
  throw new UnavailableError(`the server answered, but did not change ${names}: try again`);
}

/** Whether the server has all that was written, and maybe more. */
function isWithin(written: unknown, live: unknown): boolean {
  if (typeof written !== "object" || written === null || Array.isArray(written)) {
    return isDeepStrictEqual(written, live) || (written === "" && live == null);
  }
  const all = (live ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(written).every(([key, value]) => isWithin(value, all[key]));
}

/** Whether people without a grant are let in. */
export async function allowsAnyUser({ client }: Connection, id: string): Promise<boolean> {
  return (await client.applications.strategy(id)).permissionStrategy === "ALLOW_ALL";
}

/** What the server returns for apps without a picture. */
const NO_PICTURE = /\/authing-console\/default-app-logo\.png$/;

/** An app with what needs further requests: who may use it, and its secret where it has one. */
async function complete(connection: Connection, app: Application): Promise<AppState> {
  const { client } = connection;
  const state = toState(app);
  return {
    ...state,
    allowAnyUser: await allowsAnyUser(connection, app.appId),
    ...(state.oauth && { clientSecret: await client.applications.secret(app.appId) }),
  };
}

/** An app without what needs further requests. */
export function toState(app: Application): AppState {
  const { appId, appIdentifier, appName, appLogo, appDescription, initLoginUri } = app;
  const oauth = toOauth(app);
  return {
    ...{ id: appId, appId, uid: appIdentifier, name: appName },
    ...{ description: appDescription ?? "", homepage: initLoginUri ?? "" },
    logo: appLogo && !NO_PICTURE.test(appLogo) ? appLogo : "",
    ...{ oauth, ldap: false, http: false, saml: toSaml(app) },
    ...(oauth && { clientId: appId }),
  };
}
