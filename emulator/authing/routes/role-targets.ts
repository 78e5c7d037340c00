import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { namespaceOf } from "../model/namespaces";
import {
  type Target,
  assign,
  findRole,
  revoke,
  roleDepartments,
  roleMembers,
} from "../model/roles";
import { subjectOf } from "../model/subjects";
import { rolesOfUser } from "../model/subjects-of-user";
import { userOf } from "../model/users";
import { PARTS, USER, list, optional, paging, text, userOptions, whole } from "../wire/fields";
import { pageOf, wholeOf } from "../wire/pages";
import { json, userView } from "../views";
import { ROLE, roleNamed, roleView } from "./roles";

const OF_USER = z.object({ ...USER, namespace: optional(text) });

/** The roles of a user in a namespace; without one in the default one, as the lists of roles. */
export function rolesHeld(context: Context, user: { id: number }, namespace?: string | null) {
  const { id } = namespaceOf(context.db, namespace);
  const roles = rolesOfUser(context.db, user.id).filter((role) => role.namespace === id);
  return wholeOf(roles.map((role) => roleView(context, role)));
}

const HAS = z.object({
  userId: text.min(1),
  roles: list(z.object({ code: text, namespace: optional(text) })),
  options: userOptions,
});

function hasAny({ db }: Context, input: z.output<typeof HAS>) {
  const held = rolesOfUser(db, userOf(db, input.userId, input.options?.userIdType).id);
  const wanted = input.roles.map(
    ({ code, namespace }) => findRole(db, namespaceOf(db, namespace).id, code)?.id,
  );
  return { hasAnyRole: held.some(({ id }) => wanted.includes(id)) };
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

const many =
  (apply: (db: Context["db"], role: number, target: Target) => void) =>
  (context: Context, input: z.output<typeof BATCH>) => {
    const roles = input.roles.map((role) => roleNamed(context, role));
    const targets = resolve(context, input.targets);
    for (const { id } of roles) for (const each of targets) apply(context.db, id, each);
  };

/** Who has a role. */
export const roleTargetRoutes: Endpoint[] = [
  post("assign-role", ASSIGN, (context, input) => {
    const role = roleNamed(context, input).id;
    const times = { starts: input.enableTime, ends: input.endTime };
    for (const each of resolve(context, input.targets)) assign(context.db, role, each, times);
  }),
  post("revoke-role", REVOKE, (context, input) => {
    const role = roleNamed(context, input).id;
    for (const each of resolve(context, input.targets)) revoke(context.db, role, each);
  }),
  post("assign-role-batch", BATCH, many(assign)),
  post("revoke-role-batch", BATCH, many(revoke)),
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
  get("get-user-roles", OF_USER, (context, { userId, userIdType, namespace }) =>
    rolesHeld(context, userOf(context.db, userId, userIdType), namespace),
  ),
  post("has-any-role", HAS, hasAny),
];
