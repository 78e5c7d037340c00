import type { ArkIDClient, Org } from "../../../sdk";

/**
 * The orgs that the caller may list, for deletes of people: an owner stays, and all others leave
 * them. One listing for all deletes of a run, until the run itself makes, renames or deletes an org.
 */
export class OwnedOrgs {
  private listed: Promise<readonly Org[]> | undefined;

  constructor(private readonly client: () => ArkIDClient) {}

  all(): Promise<readonly Org[]> {
    if (this.listed !== undefined) return this.listed;
    const listed = this.client().org.own();
    this.listed = listed;
    // After a failure the next one asks again.
    listed.catch(() => this.forget());
    return listed;
  }

  forget(): void {
    this.listed = undefined;
  }
}
