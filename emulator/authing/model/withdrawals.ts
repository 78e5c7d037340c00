import { type Database } from "../../storage/database";
import { APP_ACCESS, DATA_POLICY_TARGETS, RESOURCE_GRANTS, ROLE_TARGETS } from "./tables";

/** Takes away all that was granted to somebody who goes; an application calls a department `ORG`. */
export function withdrawAll(
  db: Database,
  kind: "USER" | "GROUP" | "DEPARTMENT" | "ROLE",
  target: number,
): void {
  const accessKind = kind === "DEPARTMENT" ? "ORG" : kind;
  if (kind !== "ROLE") ROLE_TARGETS.remove(db, { kind, target });
  RESOURCE_GRANTS.remove(db, { kind, target });
  APP_ACCESS.remove(db, { kind: accessKind, target });
  DATA_POLICY_TARGETS.remove(db, { kind: accessKind, target });
}
