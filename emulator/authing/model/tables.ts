import { same } from "../../same";
import { type Schema } from "../../storage/schema";
import { type Row, Table, integer, serial, text, textOf } from "../../storage/table";

/** Who may be let into an application, or kept out; and who a data policy holds for. */
export type AccessKind = "USER" | "ROLE" | "GROUP" | "ORG";
/** Who may do something with a resource. */
export type GrantKind = "USER" | "ROLE" | "GROUP" | "DEPARTMENT";
/** Who a role is assigned to. */
export type TargetKind = "USER" | "GROUP" | "DEPARTMENT";

/*
 * Authing's objects have many attributes that nothing here depends on; those lie in one column of
 * JSON (`profile`, `settings`), by the API's names. What is looked up, unique or ordered has a
 * column of its own. `key` is what the API calls the object's id.
 */

export const SETTINGS = new Table(
  "settings",
  { key: text.key, value: text },
  { withoutRowid: true },
);

/** An organization is its root department: the root's `code` is the organization's. */
export const ORGANIZATIONS = new Table("organizations", {
  id: serial,
  code: text.unique,
  root: integer,
});
export type OrganizationRow = Row<typeof ORGANIZATIONS>;

export const DEPARTMENTS = new Table(
  "departments",
  {
    id: serial,
    key: text.unique,
    organization: integer,
    /** Nothing for the root of an organization. */
    parent: integer.orNull,
    name: text,
    code: text.orNull,
    open_id: text.orNull,
    virtual: integer.or(0),
    status: integer.or(1),
    settings: text.or("{}"),
    custom: text.orNull,
    created: text,
    updated: text,
  },
  {
    indexes: [
      "INDEX departments_parent ON departments (parent)",
      "UNIQUE INDEX departments_code ON departments (organization, code) WHERE code IS NOT NULL",
      "UNIQUE INDEX departments_open ON departments (organization, open_id) WHERE open_id IS NOT NULL",
    ],
  },
);
export type DepartmentRow = Row<typeof DEPARTMENTS>;

export const DEPARTMENT_MEMBERS = new Table(
  "department_members",
  { department: integer, user: integer, leader: integer.or(0), main: integer.or(0) },
  {
    constraints: ["PRIMARY KEY (department, user)"],
    withoutRowid: true,
    indexes: ["INDEX department_members_user ON department_members (user)"],
  },
);
export type MembershipRow = Row<typeof DEPARTMENT_MEMBERS>;

export const USERS = new Table("users", {
  id: serial,
  key: text.unique,
  username: text.orNull.unique,
  email: text.orNull.unique.ignoringCase,
  phone: text.orNull.unique,
  external_id: text.orNull.unique,
  status: text,
  password: text.orNull,
  profile: text,
  custom: text.or("{}"),
  created: text,
  updated: text,
});
export type UserRow = Row<typeof USERS>;

/** Groups are flat and belong to the pool. */
export const GROUPS = new Table("user_groups", {
  id: serial,
  key: text.unique,
  code: text.unique,
  ...same(text, "name", "description", "type"),
  custom: text.or("{}"),
});
export type GroupRow = Row<typeof GROUPS>;

export const GROUP_MEMBERS = new Table(
  "group_members",
  { group: integer, user: integer },
  {
    constraints: ['PRIMARY KEY ("group", user)'],
    withoutRowid: true,
    indexes: ["INDEX group_members_user ON group_members (user)"],
  },
);

/** What roles and resources have their codes in. */
export const NAMESPACES = new Table("namespaces", {
  id: serial,
  code: text.unique,
  name: text.orNull,
  description: text.orNull,
});
export type NamespaceRow = Row<typeof NAMESPACES>;

export const ROLES = new Table(
  "roles",
  {
    id: serial,
    key: text.unique,
    namespace: integer,
    code: text,
    name: text.orNull,
    description: text.orNull,
    /** `ENABLE` or `DISABLE`. */
    status: text,
    /** Milliseconds, or nothing. */
    disable_time: integer.orNull,
    custom: text.or("{}"),
  },
  { constraints: ["UNIQUE (namespace, code)"] },
);
export type RoleRow = Row<typeof ROLES>;

