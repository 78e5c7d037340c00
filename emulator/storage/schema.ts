import { type Database } from "./database";

/** What a data file holds: one API's objects. */
export interface Schema {
  /** Whose objects: what users call the API. */
  api: string;
  /** Tells the files of the APIs apart: SQLite's `application_id`. */
  application: number;
  /** The version of the tables, kept in the file: an unknown one is refused, not guessed at. */
  version: number;
  tables: string;
}

/**
 * Deleted rows of users and nodes stay, marked: a deleted user is still listed as a member of his
 * orgs (ARKID.md 10) and the children of a deleted org still name their parent (ARKID.md 5).
 * `born` is one clock for users, nodes and perms; it tells which grant rows exist (ARKID.md 30).
 */
const TABLES = `
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT, born INTEGER NOT NULL, uuid TEXT NOT NULL,
  username TEXT NOT NULL, name TEXT NOT NULL, mobile TEXT NOT NULL, private_email TEXT NOT NULL,
  gender INTEGER NOT NULL, avatar TEXT NOT NULL, origin TEXT NOT NULL, password TEXT,
  require_reset INTEGER NOT NULL DEFAULT 0, settled INTEGER NOT NULL DEFAULT 0,
  extern INTEGER NOT NULL DEFAULT 0, active INTEGER NOT NULL DEFAULT 1,
  deleted INTEGER NOT NULL DEFAULT 0, created TEXT NOT NULL, last_active TEXT,
  posix TEXT, ding TEXT, custom TEXT, current_org INTEGER
);
CREATE UNIQUE INDEX users_username ON users (username) WHERE deleted = 0;
CREATE INDEX users_mobile ON users (mobile) WHERE mobile <> '';
CREATE INDEX users_email ON users (private_email) WHERE private_email <> '';
CREATE TABLE tokens (
  user_id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, sealed TEXT, created INTEGER NOT NULL
);
CREATE TABLE orgs (
  id INTEGER PRIMARY KEY AUTOINCREMENT, oid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  owner_id INTEGER NOT NULL, dept_uid TEXT NOT NULL, group_uid TEXT NOT NULL,
  direct_uid TEXT NOT NULL, manager_uid TEXT NOT NULL, role_uid TEXT NOT NULL,
  label_uid TEXT NOT NULL, app_group_uid TEXT NOT NULL, default_app_group_uid TEXT NOT NULL,
  company TEXT, deleted INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE org_members (
  id INTEGER PRIMARY KEY AUTOINCREMENT, org_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
  email TEXT NOT NULL DEFAULT '', employee_number TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL DEFAULT '', hiredate TEXT, remark TEXT NOT NULL DEFAULT '',
  UNIQUE (org_id, user_id)
);
CREATE INDEX org_members_user ON org_members (user_id);
CREATE TABLE nodes (
  pk INTEGER PRIMARY KEY AUTOINCREMENT, born INTEGER NOT NULL, kind TEXT NOT NULL,
  number INTEGER NOT NULL, uid TEXT NOT NULL, name TEXT NOT NULL, remark TEXT NOT NULL DEFAULT '',
  parent INTEGER, position INTEGER NOT NULL DEFAULT 0, subject TEXT NOT NULL, org_id INTEGER,
  accept_user INTEGER NOT NULL DEFAULT 1, visibility INTEGER NOT NULL DEFAULT 1,
  node_scope TEXT NOT NULL DEFAULT '[]', user_scope TEXT NOT NULL DEFAULT '[]',
  manager_group TEXT, deleted INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX nodes_uid ON nodes (kind, uid) WHERE deleted = 0;
CREATE UNIQUE INDEX nodes_number ON nodes (kind, number);
CREATE INDEX nodes_parent ON nodes (parent, position);
CREATE INDEX nodes_manager ON nodes (org_id) WHERE manager_group IS NOT NULL;
CREATE TABLE node_members (
  node INTEGER NOT NULL, user_id INTEGER NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (node, user_id)
) WITHOUT ROWID;
CREATE INDEX node_members_position ON node_members (node, position);
CREATE INDEX node_members_user ON node_members (user_id);
CREATE TABLE perms (
  id INTEGER PRIMARY KEY AUTOINCREMENT, born INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, remark TEXT NOT NULL DEFAULT '', scope TEXT NOT NULL, action TEXT NOT NULL,
  subject TEXT NOT NULL, posted INTEGER NOT NULL DEFAULT 0, flushed INTEGER, sub_account TEXT
);
CREATE INDEX perms_scope ON perms (scope);
CREATE TABLE grants (
  perm_id INTEGER NOT NULL, owner_kind TEXT NOT NULL, owner_id INTEGER NOT NULL,
  status INTEGER NOT NULL, made INTEGER, PRIMARY KEY (perm_id, owner_kind, owner_id)
) WITHOUT ROWID;
CREATE INDEX grants_owner ON grants (owner_kind, owner_id);
CREATE TABLE apps (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  "index" TEXT, logo TEXT NOT NULL DEFAULT '', remark TEXT NOT NULL DEFAULT '',
  allow_any_user INTEGER NOT NULL DEFAULT 0, org_id INTEGER,
  oauth TEXT, ldap TEXT, http TEXT, saml TEXT
);
CREATE TABLE app_group_members (
  node INTEGER NOT NULL, app_id INTEGER NOT NULL, PRIMARY KEY (node, app_id)
) WITHOUT ROWID;
CREATE TABLE invitations (
  org_id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, expires INTEGER NOT NULL
);
CREATE TABLE logs (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, created TEXT NOT NULL,
  org_id INTEGER, user_id INTEGER NOT NULL, subject TEXT NOT NULL, summary TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE TABLE custom_fields (
  uuid TEXT PRIMARY KEY, org_id INTEGER NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL,
  schema TEXT NOT NULL, visible INTEGER NOT NULL
);
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/** ArkID's; its files have no application id, because they are older than the other API. */
export const ARKID_SCHEMA: Schema = { api: "arkid", application: 0, version: 1, tables: TABLES };

/** Makes the tables of a fresh file; true when it was fresh. Throws on a file of another kind. */
export function prepareSchema(db: Database, schema: Schema): boolean {
  const version = pragma(db, "user_version");
  if (version === 0) {
    db.exec(`${schema.tables}
      PRAGMA user_version = ${schema.version}; PRAGMA application_id = ${schema.application};`);
    return true;
  }
  if (pragma(db, "application_id") !== schema.application) {
    throw new Error(`the data file is not of the API ${schema.api}: give another --api or --data`);
  }
  if (version !== schema.version) {
    throw new Error(
      `the data file has version ${version}, this server reads version ${schema.version}`,
    );
  }
  return false;
}

const pragma = (db: Database, name: "user_version" | "application_id"): number =>
  db.get<Record<string, number>>(`PRAGMA ${name}`)?.[name] ?? 0;
