import { z } from "zod";
import { type Context, type Endpoint, post, success } from "../endpoint";
import { type TargetKind, assign, revoke } from "../model/role-targets";
import { type RoleRow } from "../model/roles";
import { subjectOf } from "../model/subjects";
import { filledKey, list, optional, text, whole } from "../wire/fields";
import { ROLE, roleNamed } from "./roles";

/** The most roles, and the most targets, of a batch. */
const FEW = 10;

const TARGET = z.object({
  targetType: z.enum(["USER", "GROUP", "DEPARTMENT"]),
  targetIdentifier: text.min(1),
});
type Target = z.output<typeof TARGET>;

/** Seconds or milliseconds: a number of seconds this large lies in the year 5138. */
const time = optional(whole).transform((value) =>
  value == null ? null : value < 1e11 ? value * 1000 : value,
);

/** The targets that a request names; 404 for the first that does not exist. */
const resolve = ({ db }: Context, targets: Target[]): { kind: TargetKind; id: number }[] =>
  targets.map(({ targetType: kind, targetIdentifier }) => ({
    kind,
    id: subjectOf(db, kind, targetIdentifier),
  }));

const ASSIGN = z.object({ ...ROLE, targets: list(TARGET), endTime: time, enableTime: time });

function assignOne(context: Context, input: z.output<typeof ASSIGN>) {
  const role = roleNamed(context, input);
  const times = { starts: input.enableTime, ends: input.endTime };
  for (const target of resolve(context, input.targets)) assign(context.db, role.id, target, times);
  return success();
}

const REVOKE = z.object({ ...ROLE, targets: list(TARGET) });

function revokeOne(context: Context, input: z.output<typeof REVOKE>) {
  const role = roleNamed(context, input);
  for (const target of resolve(context, input.targets)) revoke(context.db, role.id, target);
  return success();
}

const BATCH = z.object({
  roles: list(z.object({ ...ROLE, code: filledKey }), FEW),
  targets: list(TARGET, FEW),
});

const many = (apply: typeof assign) => (context: Context, input: z.output<typeof BATCH>) => {
  const roles: RoleRow[] = input.roles.map((role) => roleNamed(context, role));
  const targets = resolve(context, input.targets);
  for (const { id } of roles) for (const target of targets) apply(context.db, id, target);
  return success();
};

/** Who has a role. */
export const roleTargetRoutes: Endpoint[] = [
  post("assign-role", ASSIGN, assignOne),
  post("revoke-role", REVOKE, revokeOne),
  post("assign-role-batch", BATCH, many(assign)),
  post("revoke-role-batch", BATCH, many(revoke)),
];
