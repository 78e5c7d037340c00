import type { Content, OrgStore, Ref } from "../backend";
import type { OrgState } from "../domain";
import { MissingRightError, NotFoundError } from "../errors";
import { rootOf } from "../domain/root-id";
import { isNotFound } from "../../../sdk";
import type { Realm } from "../../../sdk/keycloak";
import { unless } from "../kit/unless";
import { allClients } from "./apps";
import { capabilitiesOf } from "./capabilities";
import type { Connection } from "./connection";
import { isBuiltInClient, isBuiltInRole, UID } from "./ids";
import { nameOf } from "./names";
import { NEW_REALM } from "./new-realm";
import { readAll } from "./whole";
import { all } from "../kit/all";
import { createWithLookup, REPEATABLE } from "./writes";

/** The one org of a connection: its realm, whose display name is the org's. */
export function orgs(connection: Connection): OrgStore {
  const { client, realm } = connection;
  const lookup = () => client.realm.get().catch(unless(isNotFound));
  const get = async ({ id }: Ref) => {
    if (id === realm) return toState(await client.realm.get());
    throw new NotFoundError(`${id} is not this connection's realm, ${realm}`);
  };
  const list = async () => {
    const found = await lookup();
    return found ? [toState(found)] : [];
  };

  return {
    get,
    list,
    // Its key is the realm, whatever it is called.
    find: list,

    async create({ name: displayName, mark }) {
      const attributes = mark === undefined ? {} : { [UID]: mark };
      const wanted = { displayName, ...NEW_REALM, attributes };
      await createWithLookup((options) => client.realm.create(wanted, options), lookup);
      return get({ id: realm });
    },

    async update(ref, { name }) {
      if (name !== undefined) await client.realm.update({ displayName: name }, REPEATABLE);
      return get(ref);
    },

    async delete({ id }) {
      if (id === realm) await client.realm.delete(REPEATABLE).catch(unless(isNotFound));
    },

    contents: () => contentsOf(connection),
  };
}

/** Without what every realm has. People end with it. */
async function contentsOf(connection: Connection): Promise<Content[]> {
  const { client, realm } = connection;
  const [groups, clients, roles, users] = await Promise.all([
    readAll(client.groups.list(), () => client.groups.count()),
    allClients(connection),
    all(client.roles.list()),
    readAll(client.users.list(), () => client.users.count()),
  ]);
  const top = groups.filter(({ parentId }) => parentId === undefined);
  const apps = clients.filter((one) => !isBuiltInClient(one));
  const own = roles.filter(({ name }) => !isBuiltInRole(realm, name));
  return [
    ...top.map(({ id, name }): Content => ({ kind: "node", id, name })),
    ...apps.map(({ id, name, clientId }): Content => ({ kind: "app", id, name: name || clientId })),
    ...own.map(({ id, name }): Content => ({ kind: "perm", id, name })),
    ...users.map((user): Content => ({
      ...{ kind: "user", id: user.username, name: nameOf(user) || user.username },
    })),
  ];
}

/** A stub of a realm, for whoever may not view it, has no id. */
function toState({ id, realm, displayName, attributes }: Realm): OrgState {
  if (id === undefined) {
    throw new MissingRightError(
      `this account may not view realm "${realm}": give it view-realm of realm-management`,
    );
  }
  const mark = attributes?.[UID];
  const roots = capabilitiesOf(realm).nodeKinds.map((kind) => [kind, rootOf(realm, kind)] as const);
  return {
    ...{ id: realm, name: displayName || realm, owner: "", roots: Object.fromEntries(roots) },
    mark: typeof mark === "string" ? mark : "",
  };
}
