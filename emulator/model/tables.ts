import { same } from "../same";
import { type Schema } from "../storage/schema";
import { type Row, Table, integer, serial, text, textOf } from "../storage/table";
import { type LogSubject } from "./log-subjects";

/** Who a grant is for: a user or a node. */
export type OwnerKind = "u" | "n";
/** d: a department, g: a group, ag: an app group. */
export type NodeKind = "d" | "g" | "ag";

/**
 * People. Rows of the deleted stay, marked: they are still listed as members of their orgs
 * (ARKID.md 10). `born` is one clock for users, nodes and perms; it tells which grant rows exist
 * (ARKID.md 30). The three blocks are JSON.
 */
export const USERS = new Table(
  "users",
  {
    id: serial,
    born: integer,
    ...same(text, "uuid", "username", "name", "mobile", "private_email"),
    gender: integer,
    avatar: text,
    origin: text,
    password: text.orNull,
    ...same(integer.or(0), "require_reset", "settled", "extern"),
    active: integer.or(1),
    deleted: integer.or(0),
    created: text,
    ...same(text.orNull, "last_active", "posix", "ding", "custom"),
    current_org: integer.orNull,
  },
  {
    indexes: [
      "UNIQUE INDEX users_username ON users (username) WHERE deleted = 0",
      "INDEX users_mobile ON users (mobile) WHERE mobile <> ''",
      "INDEX users_email ON users (private_email) WHERE private_email <> ''",
    ],
  },
);
export type UserRow = Row<typeof USERS>;

/** Each user's token. */
export const TOKENS = new Table("tokens", {
  user_id: integer.key,
  hash: text.unique,
  sealed: text.orNull,
  created: integer,
});

/** Orgs; the row of a deleted one stays, because the children of its nodes still name them. */
export const ORGS = new Table("orgs", {
  id: serial,
  oid: text.unique,
  name: text,
  owner_id: integer,
  ...same(
    text,
    "dept_uid",
    "group_uid",
    "direct_uid",
    "manager_uid",
    "role_uid",
    "label_uid",
    "app_group_uid",
    "default_app_group_uid",
  ),
  /** JSON of the company's names and address. */
  company: text.orNull,
  deleted: integer.or(0),
});
export type OrgRow = Row<typeof ORGS>;

/** What an org knows of its members. `hiredate` is a time or null. */
export const ORG_MEMBERS = new Table(
  "org_members",
  {
    id: serial,
    org_id: integer,
    user_id: integer,
    ...same(text.or(""), "email", "employee_number", "position"),
    hiredate: text.orNull,
    remark: text.or(""),
  },
  {
    constraints: ["UNIQUE (org_id, user_id)"],
    indexes: ["INDEX org_members_user ON org_members (user_id)"],
  },
);
export type OrgMemberRow = Row<typeof ORG_MEMBERS>;

/** Departments, groups and app groups; rows of the deleted stay, marked (ARKID.md 5). */
export const NODES = new Table(
  "nodes",
  {
    pk: serial,
    born: integer,
    kind: textOf<NodeKind>(),
    /** The id that the API shows; it counts for each kind by itself. */
    number: integer,
    uid: text,
    name: text,
    remark: text.or(""),
    parent: integer.orNull,
    position: integer.or(0),
    /** For a group, the kind of its top: role, label, manager, …, or a category's own uid. */
    subject: text,
    org_id: integer.orNull,
    accept_user: integer.or(1),
    visibility: integer.or(1),
    /** JSON lists of node and user ids. */
    node_scope: text.or("[]"),
    user_scope: text.or("[]"),
    /** JSON, see manager-groups.ts. */
    manager_group: text.orNull,
    deleted: integer.or(0),
  },
  {
    indexes: [
      "UNIQUE INDEX nodes_uid ON nodes (kind, uid) WHERE deleted = 0",
      "UNIQUE INDEX nodes_number ON nodes (kind, number)",
      "INDEX nodes_parent ON nodes (parent, position)",
      "INDEX nodes_manager ON nodes (org_id) WHERE manager_group IS NOT NULL",
    ],
  },
);
export type NodeRow = Row<typeof NODES>;

