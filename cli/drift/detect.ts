import type { Connection } from "../connection/connections";
import { managedOrgs } from "../connection/managed-orgs";
import type { Finding } from "../findings/finding";
import type { Gap } from "../live-org/gap";
import { readLiveOrg, reported } from "../live-org/live-org";
import { Locations } from "../live-org/locations";
import type { ReportedOrg } from "../live-org/reported-org";
import { fingerprintBy } from "./changes";
import { compare } from "./compare";
import { withFixes } from "./fix";
import { Named } from "./named";
import { namesOfPeople, withNames } from "./names";
import { withPreloadedListings } from "./preloaded-listings";
import { driftOf, type ComparedResource } from "./resource-drift";
import { Unmanaged } from "./unmanaged";

/** What is found on one connection. */
export interface Detected {
  readonly orgs: readonly ReportedOrg[];
  readonly findings: readonly Finding[];
  readonly unseen: readonly Gap[];
  readonly checked: number;
}

/** Called as the check goes on. */
export type Progress = (done: number, total: number) => void;

/**
 * Compares what a stack declares on one connection with what is there, and looks for what nobody
 * declared in its orgs. Only reads.
 *
 * @param orgs ids of the orgs to look into. @default those that the stack has something in
 * @param at the time of the check, by which end dates go. @default now
 * @param isToFix whether each finding gets the code that would end it. @default false
 * @throws ProviderError when it can't be done at all: no login, another server
 */
export async function detect(
  { inspector, resources }: Connection,
  orgs: readonly string[] = managedOrgs({ inspector, resources }),
  progress: Progress = () => undefined,
  at = new Date(),
  isToFix = false,
): Promise<Detected> {
  const kept = resources.filter(({ isKept }) => isKept);
  for (const { outputs } of kept) await inspector.requireTenant(outputs.tenant);
  await inspector.backend.login();
  const readings = await Promise.all(orgs.map((id) => readLiveOrg(inspector, id)));
  const live = readings.flatMap(({ org }) => org ?? []);
  const preloaded = withPreloadedListings(inspector, live);
  let done = 0;
  const compared = await Promise.all(
    kept.map(async (resource): Promise<ComparedResource> => {
      const one = { resource, compared: await compare(preloaded, resource, at) };
      progress(++done, kept.length);
      return one;
    }),
  );
  const locations = new Locations(live, resources);
  const fingerprint = fingerprintBy(JSON.stringify(inspector.configuration.own));
  const drift = compared.flatMap((one) => driftOf(one, locations, fingerprint));
  const unmanaged = new Unmanaged(new Named(resources, locations, at), locations).all(
    live,
    compared,
  );
  const people = namesOfPeople(live, resources);
  const all = [...drift, ...unmanaged];
  const fixed = isToFix ? await withFixes({ inspector, orgs: live, compared }, all) : all;
  return {
    orgs: live.map(reported),
    findings: fixed.map((one) => withNames(one, people, locations)),
    unseen: [
      ...readings.flatMap(({ gaps }) => gaps),
      ...compared.flatMap((one) => gapOf(one, locations)),
    ],
    checked: kept.length,
  };
}

function gapOf({ resource, compared }: ComparedResource, locations: Locations): Gap[] {
  if (compared.is !== "unseen") return [];
  const org = locations.orgOf(resource);
  const { kind: part, id } = resource;
  return [{ part, id, reason: compared.reason, ...(org !== undefined && { org }) }];
}
