import type { Grant } from "../../domain";
import { unless } from "../../kit/unless";
import type { ListedPerm } from "../../snapshot";
import { isNotFound } from "../../../../sdk";
import type { Client, Group, Role } from "../../../../sdk/keycloak";
import type { Connection } from "../connection";
import { usersOf } from "../grants";
import { allRolesOf, isBuiltIn, toState } from "../perms";
import { readParts } from "./role-parts";

/** A role, and how groups name the client that it is of. */
export interface ListedRole {
  readonly role: Role;
  readonly perm: ListedPerm;
  /** None where it is the realm's. */
  readonly clientId: string | undefined;
}

/** The roles of the realm and of its apps, without those that every realm has. */
export async function readRoles(
  connection: Connection,
  clients: readonly Client[],
): Promise<ListedRole[]> {
  const scopes = [
    { scope: connection.realm, clientId: undefined },
    ...clients.map(({ id, clientId }) => ({ scope: id, clientId })),
  ];
  const listed = scopes.map(async ({ scope, clientId }) =>
    (await allRolesOf(connection, scope)).map((role) => ({ role, clientId })),
  );
  const all = (await Promise.all(listed)).flat();
  const partsOf = await readParts(
    connection,
    all.map(({ role }) => role),
  );
  return all
    .filter(({ role }) => !isBuiltIn(connection, role))
    .map(({ role, clientId }) => ({
      ...{ role, clientId },
      perm: { ...toState(connection, role), ...partsOf(role), builtIn: false },
    }));
}

/** Own grants by perm id: the list of groups has theirs, people take a request for each role. */
export async function readGrants(
  connection: Connection,
  roles: readonly ListedRole[],
  groups: readonly Group[],
): Promise<Map<string, readonly Grant[]>> {
  const found = roles.map(async ({ role, clientId }) => {
    const users = await usersOf(connection, role).catch(unless(isNotFound));
    const nodes = groups
      .filter((group) => namesIn(group, clientId).includes(role.name))
      .map(({ id }): Grant => ({ kind: "node", id, effect: "allow" }));
    return [role.id, [...(users ?? []), ...nodes]] as const;
  });
  return new Map(await Promise.all(found));
}

const namesIn = ({ realmRoles = [], clientRoles = {} }: Group, clientId: string | undefined) =>
  clientId === undefined ? realmRoles : (clientRoles[clientId] ?? []);
