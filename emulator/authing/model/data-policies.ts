import { type Database } from "../../storage/database";
import { Failure, missing } from "../wire/failure";
import { type AccessKind } from "./app-access";
import { newKey, now } from "./keys";
import { insert, update } from "./rows";

/** A row of `data_policies`. */
export interface DataPolicyRow {
  id: number;
  key: string;
  name: string;
  description: string | null;
  /** What is allowed and denied as JSON; the API never tells it. */
  statements: string;
  created: string;
  updated: string;
}

/** A row of `data_policy_targets`. */
export interface PolicyTargetRow {
  policy: number;
  kind: AccessKind;
  target: number;
  since: string;
}

/** A policy; 404 where there is none. */
export function policyOf(db: Database, key: string): DataPolicyRow {
  const found = db.get<DataPolicyRow>("SELECT * FROM data_policies WHERE key = ?", key);
  if (!found) throw missing("数据策略", "The data policy");
  return found;
}

/** Those whose name holds some words, oldest first. */
export function policies(db: Database, query = ""): DataPolicyRow[] {
  const all = db.all<DataPolicyRow>("SELECT * FROM data_policies ORDER BY id");
  return all.filter(({ name }) => name.includes(query));
}

/** Makes a policy; 409 where its name is taken. */
export function createPolicy(
  db: Database,
  policy: Pick<DataPolicyRow, "name" | "description" | "statements">,
): DataPolicyRow {
  freeName(db, policy.name);
  const [key, created] = [newKey(), now()];
  insert(db, "data_policies", { ...policy, key, created, updated: created });
  return policyOf(db, key);
}

/** Writes the given columns and answers the row. */
export function updatePolicy(
  db: Database,
  policy: DataPolicyRow,
  columns: Partial<Pick<DataPolicyRow, "name" | "description" | "statements">>,
): DataPolicyRow {
  if (columns.name !== undefined && columns.name !== policy.name) freeName(db, columns.name);
  update(db, "data_policies", policy.id, { ...columns, updated: now() });
  return policyOf(db, policy.key);
}

/** Deletes a policy and who it was for. */
export function deletePolicy(db: Database, id: number): void {
  db.run("DELETE FROM data_policy_targets WHERE policy = ?", id);
  db.run("DELETE FROM data_policies WHERE id = ?", id);
}

/** Makes a policy hold for somebody; twice is once. */
export function applyPolicy(
  db: Database,
  { policy, kind, target }: Omit<PolicyTargetRow, "since">,
): void {
  db.run(
    "INSERT OR IGNORE INTO data_policy_targets (policy, kind, target, since) VALUES (?, ?, ?, ?)",
    policy,
    kind,
    target,
    now(),
  );
}

/** Who a policy holds for. */
export function policyTargets(db: Database, policy: number): PolicyTargetRow[] {
  return db.all("SELECT * FROM data_policy_targets WHERE policy = ? ORDER BY since", policy);
}

/** Whether a name is still to be had. */
export const isFreeName = (db: Database, name: string): boolean =>
  !db.get("SELECT 1 FROM data_policies WHERE name = ?", name);

function freeName(db: Database, name: string): void {
  if (isFreeName(db, name)) return;
  throw new Failure(409, { zh: "策略名称已存在", en: "The policy name already exists" });
}
