import { z } from "zod";

/** A department or group with what is in it. Without a uid it gets one from its name. */
export interface SeedNode {
  name: string;
  uid?: string | undefined;
  remark?: string | undefined;
  visibility?: number | undefined;
  acceptUser?: boolean | undefined;
  nodeScope?: string[] | undefined;
  userScope?: string[] | undefined;
  managerGroup?: z.infer<typeof managerGroup> | undefined;
  users?: string[] | undefined;
  children?: SeedNode[] | undefined;
}

const managerGroup = z.strictObject({
  nodes: z.array(z.string()).default([]),
  users: z.array(z.string()).default([]),
  apps: z.array(z.string()).default([]),
  perms: z.array(z.string()).default([]),
  scope_subject: z.union([z.literal(1), z.literal(2)]).default(1),
});

const node: z.ZodType<SeedNode> = z.strictObject({
  name: z.string().min(1),
  uid: z.string().min(1).optional(),
  remark: z.string().optional(),
  visibility: z.number().int().min(1).max(5).optional(),
  acceptUser: z.boolean().optional(),
  nodeScope: z.array(z.string()).optional(),
  userScope: z.array(z.string()).optional(),
  managerGroup: managerGroup.optional(),
  users: z.array(z.string()).optional(),
  children: z.lazy(() => z.array(node)).optional(),
});

const user = z.strictObject({
  username: z.string().regex(/^[a-z0-9]{4,16}$/),
  name: z.string().default(""),
  mobile: z.string().default(""),
  email: z.string().default(""),
  gender: z.number().int().min(0).max(2).default(0),
  /** In clear; or what a dump wrote, which can't be read back. */
  password: z.string().min(1).optional(),
  passwordHash: z.string().optional(),
});

const member = z.strictObject({
  username: z.string(),
  email: z.string().optional(),
  employee_number: z.string().optional(),
  position: z.string().optional(),
  hiredate: z.string().nullable().optional(),
  remark: z.string().optional(),
});

const app = z.strictObject({
  uid: z.string().min(1),
  name: z.string().min(1),
  index: z.string().nullable().default(""),
  logo: z.string().default(""),
  remark: z.string().default(""),
  allowAnyUser: z.boolean().default(false),
  oauth: z.record(z.string(), z.string()).nullable().default(null),
  ldap: z.boolean().default(false),
  http: z.boolean().default(false),
  saml: z.record(z.string(), z.string()).nullable().default(null),
});

const org = z.strictObject({
  name: z.string().min(1),
  owner: z.string().default("admin"),
  members: z.array(member).default([]),
  departments: z.array(node).default([]),
  direct: z.array(node).default([]),
  roles: z.array(node).default([]),
  labels: z.array(node).default([]),
  managers: z.array(node).default([]),
  categories: z.array(node).default([]),
  apps: z.array(app).default([]),
});

const perm = z.strictObject({
  uid: z.string().min(1),
  name: z.string().min(1),
  remark: z.string().default(""),
  scope: z.string(),
});

const grant = z.strictObject({
  perm: z.string(),
  user: z.string().optional(),
  node: z.string().optional(),
  status: z.number().int(),
});

/** What a seed file holds. Everything may be left out. */
export const seedFile = z.strictObject({
  users: z.array(user).default([]),
  orgs: z.array(org).default([]),
  perms: z.array(perm).default([]),
  grants: z.array(grant).default([]),
});

/** The content of a seed file, defaults filled in. */
export type Seed = z.infer<typeof seedFile>;
/** One org of a seed file. */
export type SeedOrg = Seed["orgs"][number];
/** One app of a seed file. */
export type SeedApp = SeedOrg["apps"][number];

/** The tops of an org below which a seed has nodes, and what they are called there. */
export const TOPS = [
  ["departments", "d", "dept_uid"],
  ["direct", "g", "direct_uid"],
  ["roles", "g", "role_uid"],
  ["labels", "g", "label_uid"],
  ["managers", "g", "manager_uid"],
  ["categories", "g", "group_uid"],
] as const;
