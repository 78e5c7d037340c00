import type { ListedApp, ListedPerm } from "../../snapshot";
import type { Perm } from "../../../../sdk";
import { all } from "../../kit/all";
import { accessPermOf, toState } from "../perms";
import type { AccessScope } from "./access-scope";

/** Perms of an org and of its apps. */
export interface Perms {
  readonly states: Map<string, ListedPerm>;
  /** Ids of those with grants or denials. */
  readonly granted: readonly string[];
}

/** A request for the org's own perms, one for those made in it, and one for each app. */
export async function readPerms(
  access: AccessScope,
  apps: () => Promise<Map<string, ListedApp>>,
): Promise<Perms> {
  if (!access.isAdmin) {
    access.missAsNoAdmin("perms");
    return { states: new Map(), granted: [] };
  }
  const { scope: oid, connection } = access;
  const list = (filter: { scope?: string; subject?: string }) =>
    all(connection.client.perm.list(filter));
  const scopes = [oid, ...(await apps()).keys()];
  const [own, ...declared] = await Promise.all([
    list({ subject: oid }),
    ...scopes.map((scope) => list({ scope, subject: "app" })),
  ]);
  const isBuiltIn = ({ uid, scope, subject }: Perm) =>
    subject === oid || uid === accessPermOf(scope);
  const perms = [...own, ...declared.flat()].filter(
    ({ scope, subject }) => subject === oid || scopes.includes(scope),
  );
  return {
    states: new Map(
      perms.map((perm) => [perm.uid, { ...toState(perm), builtIn: isBuiltIn(perm) }]),
    ),
    granted: perms.filter(hasOwners).map(({ uid }) => uid),
  };
}

const hasOwners = ({ permitOwners, rejectOwners }: Perm): boolean =>
  permitOwners?.count !== 0 || rejectOwners?.count !== 0;
