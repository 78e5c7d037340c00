import { randomBytes } from "node:crypto";
import { type Database } from "../storage/database";
import { findNode } from "./nodes";
import { createPerm, deletePerm } from "./perms";
import { APPS, APP_GROUP_MEMBERS, type AppRow, type OrgRow, PERMS } from "./tables";

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
export const findApp = (db: Database, uid: string) => APPS.find(db, { uid });

/** Creates an app with its access permission; in the org's default app group, if it has an org. */
export function createApp(
  db: Database,
  uid: string,
  values: AppValues & { name: string },
  org: OrgRow | undefined,
): AppRow {
  const app = APPS.add(db, { index: "", ...values, uid, org_id: org?.id ?? null });
  createPerm(db, {
    uid: `app_${uid}_access`,
    name: `访问${values.name}`,
    scope: uid,
    action: "access",
    subject: "app",
  });
  const group = org && findNode(db, "ag", org.default_app_group_uid);
  if (group) APP_GROUP_MEMBERS.insert(db, { node: group.pk, app_id: app.id });
  return app;
}

/** Deletes an app with its protocols and all permissions of its scope (ARKID.md 37). */
export function deleteApp(db: Database, app: AppRow): void {
  for (const { id } of PERMS.list(db, { scope: app.uid, subject: "app" }, "id")) deletePerm(db, id);
  APP_GROUP_MEMBERS.remove(db, { app_id: app.id });
  APPS.remove(db, { id: app.id });
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
