import { Ground } from "../../backends/keycloak/ground";
import type { Workshop } from "../../../engine/support/workshop";
import { stageOn, type Stage } from "../stage";

/** A project whose org is a realm of its own, which its service account administers. */
export interface RealmStage extends Stage {
  /** As the administrator of `master` sees it. */
  readonly ground: Ground;
  /** Does something while the realm has no SCIM API. */
  withoutScim<T>(action: () => Promise<T>): Promise<T>;
}

/** What there is to measure with. */
export interface Conditions {
  readonly shop: Workshop;
  /** Milliseconds before each request is passed on. */
  readonly latency: number;
  /** Each is run so often, in turn with what it is compared to. */
  readonly runs: number;
}

/** @param people who are in the realm already */
export async function realmStage(
  { shop, latency }: Conditions,
  people: readonly string[] = [],
): Promise<RealmStage> {
  const ground = await Ground.lay(latency);
  const { client, org: realm, between } = ground;
  const users = people.map((username) => ({ username, enabled: true }));
  await client.realm.create({ displayName: "Bench", users });
  const account = await ground.account("manage-users", "manage-clients", "manage-realm");
  if (!(await ground.switchOnScim())) throw new Error("this Keycloak has no SCIM API");
  const settings = { backend: "keycloak", url: between.url, realm, ...account };
  const stage = await stageOn(shop, settings, () => ground.close());
  return {
    ...stage,
    ground,
    async withoutScim(action) {
      await client.realm.update({ scimApiEnabled: false });
      const result = await action();
      await client.realm.update({ scimApiEnabled: true });
      return result;
    },
  };
}
