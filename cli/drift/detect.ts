import { fingerprintBy } from "./changes";
import { Session } from "../../provider/run/session";
import { compare } from "./compare";
import type { Connection } from "./connections";
import { preloadedListings } from "./preloaded-listings";
import { lookAt, reported } from "./live-org";
import { Named } from "./named";
import { Locations } from "./locations";
import type { Finding, Gap, ReportedOrg } from "./report";
import { driftOf, type ComparedResource } from "./resource-drift";
import { Unmanaged } from "./unmanaged";

/** What a look at one connection finds. */
export interface Detected {
  readonly orgs: readonly ReportedOrg[];
  readonly findings: readonly Finding[];
  readonly unseen: readonly Gap[];
  readonly checked: number;
}

/** Told as the check goes on. */
export type Progress = (done: number, total: number) => void;

/**
 * Compares what a stack declares on one connection with what is there, and looks for what nobody
 * declared in its orgs. Only reads.
 *
 * @param orgs ids of the orgs to look into. @default those that the stack has something in
 * @throws ProviderError when it can't be done at all: no login, another server
 */
export async function detect(
  { session, resources }: Connection,
  orgs: readonly string[] = orgsOf({ session, resources }),
  progress: Progress = () => undefined,
): Promise<Detected> {
  const kept = resources.filter(({ isKept }) => isKept);
  for (const { outputs } of kept) await session.tenant.require(outputs.tenant);
  await session.backend.login();
  const looked = await Promise.all(orgs.map((id) => lookAt(session, id)));
  const there = looked.flatMap(({ org }) => org ?? []);
  const reading = new Session(
    session.configuration,
    preloadedListings(session.backend, there),
    () => {},
  );
  let done = 0;
  const compared = await Promise.all(
    kept.map(async (resource): Promise<ComparedResource> => {
      const one = { resource, compared: await compare(reading, resource) };
      progress(++done, kept.length);
      return one;
    }),
  );
  const places = new Locations(there, resources);
  const { credentials } = session.configuration;
  const fingerprint = fingerprintBy(JSON.stringify(credentials));
  const drift = compared.flatMap((one) => driftOf(one, places, fingerprint));
  const unmanaged = new Unmanaged(new Named(resources, places), places).all(there, compared);
  return {
    orgs: there.map(reported),
    findings: [...drift, ...unmanaged],
    unseen: [
      ...looked.flatMap(({ gaps }) => gaps),
      ...compared.flatMap((one) => gapOf(one, places)),
    ],
    checked: kept.length,
  };
}

/** The orgs that resources are in, as far as they say so themselves. */
export function orgsOf({ session, resources }: Connection): string[] {
  const { capabilities } = session.backend;
  const ids = resources.flatMap(({ kind, id, inputs, outputs }) => {
    if (kind === "Org") return [id];
    return [inputs.org ?? outputs.org, kind === "Perm" ? inputs.scope : undefined];
  });
  const texts = ids.filter((id): id is string => typeof id === "string");
  return [...new Set(texts)].filter((id) => capabilities.orgProblem(id) === undefined);
}

function gapOf({ resource, compared }: ComparedResource, places: Locations): Gap[] {
  if (compared.is !== "unseen") return [];
  const org = places.orgOf(resource);
  const { kind: part, id } = resource;
  return [{ part, id, reason: compared.reason, ...(org !== undefined && { org }) }];
}
