import type { Content } from "../backend";
import { isNotFound } from "../../../sdk";
import { isAutoCreatedGroup } from "./auto-created-groups";
import type { Connection } from "./connection";
import { unless } from "../kit/unless";

/** An app that an org's own groups name. */
export interface OrgApp {
  readonly uid: string;
  readonly name: string;
}

/**
 * The apps of one org. No answer names an app's org, and a system administrator's listing holds those
 * of every org (ARKID.md 34); but the server itself puts each new app into two groups of its org: the
 * default app group, and the manager group that it makes beside the app. What stands in either is the
 * org's. An app that was taken out of both by hand can't be told from another org's, and is left
 * alone.
 */
export async function appsOf(connection: Connection, oid: string): Promise<OrgApp[]> {
  const [grouped, managed] = await Promise.all([
    inDefaultGroup(connection, oid),
    besideAutoCreatedGroups(connection, oid),
  ]);
  return [...new Map([...managed, ...grouped].map((app) => [app.uid, app])).values()];
}

/** The same for messages. */
export async function appContents(connection: Connection, oid: string): Promise<Content[]> {
  const all = await appsOf(connection, oid);
  return all.map(({ uid, name }) => ({ kind: "app", id: uid, name }));
}

async function inDefaultGroup({ client }: Connection, oid: string): Promise<OrgApp[]> {
  const { defaultAppGroupUid } = await client.org.get(oid);
  const found: OrgApp[] = [];
  for await (const { uid, name } of client.appGroup.listApps(defaultAppGroupUid)) {
    found.push({ uid, name });
  }
  return found;
}

async function besideAutoCreatedGroups(connection: Connection, oid: string): Promise<OrgApp[]> {
  const { manager } = await connection.rootsOf(oid);
  const groups = await connection.client.node.listChildren(manager).catch(unless(isNotFound));
  const named = (groups ?? [])
    .filter(isAutoCreatedGroup)
    .flatMap(({ managerGroup }) => managerGroup?.apps ?? []);
  const apps = await Promise.all(named.map((uid) => connection.client.app.find(oid, uid)));
  return apps.flatMap((app) => (app ? [{ uid: app.uid, name: app.name }] : []));
}
