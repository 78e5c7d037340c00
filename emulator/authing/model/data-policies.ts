import { type Database } from "../../storage/database";
import { Failure, missing } from "../wire/failure";
import { birth, known, now } from "./keys";
import { DATA_POLICIES, DATA_POLICY_TARGETS, type DataPolicyRow } from "./tables";

/** A policy; 404 where there is none. */
export const policyOf = (db: Database, key: string): DataPolicyRow =>
  known(DATA_POLICIES.find(db, { key }), () => missing("数据策略", "The data policy"));

/** Makes a policy; 409 where its name is taken. */
export function createPolicy(
  db: Database,
  policy: Pick<DataPolicyRow, "name" | "description" | "statements">,
): DataPolicyRow {
  freeName(db, policy.name);
  return DATA_POLICIES.add(db, { ...policy, ...birth() });
}

/** Writes the given columns and answers the row. */
export function updatePolicy(
  db: Database,
  { id, name }: DataPolicyRow,
  columns: Partial<DataPolicyRow>,
): DataPolicyRow {
  if (columns.name !== undefined && columns.name !== name) freeName(db, columns.name);
  return DATA_POLICIES.change(db, { id }, { ...columns, updated: now() });
}

/** Deletes a policy and who it was for. */
export function deletePolicy(db: Database, policy: number): void {
  DATA_POLICY_TARGETS.remove(db, { policy });
  DATA_POLICIES.remove(db, { id: policy });
}

function freeName(db: Database, name: string): void {
  if (!DATA_POLICIES.has(db, { name })) return;
  throw new Failure(409, { zh: "策略名称已存在", en: "The policy name already exists" });
}
