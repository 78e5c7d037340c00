import { randomBytes } from "node:crypto";
import { type Database } from "../storage/database";
import { findNode } from "./nodes";
import { type OrgRow } from "./orgs";
import { createPerm, deletePerm } from "./perms";

/** A row of `apps`. Each protocol is JSON, or null where it is off. */
export interface AppRow {
  id: number;
  uid: string;
  name: string;
  index: string | null;
  logo: string;
  remark: string;
  allow_any_user: number;
  org_id: number | null;
  oauth: string | null;
  ldap: string | null;
  http: string | null;
  saml: string | null;
}

/** The OAuth block. The credentials are the server's to make. */
export interface OAuth {
  client_id: string;
  client_secret: string;
  redirect_uris: string;
  client_type: string;
  authorization_grant_type: string;
}

/** What of an app can be written. */
export type AppValues = Partial<Omit<AppRow, "id" | "uid" | "org_id">>;

/** By uid, which is global (ARKID.md 34). */
export function findApp(db: Database, uid: string): AppRow | undefined {
  return db.get<AppRow>("SELECT * FROM apps WHERE uid = ?", uid);
}

/** Creates an app with its access permission; in the org's default app group, if it has an org. */
export function createApp(
  db: Database,
  uid: string,
  values: AppValues & { name: string },
  org: OrgRow | undefined,
): AppRow {
  const { id } = db.run(
    `INSERT INTO apps (uid, name, "index", org_id) VALUES (?, ?, '', ?)`,
    uid,
    values.name,
    org?.id ?? null,
  );
  createPerm(db, {
    uid: `app_${uid}_access`,
    name: `访问${values.name}`,
    scope: uid,
    action: "access",
    subject: "app",
  });
  const group = org && findNode(db, "ag", org.default_app_group_uid);
  if (group) db.run("INSERT INTO app_group_members (node, app_id) VALUES (?, ?)", group.pk, id);
  return updateApp(db, id, values);
}

/** Writes the given fields and answers the row. */
export function updateApp(db: Database, id: number, values: AppValues): AppRow {
  for (const [column, value] of Object.entries(values)) {
    db.run(`UPDATE apps SET "${column}" = ? WHERE id = ?`, value, id);
  }
  return db.get<AppRow>("SELECT * FROM apps WHERE id = ?", id) as AppRow;
}

/** Deletes an app with its protocols and all permissions of its scope (ARKID.md 37). */
export function deleteApp(db: Database, app: AppRow): void {
  const perms = db.all<{ id: number }>(
    "SELECT id FROM perms WHERE scope = ? AND subject = 'app'",
    app.uid,
  );
  for (const { id } of perms) deletePerm(db, id);
  db.run("DELETE FROM app_group_members WHERE app_id = ?", app.id);
  db.run("DELETE FROM apps WHERE id = ?", app.id);
}

/** An OAuth block: the given values over the old ones over the defaults; credentials are kept. */
export function oauthBlock(before: string | null, changes: Partial<OAuth>): string {
  const old = before ? (JSON.parse(before) as OAuth) : undefined;
  const block: OAuth = {
    client_id: old?.client_id ?? secret(40),
    client_secret: old?.client_secret ?? secret(128),
    redirect_uris: "",
    client_type: "confidential",
    authorization_grant_type: "authorization-code",
  };
  return JSON.stringify({ ...block, ...old, ...changes });
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Random letters and digits; bytes that would favour some of them are passed over. */
function secret(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 4 * ALPHABET.length && text.length < length)
        text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return text;
}
