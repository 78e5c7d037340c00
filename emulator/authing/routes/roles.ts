import { z } from "zod";
import { type Context, type Endpoint, get, post, success } from "../endpoint";
import { namespaceById, namespaceOf } from "../model/namespaces";
import { roleDepartments, roleMembers, rolesOfUser } from "../model/role-targets";
import {
  type RoleRow,
  createRole,
  deleteRole,
  findRole,
  roleOf,
  rolesIn,
  updateRole,
} from "../model/roles";
import { given } from "../model/rows";
import { userOf } from "../model/users";
import { invalid } from "../wire/failure";
import { filledKey, key, list, optional, paging, text, whole } from "../wire/fields";
import { pageOf } from "../wire/pages";
import { type Shape, json, userView } from "../wire/views";
import { userIdType } from "./user-fields";
import { PARTS } from "./users";

/** `RoleDto`. */
export function roleView({ db }: Context, role: RoleRow): Shape {
  const namespace = namespaceById(db, role.namespace);
  return {
    id: role.key,
    code: role.code,
    name: role.name ?? role.code,
    description: role.description ?? "",
    namespace: namespace.code,
    namespaceName: namespace.name ?? "",
    status: role.status,
    ...(role.disable_time !== null && { disableTime: role.disable_time }),
  };
}

/** What names one role: an omitted namespace is the default one. */
export const ROLE = { code: filledKey, namespace: optional(text) };

/** The role that a request names; 404 where the namespace or it does not exist. */
export const roleNamed = (
  { db }: Context,
  input: { code: string; namespace?: string | null | undefined },
) => roleOf(db, namespaceOf(db, input.namespace).id, input.code);

const ATTRIBUTES = {
  namespace: optional(text),
  name: optional(text),
  description: optional(text),
  disableTime: optional(whole),
};
const NEW = z.object({ ...ATTRIBUTES, code: filledKey });

function create(context: Context, input: z.output<typeof NEW>) {
  const { db } = context;
  const { code, name = null, description = null, disableTime = null } = input;
  const namespace = namespaceOf(db, input.namespace).id;
  return createRole(db, { namespace, code, name, description, disable_time: disableTime });
}

const NEW_BATCH = z.object({ list: list(z.object({ ...ATTRIBUTES, code: key })) });

function createBatch(context: Context, input: z.output<typeof NEW_BATCH>) {
  if (input.list.some(({ code }) => code === "")) throw invalid("role code must not empty");
  for (const role of input.list) create(context, role);
  return success();
}

const CHANGE = z.object({
  ...ATTRIBUTES,
  code: filledKey,
  newCode: optional(key),
  status: optional(z.enum(["ENABLE", "DISABLE"])),
});

function change(context: Context, input: z.output<typeof CHANGE>) {
  const { name, description, newCode, status, disableTime } = input;
  const columns = given({
    name,
    description,
    disable_time: disableTime,
    status: status ?? undefined,
    code: newCode ?? undefined,
  });
  updateRole(context.db, roleNamed(context, input), columns);
  return success();
}

const REMOVE = z.object({ codeList: list(text), namespace: optional(text) });

/** All or none: a code that is no role's fails the call. */
function remove({ db }: Context, input: z.output<typeof REMOVE>) {
  const namespace = namespaceOf(db, input.namespace);
  const roles = input.codeList.map((code) => roleOf(db, namespace.id, code));
  for (const { id } of roles) deleteRole(db, id);
  return success();
}

const REMOVE_ALL = z.object({ roleList: list(z.object({ code: text, namespace: text })) });

function removeInMany(context: Context, input: z.output<typeof REMOVE_ALL>) {
  const roles = input.roleList.map((role) => roleNamed(context, role));
  for (const { id } of roles) deleteRole(context.db, id);
  return success();
}

const LISTING = z.object({ ...paging, namespace: optional(text), keywords: optional(text) });

function listing(context: Context, input: z.output<typeof LISTING>) {
  const namespace = namespaceOf(context.db, input.namespace);
  const page = pageOf(rolesIn(context.db, namespace.id, input.keywords ?? ""), input);
  return { ...page, list: page.list.map((role) => roleView(context, role)) };
}

function departments(context: Context, input: { page: number; limit: number; code: string }) {
  const page = pageOf(roleDepartments(context.db, roleNamed(context, input).id), input);
  const list = page.list.map(({ key: id, code, name, settings }) => ({
    id,
    code: code ?? "",
    name,
    description: json(settings)["description"] ?? "",
  }));
  return { ...page, list };
}

const OF_USER = z.object({ userId: text.min(1), userIdType, namespace: optional(text) });

/** Without a namespace only the default one's, as the lists of roles. */
function ofUser(context: Context, input: z.output<typeof OF_USER>) {
  const { db } = context;
  const namespace = namespaceOf(db, input.namespace);
  const user = userOf(db, input.userId, input.userIdType);
  const roles = rolesOfUser(db, user.id).filter((role) => role.namespace === namespace.id);
  return { totalCount: roles.length, list: roles.map((role) => roleView(context, role)) };
}

const HAS = z.object({
  userId: text.min(1),
  roles: list(z.object({ code: text, namespace: optional(text) })),
  options: z.object({ userIdType }).nullable().optional(),
});

function hasAny({ db }: Context, input: z.output<typeof HAS>) {
  const user = userOf(db, input.userId, input.options?.userIdType);
  const held = rolesOfUser(db, user.id);
  const wanted = input.roles.map(
    ({ code, namespace }) => findRole(db, namespaceOf(db, namespace).id, code)?.id,
  );
  return { hasAnyRole: held.some(({ id }) => wanted.includes(id)) };
}

/** Roles in namespaces. */
export const roleRoutes: Endpoint[] = [
  post("create-role", NEW, (context, input) => roleView(context, create(context, input))),
  post("create-roles-batch", NEW_BATCH, createBatch),
  post("update-role", CHANGE, change),
  post("delete-roles-batch", REMOVE, remove),
  post("multiple-namespace-delete-roles-batch", REMOVE_ALL, removeInMany),
  get("get-role", z.object(ROLE), (context, input) => roleView(context, roleNamed(context, input))),
  get("list-roles", LISTING, listing),
  get("list-role-members", z.object({ ...ROLE, ...paging, ...PARTS }), (context, input) => {
    const page = pageOf(roleMembers(context.db, roleNamed(context, input).id), input);
    return { ...page, list: page.list.map((row) => userView(context.db, row, input)) };
  }),
  get("list-role-departments", z.object({ ...ROLE, ...paging }), departments),
  get("get-user-roles", OF_USER, ofUser),
  post("has-any-role", HAS, hasAny),
];
