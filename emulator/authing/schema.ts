import { type Schema } from "../storage/schema";

/**
 * Authing's objects have many attributes that nothing here depends on; those lie in one column of
 * JSON (`profile`, `settings`). What is looked up, unique or ordered has a column of its own.
 * An organization is its root department: the root's `code` is the organization's.
 */
const TABLES = `
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE organizations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, root INTEGER NOT NULL
);
CREATE TABLE departments (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, organization INTEGER NOT NULL,
  parent INTEGER, name TEXT NOT NULL, code TEXT, open_id TEXT, virtual INTEGER NOT NULL DEFAULT 0,
  status INTEGER NOT NULL DEFAULT 1, settings TEXT NOT NULL DEFAULT '{}', custom TEXT,
  created TEXT NOT NULL, updated TEXT NOT NULL
);
CREATE INDEX departments_parent ON departments (parent);
CREATE UNIQUE INDEX departments_code ON departments (organization, code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX departments_open ON departments (organization, open_id)
  WHERE open_id IS NOT NULL;
CREATE TABLE department_members (
  department INTEGER NOT NULL, user INTEGER NOT NULL, leader INTEGER NOT NULL DEFAULT 0,
  main INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (department, user)
) WITHOUT ROWID;
CREATE INDEX department_members_user ON department_members (user);
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, username TEXT UNIQUE,
  email TEXT UNIQUE COLLATE NOCASE, phone TEXT UNIQUE, external_id TEXT UNIQUE,
  status TEXT NOT NULL, password TEXT, profile TEXT NOT NULL, custom TEXT NOT NULL DEFAULT '{}',
  created TEXT NOT NULL, updated TEXT NOT NULL
);
CREATE TABLE user_groups (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  description TEXT NOT NULL, type TEXT NOT NULL,
  custom TEXT NOT NULL DEFAULT '{}'
);
CREATE TABLE group_members (
  "group" INTEGER NOT NULL, user INTEGER NOT NULL, PRIMARY KEY ("group", user)
) WITHOUT ROWID;
CREATE INDEX group_members_user ON group_members (user);
CREATE TABLE namespaces (
  id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, name TEXT, description TEXT
);
CREATE TABLE roles (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, namespace INTEGER NOT NULL,
  code TEXT NOT NULL, name TEXT, description TEXT, status TEXT NOT NULL, disable_time INTEGER,
  custom TEXT NOT NULL DEFAULT '{}',
  UNIQUE (namespace, code)
);
CREATE TABLE role_targets (
  role INTEGER NOT NULL, kind TEXT NOT NULL, target INTEGER NOT NULL, starts INTEGER, ends INTEGER,
  PRIMARY KEY (role, kind, target)
) WITHOUT ROWID;
CREATE INDEX role_targets_target ON role_targets (kind, target);
CREATE TABLE resources (
  id INTEGER PRIMARY KEY AUTOINCREMENT, namespace INTEGER NOT NULL, code TEXT NOT NULL,
  type TEXT NOT NULL, name TEXT, settings TEXT NOT NULL, UNIQUE (namespace, code)
);
CREATE TABLE resource_grants (
  resource INTEGER NOT NULL, kind TEXT NOT NULL, target INTEGER NOT NULL, actions TEXT NOT NULL,
  PRIMARY KEY (resource, kind, target)
) WITHOUT ROWID;
CREATE TABLE apps (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, identifier TEXT UNIQUE,
  name TEXT NOT NULL, secret TEXT NOT NULL, strategy TEXT NOT NULL, settings TEXT NOT NULL,
  created TEXT NOT NULL
);
CREATE TABLE app_access (
  id INTEGER PRIMARY KEY AUTOINCREMENT, app INTEGER NOT NULL, kind TEXT NOT NULL,
  target INTEGER NOT NULL, effect TEXT NOT NULL, inherit INTEGER NOT NULL DEFAULT 0,
  enabled INTEGER NOT NULL DEFAULT 1, UNIQUE (app, kind, target)
);
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY, kind TEXT NOT NULL, app INTEGER NOT NULL, user INTEGER,
  scope TEXT NOT NULL, expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_user ON sessions (user);
CREATE TABLE data_policies (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE,
  description TEXT, statements TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL
);
CREATE TABLE data_policy_targets (
  policy INTEGER NOT NULL, kind TEXT NOT NULL, target INTEGER NOT NULL, since TEXT NOT NULL,
  PRIMARY KEY (policy, kind, target)
) WITHOUT ROWID;
CREATE TABLE custom_fields (
  target TEXT NOT NULL, key TEXT NOT NULL, settings TEXT NOT NULL, PRIMARY KEY (target, key)
) WITHOUT ROWID;
`;

/** Authing's data files; the application id spells «AUTH». */
export const AUTHING_SCHEMA: Schema = {
  api: "authing",
  application: 0x41555448,
  version: 1,
  tables: TABLES,
};
