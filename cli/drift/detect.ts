import type { Connection } from "../connection/connections";
import type { Finding } from "../findings/finding";
import type { Gap } from "../live-org/gap";
import { readLiveOrg, reported } from "../live-org/live-org";
import { Locations } from "../live-org/locations";
import type { ReportedOrg } from "../live-org/reported-org";
import { fingerprintBy } from "./changes";
import { compare } from "./compare";
import { Named } from "./named";
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
 * @throws ProviderError when it can't be done at all: no login, another server
 */
export async function detect(
  { inspector, resources }: Connection,
  orgs: readonly string[] = orgsOf({ inspector, resources }),
  progress: Progress = () => undefined,
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
      const one = { resource, compared: await compare(preloaded, resource) };
      progress(++done, kept.length);
      return one;
    }),
  );
  const locations = new Locations(live, resources);
  const { credentials } = inspector.configuration;
  const fingerprint = fingerprintBy(JSON.stringify(credentials));
  const drift = compared.flatMap((one) => driftOf(one, locations, fingerprint));
  const unmanaged = new Unmanaged(new Named(resources, locations), locations).all(live, compared);
  return {
    orgs: live.map(reported),
    findings: [...drift, ...unmanaged],
    unseen: [
      ...readings.flatMap(({ gaps }) => gaps),
      ...compared.flatMap((one) => gapOf(one, locations)),
    ],
    checked: kept.length,
  };
}

/** The orgs that resources are in, as far as their inputs and outputs name them. */
export function orgsOf({ inspector, resources }: Connection): string[] {
  const { capabilities } = inspector.backend;
  const ids = resources.flatMap(({ kind, id, inputs, outputs }) => {
    if (kind === "Org") return [id];
    return [inputs.org ?? outputs.org, kind === "Perm" ? inputs.scope : undefined];
  });
  const texts = ids.filter((id): id is string => typeof id === "string");
  return [...new Set(texts)].filter((id) => capabilities.orgProblem(id) === undefined);
}

function gapOf({ resource, compared }: ComparedResource, locations: Locations): Gap[] {
  if (compared.is !== "unseen") return [];
  const org = locations.orgOf(resource);
  const { kind: part, id } = resource;
  return [{ part, id, reason: compared.reason, ...(org !== undefined && { org }) }];
}
