import type { ArkIDClient } from "../../../sdk";
import { BatchedCollection } from "../kit/batched-collection";
import { paged } from "../kit/paged";

/**
 * In which orgs somebody is who is to be deleted: nothing of the API tells it but a question for each
 * org. Many who leave share a listing of its members, which is believed where it does not hold them: it
 * is as old as this run at most, and whom the run itself has let in since is asked about. Only who
 * is let in by hand while the run goes on may leave a row behind.
 */
export class Memberships {
  private readonly orgs = new Map<string, BatchedCollection<string>>();

  constructor(private readonly client: () => ArkIDClient) {}

  async has(oid: string, username: string): Promise<boolean> {
    if (await this.of(oid).lacks(username)) return false;
    return (await this.client().org.findMember(oid, username)) !== undefined;
  }

  /** They were let into an org or one of its nodes. */
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
