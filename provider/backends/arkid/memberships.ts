import type { ArkIDClient } from "../../../sdk";
import { BatchedCollection } from "../kit/batched-collection";
import { paged } from "../kit/paged";

/**
 * The orgs of people who are to be deleted, which the API shows only by a request for each org.
 * Many deletes share a listing of an org's members: those whom it lacks are not in the org. It is
 * as old as this run at most, and those whom the run itself has added since are read. Only a person
 * who is added by hand during the run may leave a row behind.
 */
export class Memberships {
  private readonly orgs = new Map<string, BatchedCollection<string>>();

  constructor(private readonly client: () => ArkIDClient) {}

  async has(oid: string, username: string): Promise<boolean> {
    if (await this.of(oid).lacks(username)) return false;
    return (await this.client().org.findMember(oid, username)) !== undefined;
  }

  /** They were added to an org or one of its nodes. */
  join(usernames: readonly string[]): void {
    for (const org of this.orgs.values()) for (const one of usernames) org.touch(one);
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
