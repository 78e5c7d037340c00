import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { given } from "../model/keys";
import { namespaceById, namespaceOf } from "../model/namespaces";
import { createRole, deleteRole, roleOf, rolesIn, updateRole } from "../model/roles";
import { type RoleRow } from "../model/tables";
import { invalid } from "../wire/failure";
import { filledKey, key, list, optional, paging, text, unserved, whole } from "../wire/fields";
import { pageOf } from "../wire/pages";
import { type Shape } from "../wire/shape";

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
export const ROLE = z.object({ code: filledKey, namespace: optional(text) });

/** The role that a request names; 404 where the namespace or it does not exist. */
export const roleNamed = ({ db }: Context, { code, namespace }: z.output<typeof ROLE>) =>
  roleOf(db, namespaceOf(db, namespace).id, code);

const ATTRIBUTES = ROLE.extend({
  name: optional(text),
  description: optional(text),
  disableTime: optional(whole),
});

function create({ db }: Context, input: z.output<typeof ATTRIBUTES>) {
  const { code, name = null, description = null, disableTime = null } = input;
  const namespace = namespaceOf(db, input.namespace).id;
  return createRole(db, { namespace, code, name, description, disable_time: disableTime });
}

const NEW_BATCH = z.object({ list: list(ATTRIBUTES.extend({ code: key })) });

function createBatch(context: Context, input: z.output<typeof NEW_BATCH>) {
  if (input.list.some(({ code }) => code === "")) throw invalid("role code must not empty");
  for (const role of input.list) create(context, role);
}

const CHANGE = ATTRIBUTES.extend({
  newCode: optional(key),
  status: optional(z.enum(["ENABLE", "DISABLE"])),
  ...unserved("there are no approvals", "enablePermissionApply"),
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
}

const REMOVE = z.object({ codeList: list(text), namespace: optional(text) });

/** All or none: a code that is no role's fails the call. */
function remove({ db }: Context, input: z.output<typeof REMOVE>) {
  const namespace = namespaceOf(db, input.namespace);
  const roles = input.codeList.map((code) => roleOf(db, namespace.id, code));
  for (const { id } of roles) deleteRole(db, id);
}

const REMOVE_ALL = z.object({ roleList: list(z.object({ code: text, namespace: text })) });

function removeInMany(context: Context, input: z.output<typeof REMOVE_ALL>) {
  const roles = input.roleList.map((role) => roleNamed(context, role));
  for (const { id } of roles) deleteRole(context.db, id);
}

const LISTING = z.object({ ...paging, namespace: optional(text), keywords: optional(text) });

function listing(context: Context, input: z.output<typeof LISTING>) {
  const namespace = namespaceOf(context.db, input.namespace);
  const found = rolesIn(context.db, namespace.id, input.keywords ?? "");
  return pageOf(found, input, (role) => roleView(context, role));
}

/** Roles in namespaces. */
export const roleRoutes: Endpoint[] = [
  post("create-role", ATTRIBUTES, (context, input) => roleView(context, create(context, input))),
  post("create-roles-batch", NEW_BATCH, createBatch),
  post("update-role", CHANGE, change),
  post("delete-roles-batch", REMOVE, remove),
  post("multiple-namespace-delete-roles-batch", REMOVE_ALL, removeInMany),
  get("get-role", ROLE, (context, input) => roleView(context, roleNamed(context, input))),
  get("list-roles", LISTING, listing),
];
