import { type Database } from "../storage/database";
import { holdsPerm } from "./grants";
import { getUser } from "./users";
import { type UserRow } from "./tables";

/** The permission that makes a system administrator. */
export const ADMIN_PERM = "system_oneid_all";

/** Who asks: a user and what they may, looked up when first needed. */
export class Actor {
  private admin: boolean | undefined;

  constructor(
    private readonly db: Database,
    readonly user: UserRow,
  ) {}

  get id(): number {
    return this.user.id;
  }

  /** Whether they are a system administrator. */
  get isAdmin(): boolean {
    return (this.admin ??= this.holds(ADMIN_PERM));
  }

  /** Whether a permission is theirs, by name or through a node. */
  holds(permUid: string): boolean {
    return holdsPerm(this.db, this.user.id, permUid);
  }
}

/** The actor behind a user id, unless the user is deleted or inactive. */
export function actorOf(db: Database, userId: number): Actor | undefined {
  const user = getUser(db, userId);
  return user && !user.deleted && user.active ? new Actor(db, user) : undefined;
}
