import type { Content, Ref, Store } from "../backend";
import type { AppChanges, AppDesired, AppKey, AppState } from "../domain";
import { ConflictError, InvalidError } from "../errors";
import { isForbidden, isInvalid, isNotFound, type App, type RequestOptions } from "../../../sdk";
import { autoCreatedGroupsOf, deleteGroupBesideApp } from "./auto-created-groups";
import type { Connection } from "./connection";
import { grants } from "./grants";
import { all } from "../kit/all";
import { contentsOf } from "../kit/grants";
import { unless } from "../kit/unless";
import { accessPermOf, permsOf } from "./perms";
import { fromProtocols, toOauth, toSaml } from "./protocols";
import { createWithLookup, REPEATABLE } from "./writes";

/**
 * Single-sign-on applications. Their uids are unique over all orgs; the server ignores the org in a
 * path.
 */
export function apps(connection: Connection): Store<AppKey, AppState, AppDesired, AppChanges> {
  const { app } = connection.client;
  return {
    // An app of another org may have the uid.
    async find({ org, uid }) {
      const found = await app.find(org, uid).catch(unless(isForbidden));
      if (!found || !(await appsOf(connection, org)).some((own) => own.uid === uid)) return [];
      return [toState(found)];
    },

    get: (ref) => connection.seeing(ref.org, async () => toState(await read(connection, ref))),

    async create({ org, ...desired }) {
      const { uid, name } = desired;
      const create = (options: RequestOptions) =>
        app
          .create(org, { ...fromChanges(desired), uid, name }, options)
          .catch(taken(uid))
          .catch(unreadable);
      const isMade = async () => (await app.find(org, uid)) !== undefined;
      return toState(await createWithLookup(create, isMade));
    },

    update: (ref, { renewCredentials, ...changes }) =>
      connection.seeing(ref.org, async () => {
        const live = await read(connection, ref);
        const isRenewed = renewCredentials === true && live.oauth !== undefined;
        const oauth = isRenewed ? { oauth: { ...changes.oauth } } : {};
        // The server makes new credentials whenever OAuth is switched on again (ARKID.md 35).
        if (isRenewed) await app.update(pathOrg(ref), ref.id, { oauth: null }, REPEATABLE);
        const wanted = fromChanges({ ...changes, ...oauth }, live);
        const update = app.update(pathOrg(ref), ref.id, wanted, REPEATABLE);
        return toState(await update.catch(unreadable));
      }),

    async delete(ref) {
      await deleteGroupBesideApp(connection, ref);
      const remove = () => app.delete(pathOrg(ref), ref.id, REPEATABLE);
      await connection.seeing(ref.org, remove).catch(unless(isNotFound));
    },

    contents: async ({ id }) => [
      ...(await permsOf(connection, id)),
      ...(await accessOf(connection, id)),
    ],
  };
}

/** The server requires an org in the path, and ignores it. */
const ANY_ORG = "-";
const pathOrg = ({ org }: Ref) => org ?? ANY_ORG;
const read = ({ client }: Connection, ref: Ref) => client.app.get(pathOrg(ref), ref.id);

/** Grants and denials of the use of an app. Only a system administrator sees them. */
async function accessOf(connection: Connection, uid: string): Promise<Content[]> {
  if (!(await connection.caller()).isAdmin) return [];
  const access = grants(connection).list({ id: accessPermOf(uid) });
  return contentsOf((await access.catch(unless(isNotFound))) ?? []);
}

/** The server returns `this value has be used`, whatever org has it. */
function taken(uid: string): (error: unknown) => never {
  return (error) => {
    if (!isInvalid(error) || error.field !== "uid") throw error;
    throw new ConflictError(`uid "${uid}" is taken, maybe in another org`, "uid", { cause: error });
  };
}

/** The server returns `perm incorrect` for an invalid certificate (ARKID.md 35). */
function unreadable(error: unknown): never {
  if (!isInvalid(error) || error.field !== "saml_app.cert") throw error;
  const message = `the server refused the certificate: ${error.detail}`;
  throw new InvalidError(message, "saml", { cause: error });
}

function fromChanges(
  { name, logo, description: remark, homepage: index, allowAnyUser, ...rest }: AppChanges,
  live?: App,
) {
  return { ...{ name, logo, remark, index, allowAnyUser }, ...fromProtocols(rest, live) };
}

export function toState(app: App): AppState {
  const { uid, name, logo, remark, index, allowAnyUser, oauth, saml } = app;
  return {
    ...{ id: uid, uid, name, logo, description: remark, allowAnyUser },
    appId: String(app.appId),
    homepage: index ?? "",
    oauth: oauth ? toOauth(oauth) : false,
    ldap: app.ldap !== undefined,
    http: app.http !== undefined,
    saml: saml ? toSaml(saml) : false,
    ...(oauth && { clientId: oauth.clientId, clientSecret: oauth.clientSecret }),
  };
}

/**
 * The apps of one org. No response names an app's org, and a system administrator's listing has
 * those of every org (ARKID.md 34); but the server adds each new app to two groups of its org: the
 * default app group, and the auto-created manager group. An app in either belongs to the org. One
 * that was removed from both by hand can't be recognized, and is left alone.
 */
export async function appsOf(connection: Connection, oid: string): Promise<App[]> {
  const [grouped, groups] = await Promise.all([
    inDefaultGroup(connection, oid),
    autoCreatedGroupsOf(connection, oid),
  ]);
  const named = new Set(groups.flatMap(({ managerGroup }) => managerGroup?.apps ?? []));
  for (const { uid } of grouped) named.delete(uid);
  const others = await Promise.all([...named].map((uid) => connection.client.app.find(oid, uid)));
  return [...others.filter((app) => app !== undefined), ...grouped];
}

async function inDefaultGroup({ client }: Connection, oid: string): Promise<App[]> {
  const { defaultAppGroupUid } = await client.org.get(oid);
  return all(client.appGroup.listApps(defaultAppGroupUid));
}
