import type { Inspector, Part } from "../../provider/inspect";
import { version } from "../../sdk/version";
import { configurationFor } from "../connection/configuration-for";
import { openConnection } from "../connection/open-connection";
import { requireOrgIds } from "../connection/org-ids";
import { readLiveOrg, reported, reportedWithPeople, type OrgReading } from "../live-org/live-org";
import type { StackChoice } from "../stack/stack-choice";
import { Progress } from "../terminal/progress";
import { SCHEMA, type LiveTree } from "./live-tree";

/** Which orgs, and through which connection. */
export interface TreeChoice extends StackChoice {
  /** Ids of orgs. @default all that the account may list */
  readonly org?: readonly string[] | undefined;
  /** Whether to read who is where, and not only how many. */
  readonly people?: boolean | undefined;
}

const PARTS: readonly Part[] = ["nodes", "nodeMembers"];

/**
 * Reads orgs as they are.
 * @throws Error with a sentence that says what to do
 */
export async function readTree(choice: TreeChoice): Promise<LiveTree> {
  const configuration = await configurationFor(choice);
  const progress = new Progress("Reading the org");
  const { inspector } = openConnection(configuration, progress.onRequest);
  try {
    requireOrgIds(choice.org, [inspector]);
    return await treeOf(inspector, choice);
  } finally {
    progress.stop();
  }
}

/** Reads orgs through a connection. */
export async function treeOf(inspector: Inspector, { org, people }: TreeChoice): Promise<LiveTree> {
  const readAt = new Date().toISOString();
  const ids = org ?? (await listedIds(inspector));
  const parts = people ? [...PARTS, "orgMembers" as const] : PARTS;
  const report = people ? reportedWithPeople : reported;
  const readings = await Promise.all(
    ids.map(async (id) => requireFound(id, await readLiveOrg(inspector, id, parts))),
  );
  return {
    schema: SCHEMA,
    tool: { name: "pulumi-identity", version },
    readAt,
    tenant: await inspector.tenant(),
    orgs: readings.flatMap(({ org }) => (org === undefined ? [] : [report(org)])),
    unseen: readings.flatMap(({ gaps }) => gaps),
  };
}

async function listedIds(inspector: Inspector): Promise<readonly string[]> {
  const orgs = await inspector.backend.orgs.list();
  if (orgs.length > 0) return orgs.map(({ id }) => id);
  throw new Error("this account is in no org: name one by --org");
}

function requireFound(id: string, reading: OrgReading): OrgReading {
  if (reading.org !== undefined || reading.gaps.length > 0) return reading;
  throw new Error(`there is no org ${id}, or this account may not see it: correct --org`);
}