/** Who is in which department or group, in which place. */
export const NODE_MEMBERS = new Table(
  "node_members",
  { node: integer, user_id: integer, position: integer },
  {
    constraints: ["PRIMARY KEY (node, user_id)"],
    withoutRowid: true,
    indexes: [
      "INDEX node_members_position ON node_members (node, position)",
      "INDEX node_members_user ON node_members (user_id)",
    ],
  },
);

/** Permissions. */
export const PERMS = new Table(
  "perms",
  {
    id: serial,
    born: integer,
    uid: text.unique,
    name: text,
    remark: text.or(""),
    scope: text,
    action: text,
    /** `system`, `app`, or the oid of an org. */
    subject: text,
    /** Made by `POST perm/`, and so with rows for everybody at once (ARKID.md 30). */
    posted: integer.or(0),
    /** When the last flush made rows for everybody; null before the first. */
    flushed: integer.orNull,
    sub_account: text.orNull,
  },
  { indexes: ["INDEX perms_scope ON perms (scope)"] },
);
export type PermRow = Row<typeof PERMS>;

/** Who was granted or denied what by name. `made` is set where a grant made the row. */
export const GRANTS = new Table(
  "grants",
  {
    perm_id: integer,
    owner_kind: textOf<OwnerKind>(),
    owner_id: integer,
    status: integer,
    made: integer.orNull,
  },
  {
    constraints: ["PRIMARY KEY (perm_id, owner_kind, owner_id)"],
    withoutRowid: true,
    indexes: ["INDEX grants_owner ON grants (owner_kind, owner_id)"],
  },
);

/** Apps. Each protocol is JSON, or null where it is off. */
export const APPS = new Table("apps", {
  id: serial,
  uid: text.unique,
  name: text,
  index: text.orNull,
  logo: text.or(""),
  remark: text.or(""),
  allow_any_user: integer.or(0),
  org_id: integer.orNull,
  ...same(text.orNull, "oauth", "ldap", "http", "saml"),
});
export type AppRow = Row<typeof APPS>;

export const APP_GROUP_MEMBERS = new Table(
  "app_group_members",
  { node: integer, app_id: integer },
  { constraints: ["PRIMARY KEY (node, app_id)"], withoutRowid: true },
);

/** The key by which an org may be entered. */
export const INVITATIONS = new Table("invitations", {
  org_id: integer.key,
  key: text.unique,
  /** Milliseconds. */
  expires: integer,
});

/** What was done and by whom, youngest last. */
export const LOGS = new Table("logs", {
  id: serial,
  uuid: text.unique,
  created: text,
  org_id: integer.orNull,
  user_id: integer,
  subject: textOf<LogSubject>(),
  summary: text,
  detail: text,
});
export type LogRow = Row<typeof LOGS>;

/** Fields that an org defines of its own. */
export const CUSTOM_FIELDS = new Table("custom_fields", {
  uuid: text.key,
  org_id: integer,
  ...same(text, "subject", "name", "schema"),
  visible: integer,
});
export type CustomFieldRow = Row<typeof CUSTOM_FIELDS>;

export const SETTINGS = new Table(
  "settings",
  { key: text.key, value: text },
  { withoutRowid: true },
);

/** ArkID's; its files have no application id, because they are older than the other API. */
export const ARKID_SCHEMA: Schema = {
  api: "arkid",
  application: 0,
  version: 1,
  tables: [
    USERS,
    TOKENS,
    ORGS,
    ORG_MEMBERS,
    NODES,
    NODE_MEMBERS,
    PERMS,
    GRANTS,
    APPS,
    APP_GROUP_MEMBERS,
    INVITATIONS,
    LOGS,
    CUSTOM_FIELDS,
    SETTINGS,
  ],
};
