import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { given } from "../model/keys";
import { namespaceById, namespaceOf } from "../model/namespaces";
import {
  type Target,
  assign,
  createRole,
  deleteRole,
  revoke,
  roleDepartments,
  roleMembers,
  roleOf,
  rolesIn,
  rolesOfUser,
  updateRole,
} from "../model/roles";
import { subjectOf } from "../model/subjects";
import { type RoleRow } from "../model/tables";
import { userOf } from "../model/users";
import { invalid } from "../wire/failure";
import { PARTS, USER, filledKey, key, list, optional, paging, text, whole } from "../wire/fields";
import { pageOf, wholeOf } from "../wire/pages";
import { json, userView } from "../views";
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
const ROLE = z.object({ code: filledKey, namespace: optional(text) });

/** The role that a request names; 404 where the namespace or it does not exist. */
const roleNamed = ({ db }: Context, { code, namespace }: z.output<typeof ROLE>) =>
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

const LISTING = z.object({ ...paging, namespace: optional(text), keywords: optional(text) });

function listing(context: Context, input: z.output<typeof LISTING>) {
  const namespace = namespaceOf(context.db, input.namespace);
  const found = rolesIn(context.db, namespace.id, input.keywords ?? "");
  return pageOf(found, input, (role) => roleView(context, role));
}

const OF_USER = z.object({ ...USER, namespace: optional(text) });

/** Without a namespace only the default one's, as the lists of roles. */
function ofUser(context: Context, input: z.output<typeof OF_USER>) {
  const { db } = context;
  const namespace = namespaceOf(db, input.namespace);
  const user = userOf(db, input.userId, input.userIdType);
  const roles = rolesOfUser(db, user.id).filter((role) => role.namespace === namespace.id);
  return wholeOf(roles.map((role) => roleView(context, role)));
}

/** The most roles, and the most targets, of a batch. */
const FEW = 10;

const TARGET = z.object({
  targetType: z.enum(["USER", "GROUP", "DEPARTMENT"]),
  targetIdentifier: text.min(1),
});

/** Seconds or milliseconds: a number of seconds this large lies in the year 5138. */
const time = optional(whole).transform((value) =>
  value == null ? null : value < 1e11 ? value * 1000 : value,
);

/** The targets that a request names; 404 for the first that does not exist. */
const resolve = ({ db }: Context, targets: z.output<typeof TARGET>[]): Target[] =>
  targets.map(({ targetType: kind, targetIdentifier }) => ({
    kind,
    target: subjectOf(db, kind, targetIdentifier),
  }));

const REVOKE = ROLE.extend({ targets: list(TARGET) });
const ASSIGN = REVOKE.extend({ endTime: time, enableTime: time });
const BATCH = z.object({ roles: list(ROLE, FEW), targets: list(TARGET, FEW) });

/** Who has a role. */
const targetRoutes: Endpoint[] = [
  post("assign-role", ASSIGN, (context, input) => {
    const role = roleNamed(context, input).id;
    const times = { starts: input.enableTime, ends: input.endTime };
    for (const each of resolve(context, input.targets)) assign(context.db, role, each, times);
  }),
  post("revoke-role", REVOKE, (context, input) => {
    const role = roleNamed(context, input).id;
    for (const each of resolve(context, input.targets)) revoke(context.db, role, each);
  }),
  post("assign-role-batch", BATCH, (context, input) => {
    const roles = input.roles.map((role) => roleNamed(context, role));
    const targets = resolve(context, input.targets);
    for (const { id } of roles) for (const each of targets) assign(context.db, id, each);
  }),
  get("list-role-members", z.object({ ...ROLE.shape, ...paging, ...PARTS }), (context, input) =>
    pageOf(roleMembers(context.db, roleNamed(context, input).id), input, (row) =>
      userView(context.db, row, input),
    ),
  ),
  get("list-role-departments", ROLE.extend(paging), (context, input) =>
    pageOf(roleDepartments(context.db, roleNamed(context, input).id), input, (row) => ({
      id: row.key,
      code: row.code ?? "",
      name: row.name,
      description: json(row.settings)["description"] ?? "",
    })),
  ),
  get("get-user-roles", OF_USER, ofUser),
];

/** Roles in namespaces. */
export const roleRoutes: Endpoint[] = [
  post("create-role", ATTRIBUTES, (context, input) => roleView(context, create(context, input))),
  post("create-roles-batch", NEW_BATCH, createBatch),
  post("update-role", CHANGE, change),
  post("delete-roles-batch", REMOVE, remove),
  get("get-role", ROLE, (context, input) => roleView(context, roleNamed(context, input))),
  get("list-roles", LISTING, listing),
  ...targetRoutes,
];
