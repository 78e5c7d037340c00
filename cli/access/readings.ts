import { chosenOrgs, managedOrgs } from "../connection/managed-orgs";
import type { Connection } from "../connection/connections";
import { requireOrgIds } from "../connection/org-ids";
import { declaredGraph } from "../graph/declared";
import { liveGraph } from "../graph/live";
import { WrongUsage } from "../usage/wrong-usage";
import type { Asked } from "./answer";

/** What a question goes by: the orgs as they are, or the state. */
export interface BaseOptions {
  /** Ids. @default those that the stack has something in */
  readonly org?: readonly string[];
  readonly declared?: boolean;
}

/** @throws WrongUsage for both at once */
export function requireOneBase({ declared, org }: BaseOptions): void {
  if (declared !== true || org === undefined) return;
  throw new WrongUsage(
    "--org looks into an org as it is, and --declared at none: give one of them",
  );
}

/** A graph for each connection. @throws Error when one can't be read at all, or an org is not there */
export async function readGraphs(
  connections: readonly Connection[],
  options: BaseOptions,
  now: Date,
): Promise<Asked[]> {
  return options.declared === true
    ? connections.map((one) => ({ ...declaredGraph(one), at: now }))
    : await readLive(connections, options);
}

/** What is there counts, whatever its end date: nothing ends before it is taken away. */
const WHILE_THERE = new Date(-8.64e15);

async function readLive(
  connections: readonly Connection[],
  { org }: BaseOptions,
): Promise<Asked[]> {
  requireOrgIds(
    org,
    connections.map(({ inspector }) => inspector),
  );
  const readings: Asked[] = [];
  for (const [index, connection] of connections.entries()) {
    const orgs = chosenOrgs(connections, index, org) ?? managedOrgs(connection);
    readings.push({ ...(await liveGraph(connection, orgs)), at: WHILE_THERE });
  }
  const seen = new Set(readings.flatMap(({ graph }) => [...graph.orgs.keys()]));
  const gone = org?.find((id) => !seen.has(id));
  if (gone === undefined) return readings;
  throw new Error(`there is no org ${gone}, or this account may not see it: correct --org`);
}
