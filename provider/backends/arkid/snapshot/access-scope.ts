import { TENANT, type Part, type Unseen } from "../../snapshot";
import { isForbidden, isNotFound } from "../../../../sdk";
import type { Connection } from "../connection";

/** For messages. */
const NAMES: Readonly<Record<Part, string>> = {
  nodes: "the nodes of this org",
  nodeMembers: "the members of its nodes",
  orgMembers: "the members of this org",
  users: "all people",
  apps: "the apps of this org",
  perms: "its perms",
  grants: "its grants",
};

/** What the caller may see in a snapshot, and what they may not. */
export class AccessScope {
  private readonly gaps: Unseen[] = [];

  private constructor(
    readonly connection: Connection,
    readonly scope: string,
    readonly username: string,
    readonly isAdmin: boolean,
    /** Whether they see all nodes and members: an administrator, or the owner of the org. */
    readonly seesOrg: boolean,
  ) {}

  static async of(connection: Connection, scope: string): Promise<AccessScope> {
    const { username, isAdmin } = await connection.caller();
    const isOwner =
      scope !== TENANT && !isAdmin && (await connection.client.org.get(scope)).owner === username;
    return new AccessScope(connection, scope, username, isAdmin, isAdmin || isOwner);
  }

  /** Records a gap, each once. */
  miss(part: Part, reason: string, id?: string): void {
    if (this.gaps.some((gap) => gap.part === part && gap.id === id)) return;
    this.gaps.push({ part, reason, ...(id !== undefined && { id }) });
  }

  /** Records a part that only a system administrator sees. */
  missAsNoAdmin(part: Part): void {
    this.miss(
      part,
      `"${this.username}" is no system administrator, and may not see ${NAMES[part]}`,
    );
  }

  /** Records a part that only the owner and system administrators see whole. */
  missAsNoOwner(part: Part): void {
    const reason = `"${this.username}" is neither a system administrator nor the owner of org ${this.scope}, and may not see all of ${NAMES[part]}`;
    this.miss(part, reason);
  }

  /**
   * Reads what this caller may be refused, which then is a gap and no failure.
   * @param id of the node, where it is one
   * @returns `undefined` where it was refused
   */
  async readIfAllowed<T>(part: Part, read: () => Promise<T>, id?: string): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      const isRefused = isForbidden(error) || (isNotFound(error) && !this.seesOrg);
      if (!isRefused) throw error;
      this.miss(part, `"${this.username}" may not list ${id ?? NAMES[part]}`, id);
      return undefined;
    }
  }

  /** The gaps in these parts, without those that were read for others. */
  unseenOf(parts: readonly Part[]): Unseen[] {
    return this.gaps.filter(({ part }) => parts.includes(part));
  }
}
