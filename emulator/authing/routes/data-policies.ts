import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { createPolicy, deletePolicy, policyOf, updatePolicy } from "../model/data-policies";
import { departmentByKey } from "../model/departments";
import { given, known, now } from "../model/keys";
import { describeSubject, findSubject } from "../model/subjects";
import {
  type AccessKind,
  DATA_POLICIES,
  DATA_POLICY_TARGETS,
  type DataPolicyRow,
  ROLES,
} from "../model/tables";
import { missing } from "../wire/failure";
import { filled, optional, pagingOfNewer as paging, text } from "../wire/fields";
import { pageOf } from "../wire/pages";

const KIND = z.enum(["USER", "ORG", "GROUP", "ROLE"]);

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
      ? ROLES.find(db, { key: id })?.id
      : kind === "ORG"
        ? departmentByKey(db, id)?.id
        : findSubject(db, kind, id);
  return known(found, () => missing("授权主体", "The subject"));
}

const APPLY = z.object({
  policyIds: z.array(text).refine((ids) => ids.length > 0, {
    message: "policyIds must contain at least 1 elements",
  }),
  targetList: z.array(z.object({ id: text.min(1), type: KIND })).refine((all) => all.length > 0, {
    message: "targetList should not be empty",
  }),
});

/** Makes policies hold for somebody; twice is once. */
function apply(context: Context, input: z.output<typeof APPLY>) {
  const { db } = context;
  const chosen = input.policyIds.map((id) => policyOf(db, id).id);
  for (const { id, type: kind } of input.targetList) {
    const target = idOf(context, kind, id);
    for (const policy of chosen) {
      DATA_POLICY_TARGETS.insert(db, { policy, kind, target, since: now() }, "IGNORE");
    }
  }
}

const REVOKE = POLICY.extend({ targetType: KIND, targetIdentifier: filled("targetIdentifier") });

function revoke(context: Context, input: z.output<typeof REVOKE>) {
  const { policyId, targetType: kind, targetIdentifier } = input;
  const { id: policy } = policyOf(context.db, policyId);
  const target = idOf(context, kind, targetIdentifier);
  DATA_POLICY_TARGETS.remove(context.db, { policy, kind, target });
}

const TARGETS = POLICY.extend({ ...paging, query: optional(text), targetType: optional(KIND) });

function targets({ db }: Context, input: z.output<typeof TARGETS>) {
  const { id: policy } = policyOf(db, input.policyId);
  const found = DATA_POLICY_TARGETS.list(db, { policy }, "since")
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
    const named = ({ name }: DataPolicyRow) => name.includes(input.query ?? "");
    return pageOf(DATA_POLICIES.list(db, {}, "id").filter(named), input, show);
  };

const simple = ({ key: policyId, name: policyName }: DataPolicyRow) => ({ policyId, policyName });

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
  }),
  get("get-data-policy", POLICY, ({ db }, { policyId }) => view(policyOf(db, policyId))),
  get("list-data-policies", LISTING, listing(view)),
  get("list-simple-data-policies", LISTING, listing(simple)),
  get("check-data-policy-exists", NEW.pick({ policyName: true }), ({ db }, input) => ({
    isValid: !DATA_POLICIES.has(db, { name: input.policyName }),
  })),
  get("list-data-policy-targets", TARGETS, targets),
  post("authorize-data-policies", APPLY, apply),
  post("revoke-data-policy", REVOKE, revoke),
];