export const ROLE_TARGETS = new Table(
  "role_targets",
  {
    role: integer,
    kind: textOf<TargetKind>(),
    target: integer,
    starts: integer.orNull,
    ends: integer.orNull,
  },
  {
    constraints: ["PRIMARY KEY (role, kind, target)"],
    withoutRowid: true,
    indexes: ["INDEX role_targets_target ON role_targets (kind, target)"],
  },
);

export const RESOURCES = new Table(
  "resources",
  {
    id: serial,
    namespace: integer,
    code: text,
    type: text,
    name: text.orNull,
    settings: text,
  },
  { constraints: ["UNIQUE (namespace, code)"] },
);
export type ResourceRow = Row<typeof RESOURCES>;

/** `actions` is a list of names as JSON. */
export const RESOURCE_GRANTS = new Table(
  "resource_grants",
  { resource: integer, kind: textOf<GrantKind>(), target: integer, actions: text },
  { constraints: ["PRIMARY KEY (resource, kind, target)"], withoutRowid: true },
);
export type GrantRow = Row<typeof RESOURCE_GRANTS>;

export const APPS = new Table("apps", {
  id: serial,
  /** A client's id too. */
  key: text.unique,
  identifier: text.orNull.unique,
  name: text,
  secret: text,
  /** `ALLOW_ALL` or `DENY_ALL`: who is let in that no grant speaks of. */
  ...same(text, "strategy", "settings", "created"),
});
export type AppRow = Row<typeof APPS>;

export const APP_ACCESS = new Table(
  "app_access",
  {
    id: serial,
    app: integer,
    kind: textOf<AccessKind>(),
    target: integer,
    /** `ALLOW` or `DENY`. */
    effect: text,
    inherit: integer.or(0),
    enabled: integer.or(1),
  },
  { constraints: ["UNIQUE (app, kind, target)"] },
);
export type AccessRow = Row<typeof APP_ACCESS>;

/** What tokens stand for, by their digests. */
export const SESSIONS = new Table(
  "sessions",
  {
    hash: text.key,
    kind: textOf<"access" | "refresh">(),
    app: integer,
    /** Nobody for an app that acts for itself. */
    user: integer.orNull,
    scope: text,
    /** Milliseconds. */
    expires: integer,
  },
  { withoutRowid: true, indexes: ["INDEX sessions_user ON sessions (user)"] },
);
export type Session = Omit<Row<typeof SESSIONS>, "hash">;

export const DATA_POLICIES = new Table("data_policies", {
  id: serial,
  key: text.unique,
  name: text.unique,
  description: text.orNull,
  /** What is allowed and denied as JSON; the API never tells it. */
  ...same(text, "statements", "created", "updated"),
});
export type DataPolicyRow = Row<typeof DATA_POLICIES>;

export const DATA_POLICY_TARGETS = new Table(
  "data_policy_targets",
  { policy: integer, kind: textOf<AccessKind>(), target: integer, since: text },
  { constraints: ["PRIMARY KEY (policy, kind, target)"], withoutRowid: true },
);

export const CUSTOM_FIELDS = new Table(
  "custom_fields",
  { target: text, key: text, settings: text },
  { constraints: ["PRIMARY KEY (target, key)"], withoutRowid: true },
);

/** Authing's data files; the application id spells "AUTH". */
export const AUTHING_SCHEMA: Schema = {
  api: "authing",
  application: 0x41555448,
  version: 1,
  tables: [
    SETTINGS,
    ORGANIZATIONS,
    DEPARTMENTS,
    DEPARTMENT_MEMBERS,
    USERS,
    GROUPS,
    GROUP_MEMBERS,
    NAMESPACES,
    ROLES,
    ROLE_TARGETS,
    RESOURCES,
    RESOURCE_GRANTS,
    APPS,
    APP_ACCESS,
    SESSIONS,
    DATA_POLICIES,
    DATA_POLICY_TARGETS,
    CUSTOM_FIELDS,
  ],
};
