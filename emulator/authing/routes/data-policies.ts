import { z } from "zod";
import { type Context, type Endpoint, get, post, success } from "../endpoint";
import { type AccessKind } from "../model/app-access";
import {
  type DataPolicyRow,
  applyPolicy,
  createPolicy,
  deletePolicy,
  isFreeName,
  policies,
  policyOf,
  policyTargets,
  updatePolicy,
} from "../model/data-policies";
import { departmentByKey } from "../model/departments";
import { given } from "../model/rows";
import { describeSubject, findSubject } from "../model/subjects";
import { missing } from "../wire/failure";
import { optional, pagingOfNewer as paging, text } from "../wire/fields";
import { pageOf } from "../wire/pages";

const KIND = z.enum(["USER", "ORG", "GROUP", "ROLE"]);

const filled = (name: string) =>
  text.refine((value) => value !== "", { message: `${name} should not be empty` });

const STATEMENTS = z
  .array(z.object({ effect: z.enum(["ALLOW", "DENY"]), permissions: z.array(text).min(1) }))
  .max(5)
  .refine((list) => list.length > 0, {
    message: "statementList must contain at least 1 elements",
  });

const POLICY = z.object({ policyId: filled("policyId") });
const NEW = z.object({
  policyName: filled("policyName"),
  description: optional(text),
  statementList: STATEMENTS,
});
const CHANGE = POLICY.extend({
  policyName: optional(text.min(1)),
  description: optional(text),
  statementList: optional(STATEMENTS),
});

const view = (row: DataPolicyRow) => ({
  policyId: row.key,
  policyName: row.name,
  description: row.description ?? "",
  createdAt: row.created,
  updatedAt: row.updated,
});

function change({ db }: Context, input: z.output<typeof CHANGE>) {
  const { policyName, description, statementList } = input;
  const columns = given({
    name: policyName ?? undefined,
    description,
    statements: statementList ? JSON.stringify(statementList) : undefined,
  });
  return view(updatePolicy(db, policyOf(db, input.policyId), columns));
}

/** A role is named by its id here: its code would not say in which namespace. */
function idOf({ db }: Context, kind: AccessKind, id: string): number {
  const found =
    kind === "ROLE"
      ? db.get<{ id: number }>("SELECT id FROM roles WHERE key = ?", id)?.id
      : kind === "ORG"
        ? departmentByKey(db, id)?.id
        : findSubject(db, kind, id);
  if (found === undefined) throw missing("授权主体", "The subject");
  return found;
}

const APPLY = z.object({
  policyIds: z.array(text).refine((ids) => ids.length > 0, {
    message: "policyIds must contain at least 1 elements",
  }),
  targetList: z.array(z.object({ id: text.min(1), type: KIND })).refine((all) => all.length > 0, {
    message: "targetList should not be empty",
  }),
});

function apply(context: Context, input: z.output<typeof APPLY>) {
  const { db } = context;
  const chosen = input.policyIds.map((id) => policyOf(db, id));
  for (const { id, type: kind } of input.targetList) {
    const target = idOf(context, kind, id);
    for (const policy of chosen) applyPolicy(db, { policy: policy.id, kind, target });
  }
  return success();
}

const REVOKE = POLICY.extend({ targetType: KIND, targetIdentifier: filled("targetIdentifier") });

function revoke(context: Context, input: z.output<typeof REVOKE>) {
  const { db } = context;
  db.run(
    "DELETE FROM data_policy_targets WHERE policy = ? AND kind = ? AND target = ?",
    policyOf(db, input.policyId).id,
    input.targetType,
    idOf(context, input.targetType, input.targetIdentifier),
  );
  return success();
}

const TARGETS = POLICY.extend({ ...paging, query: optional(text), targetType: optional(KIND) });

function targets({ db }: Context, input: z.output<typeof TARGETS>) {
  const found = policyTargets(db, policyOf(db, input.policyId).id)
    .filter(({ kind }) => !input.targetType || kind === input.targetType)
    .map(({ kind, target, since }) => {
      const { id, name } = describeSubject(db, kind, target);
      return { targetIdentifier: id, targetType: kind, targetName: name, authorizationTime: since };
    })
    .filter(({ targetName }) => targetName.includes(input.query ?? ""));
  return pageOf(found, input);
}

const LISTING = z.object({ ...paging, query: optional(text) });

const listing =
  (show: (row: DataPolicyRow) => object) =>
  ({ db }: Context, input: z.output<typeof LISTING>) => {
    const page = pageOf(policies(db, input.query ?? ""), input);
    return { ...page, list: page.list.map(show) };
  };

/** Data policies: their statements are kept and never told, as there. */
export const dataPolicyRoutes: Endpoint[] = [
  post("create-data-policy", NEW, ({ db }, { policyName, description, statementList }) =>
    view(
      createPolicy(db, {
        name: policyName,
        description: description ?? null,
        statements: JSON.stringify(statementList),
      }),
    ),
  ),
  post("update-data-policy", CHANGE, change),
  post("delete-data-policy", POLICY, ({ db }, { policyId }) => {
    deletePolicy(db, policyOf(db, policyId).id);
    return success();
  }),
  get("get-data-policy", POLICY, ({ db }, { policyId }) => view(policyOf(db, policyId))),
  get("list-data-policies", LISTING, listing(view)),
  get(
    "list-simple-data-policies",
    LISTING,
    listing(({ key, name }) => ({ policyId: key, policyName: name })),
  ),
  get(
    "check-data-policy-exists",
    z.object({ policyName: filled("policyName") }),
    ({ db }, input) => ({
      isValid: isFreeName(db, input.policyName),
    }),
  ),
  get("list-data-policy-targets", TARGETS, targets),
  post("authorize-data-policies", APPLY, apply),
  post("revoke-data-policy", REVOKE, revoke),
];
