import type { ArkIDClient } from "../../../sdk";
import { BatchedCollection } from "../kit/batched-collection";
import { paged } from "../kit/paged";

/**
 * The orgs of people who are to be deleted, which the API shows only by a request for each org.
 * Many deletes share a listing of an org's members: those whom it lacks are not in the org. It is
 * as old as this run at most, and lacks nobody whom the run itself has added since. Only a person who
 * is added by hand during the run may leave a row behind.
 */
export class Memberships {
  private readonly orgs = new Map<string, BatchedCollection<string>>();
  /** By org, whom the run itself has taken out. */
  private readonly left = new Map<string, Set<string>>();

  constructor(private readonly client: () => ArkIDClient) {}

  /** Whether they may be a member: to take out somebody who is none does nothing. */
  async mayHave(oid: string, username: string): Promise<boolean> {
    if (this.left.get(oid)?.has(username) === true) return false;
    return !(await this.of(oid).lacks(username));
  }

  /** They were taken out of an org. */
  leave(oid: string, usernames: readonly string[]): void {
    this.left.set(oid, new Set([...(this.left.get(oid) ?? []), ...usernames]));
  }

  /** They were added to an org or one of its nodes. */
  join(usernames: readonly string[]): void {
    for (const one of usernames) {
      for (const org of this.orgs.values()) org.touch(one);
      for (const left of this.left.values()) left.delete(one);
    }
  }

  private of(oid: string): BatchedCollection<string> {
    const { org } = this.client();
    const list = (budget: number) =>
      paged(org.listMembers(oid), budget, ({ username }) => [username, username]);
    const members = this.orgs.get(oid) ?? new BatchedCollection(list);
    this.orgs.set(oid, members);
    return members;
  }
}
