import { type Database } from "../../storage/database";
import { missing } from "../wire/failure";
import { known } from "./keys";
import { type OwnSubject, rolesOfUser, subjectsOfUser } from "./subjects-of-user";
import { type AccessRow, APPS, APP_ACCESS, type AppRow } from "./tables";

/** Lets somebody in or keeps them out; the later of two words on one subject counts. */
export function authorize(
  db: Database,
  { app, kind, target, ...said }: Pick<AccessRow, "app" | "kind" | "target" | "effect" | "inherit">,
): void {
  const subject = { app, kind, target };
  if (APP_ACCESS.has(db, subject)) APP_ACCESS.update(db, subject, { ...said, enabled: 1 });
  else APP_ACCESS.insert(db, { ...subject, ...said });
}

/** One of them by the number that listings tell; 404 where there is none. */
export const accessById = (db: Database, id: string): AccessRow =>
  known(APP_ACCESS.find(db, { id: Number(id) }), () => missing("授权", "The grant"));

/** The apps that a user may use: a denial wins, and where nothing reaches them the strategy counts. */
export function appsOfUser(db: Database, user: number): AppRow[] {
  const subjects = subjectsOfUser(db, user);
  const roles = rolesOfUser(db, user).map(({ id }) => `ROLE ${id}`);
  const everything = new Set([...roles, ...subjects.map(keyOf)]);
  const direct = new Set([...roles, ...subjects.filter(({ isAbove }) => !isAbove).map(keyOf)]);
  return APPS.list(db, {}, "id").filter(({ id, strategy }) => {
    const effects = APP_ACCESS.list(db, { app: id, enabled: 1 }, "id")
      .filter((row) => (row.inherit ? everything : direct).has(`${row.kind} ${row.target}`))
      .map(({ effect }) => effect);
    if (effects.length === 0) return strategy === "ALLOW_ALL";
    return !effects.includes("DENY");
  });
}

/** As an app names it: its departments are `ORG`. */
const keyOf = ({ kind, target }: OwnSubject): string =>
  `${kind === "DEPARTMENT" ? "ORG" : kind} ${target}`;
