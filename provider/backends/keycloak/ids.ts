import { createHash } from "node:crypto";
import { nodeKinds, type NodeKind } from "../domain";
import { rootOf } from "../domain/root-id";
import type { Client, Group } from "../../../sdk/keycloak";

/** Attributes that the provider keeps of what it makes: the key by which it is found again. */
export const UID = "pulumi-identity.uid";
/** Of a group: what kind of node it is. */
export const KIND = "pulumi-identity.kind";
/** Of a SAML client: its metadata, which the server does not keep. */
export const METADATA = "pulumi-identity.metadata";

/** What is above all groups, whatever their kind: there is one tree. */
export const topOf = (realm: string): string => rootOf(realm, "department");

/** The kind of a group at the top that says none: somebody made it by hand. */
const UNSAID: NodeKind = "group";

/** What a group says of its kind. */
export function saidKind({ attributes }: Pick<Group, "attributes">): NodeKind | undefined {
  const said = attributes?.[KIND]?.[0];
  return nodeKinds.find((kind) => kind === said);
}

/**
 * The kind of a group: of one that says none, that of the group above it.
 * @param above absent at the top
 */
export const kindOf = (group: Pick<Group, "attributes">, above?: NodeKind): NodeKind =>
  saidKind(group) ?? above ?? UNSAID;

/** The key of a group, which is its id where it was made by hand. */
export const uidOf = ({ id, attributes }: Pick<Group, "id" | "attributes">): string =>
  attributes?.[UID]?.[0] ?? id;

/** The key of a client, which is its clientId where it was made by hand. */
export const appUidOf = ({ clientId, attributes }: Client): string => attributes?.[UID] ?? clientId;

/**
 * The id of the client that has this key. It is chosen, so that a create whose answer was lost finds
 * its client; and made from the realm too, since ids are unique over all realms of a server.
 */
export function appIdOf(realm: string, uid: string): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([realm, uid]))
    .digest("hex");
  // A UUID of version 8 (RFC 9562), whose bits are anybody's own.
  const variant = ((parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ];
  return parts.join("-");
}

/** Clients that every realm has. */
const BUILT_IN_CLIENTS: ReadonlySet<string> = new Set([
  ...["account", "account-console", "admin-cli", "broker", "realm-management"],
  ...["security-admin-console", "master-realm"],
]);

export const isBuiltInClient = ({ clientId }: Pick<Client, "clientId">): boolean =>
  BUILT_IN_CLIENTS.has(clientId);

/** How the server calls the account of a client. */
export const SERVICE_ACCOUNT = "service-account-";

/** The role that whoever is made gets, with all that is in it. */
export const isDefaultRole = (realm: string, name: string): boolean =>
  name === `default-roles-${realm.toLowerCase()}`;

/** Roles that every realm has. */
export const isBuiltInRole = (realm: string, name: string): boolean =>
  isDefaultRole(realm, name) || name === "offline_access" || name === "uma_authorization";
