import { NotFoundError, type AuditEvent, type Backend } from "../../provider/inspect";
import { counted } from "../chart/text";
import type { Finding, PropertyChange, Who } from "../findings/finding";
import { isUnreadable } from "../live-org/live-org";
import { claimsIn, claimsOfSystem, type Claim } from "./claims";
import type { Detected } from "./detect";

/** How many entries of a log are read at most: twenty pages of ArkID's. */
const MOST_ENTRIES = 2000;

/** Findings with who did it, as far as the logs of their orgs tell, and notes on logs that do not. */
interface Told {
  readonly detected: Detected;
  readonly notes: readonly string[];
}

type Events = Map<Claim, AuditEvent>;

/**
 * Adds to findings who did it. The newest event about the very thing tells, if it went the way of the
 * finding: somebody who left was taken out, somebody who joined was put in. Where it did not, something
 * happened since that no log tells of. A log that can't be read is a note, and never fails the check.
 */
export async function tellWho(backend: Backend, detected: Detected): Promise<Told> {
  if (backend.history === undefined) {
    return {
      detected,
      notes: [`${backend.name} has no log that could be asked: --who tells nobody`],
    };
  }
  const { orgs, findings } = detected;
  const told: Events = new Map();
  const notes = await Promise.all([
    ...orgs.map((org) =>
      search(backend, org.id, `the log of ${org.name}`, claimsIn(org, findings), told),
    ),
    search(backend, undefined, "the log of the server", claimsOfSystem(findings), told),
  ]);
  const by = eventsByFinding(told);
  const explained = findings.map((one) => withWho(one, by.get(one) ?? []));
  return { detected: { ...detected, findings: explained }, notes: notes.flat() };
}

/** Reads a log until it has said all it can, or to the limit; returns what it does not tell. */
async function search(
  backend: Backend,
  org: string | undefined,
  log: string,
  claims: readonly Claim[],
  told: Events,
): Promise<string[]> {
  const open = new Set(claims);
  if (open.size === 0) return [];
  let since: string | undefined;
  try {
    for await (const event of backend.history?.(org, MOST_ENTRIES) ?? []) {
      since = event.at;
      for (const claim of open) {
        if (!claim.concerns(event)) continue;
        if (event.act === claim.act) told.set(claim, event);
        open.delete(claim);
      }
      if (open.size === 0) break;
    }
  } catch (error) {
    if (error instanceof NotFoundError) return [];
    if (!isUnreadable(error)) throw error;
    return [`${log} does not tell who: ${error.message}`];
  }
  const silent = new Set(claims.filter((one) => !told.has(one)).map(({ finding }) => finding));
  if (silent.size === 0) return [];
  const period = since === undefined ? "" : ` since ${since}`;
  return [`who did it is not in ${log}${period} for ${counted(silent.size, "finding")}`];
}

type Explained = readonly [Claim, AuditEvent];

function eventsByFinding(told: Events): ReadonlyMap<Finding, readonly Explained[]> {
  const by = new Map<Finding, Explained[]>();
  for (const one of told) {
    const { finding } = one[0];
    by.set(finding, [...(by.get(finding) ?? []), one]);
  }
  return by;
}

/** A finding has the newest of its events; each of several changes has its own. */
function withWho(finding: Finding, own: readonly Explained[]): Finding {
  const [newest] = own.map(([, event]) => event).sort((a, b) => (a.at < b.at ? 1 : -1));
  if (newest === undefined) return finding;
  const { changes = [] } = finding;
  const byChange = new Map(own.map(([claim, event]) => [claim.change, whoOf(event)]));
  return {
    ...finding,
    who: whoOf(newest),
    ...(changes.length > 1 && { changes: changes.map((one) => changedBy(one, byChange.get(one))) }),
  };
}

const whoOf = ({ actor, at }: AuditEvent) => ({ actor, at });

const changedBy = (change: PropertyChange, who: Who | undefined): PropertyChange =>
  who === undefined ? change : { ...change, who };
