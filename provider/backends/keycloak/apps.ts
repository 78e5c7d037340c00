import type { Content, Ref, Store } from "../backend";
import type { AppChanges, AppDesired, AppKey, AppState } from "../domain";
import { ConflictError, MissingRightError } from "../errors";
import { isConflict, isNotFound } from "../../../sdk";
import type { Client, ClientFields, RequestOptions } from "../../../sdk/keycloak";
import { all } from "../kit/all";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { appIdOf, appUidOf, isBuiltInClient, UID } from "./ids";
import { permsOf } from "./perms";
import { fromProtocols, OFF, toOauth, toSaml } from "./protocols";
import { createWithLookup, REPEATABLE } from "./writes";

/** Clients. The key is the clientId, but for SAML's, whose clientId is the entity id. */
export function apps(connection: Connection): Store<AppKey, AppState, AppDesired, AppChanges> {
  const { clients } = connection.client;
  const get = async ({ id }: Ref) => toState(await clients.get(id));
  const lookup = (uid: string) =>
    clients.get(appIdOf(connection.realm, uid)).catch(unless(isNotFound));

  return {
    get,

    async find({ uid }) {
      const found = (await lookup(uid)) ?? (await byClientId(connection, uid));
      return found ? [toState(found)] : [];
    },

    async create({ org: _, uid, allowAnyUser: _lacking, ...desired }) {
      const { fields, attributes } = fromChanges(desired, uid);
      const wanted = {
        ...{ ...OFF, clientId: uid, ...fields, id: appIdOf(connection.realm, uid) },
        attributes: { ...attributes, [UID]: uid },
      };
      const create = (options: RequestOptions) => clients.create(wanted, options);
      const find = async () => (await lookup(uid)) ?? byClientId(connection, uid);
      const id = await createWithLookup(create, find).catch(explain(wanted.clientId));
      return toState(await clients.get(id));
    },

    async update({ id }, { renewCredentials, allowAnyUser: _, ...changes }) {
      const live = await clients.get(id);
      const { fields, attributes } = fromChanges(changes, appUidOf(live), live);
      if (Object.keys(attributes).length + Object.keys(fields).length > 0) {
        // Another clientId without attributes, which are merged by key, is a 500.
        const wanted = { ...fields, attributes };
        await clients.update(id, wanted, REPEATABLE).catch(explain(fields.clientId));
      }
      // No new secret is read before the last attempt: making another does no harm.
      if (renewCredentials) await clients.renewSecret(id, REPEATABLE);
      return get({ id });
    },

    async delete({ id }) {
      await clients.delete(id, REPEATABLE).catch(unless(isNotFound));
    },

    contents: ({ id }): Promise<Content[]> => permsOf(connection, id),
  };
}

/**
 * All clients, the realm's own too.
 * @throws MissingRightError where none of these is among them: whoever may only query is shown others
 * at most
 */
export async function allClients({ client }: Connection): Promise<Client[]> {
  const clients = await all(client.clients.list());
  if (clients.some(isBuiltInClient)) return clients;
  throw new MissingRightError(
    "this account is not shown all clients: give it view-clients of realm-management",
  );
}

/** Also one that was made by hand. */
async function byClientId(connection: Connection, clientId: string): Promise<Client | undefined> {
  const found = await connection.client.clients.find(clientId).catch(unless(isNotFound));
  if (found === undefined) await connection.requireSight("clients");
  return found;
}

const explain =
  (clientId: unknown) =>
  (error: unknown): never => {
    if (!isConflict(error)) throw error;
    const message = `a client "${String(clientId)}" exists already: give another uid or entityId, or take it over`;
    throw new ConflictError(message, undefined, { cause: error });
  };

type Changes = Omit<AppChanges, "renewCredentials" | "allowAnyUser">;

function fromChanges(
  { name, logo, description, homepage, ...protocols }: Changes,
  uid: string,
  live?: Client,
): { readonly fields: ClientFields; readonly attributes: Readonly<Record<string, string>> } {
  const { fields, attributes } = fromProtocols(protocols, uid, live);
  return {
    fields: {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...(homepage !== undefined && { baseUrl: homepage }),
      ...fields,
    },
    attributes: { ...(logo !== undefined && { logoUri: logo }), ...attributes },
  };
}

/** Neither a public client's secret nor that of one without OAuth is of any use. */
export function toState(client: Client): AppState {
  const { id, clientId, name, description, baseUrl, attributes, secret } = client;
  const oauth = toOauth(client);
  const isConfidential = oauth && oauth.clientType === "confidential";
  return {
    ...{ id, appId: id, uid: appUidOf(client), name: name || clientId },
    ...{ logo: attributes?.["logoUri"] ?? "", description: description ?? "" },
    ...{ homepage: baseUrl ?? "", oauth, ldap: false, http: false, saml: toSaml(client) },
    ...(oauth && { clientId }),
    ...(isConfidential && secret && { clientSecret: secret }),
  };
}
