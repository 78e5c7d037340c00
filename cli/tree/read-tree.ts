import {
  readConfiguration,
  type Configuration,
  type Inspector,
  type Part,
} from "../../provider/inspect";
import { version } from "../../sdk/version";
import { openConnection } from "../connection/open-connection";
import { requireOrgIds } from "../connection/org-ids";
import { readLiveOrg, reported, type OrgReading } from "../live-org/live-org";
import { readSettings } from "../stack/stack";
import type { StackChoice } from "../stack/stack-choice";
import { Progress } from "../terminal/progress";
import { SCHEMA, type LiveTree } from "./live-tree";

/** Which orgs, and through which connection. */
export interface TreeChoice extends StackChoice {
  /** Ids of orgs. @default all that the account may list */
  readonly org?: readonly string[] | undefined;
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
    return await treeOf(inspector, choice.org);
  } finally {
    progress.stop();
  }
}

async function treeOf(inspector: Inspector, org: TreeChoice["org"]): Promise<LiveTree> {
  const readAt = new Date().toISOString();
  const ids = org ?? (await listedIds(inspector));
  const readings = await Promise.all(
    ids.map(async (id) => requireFound(id, await readLiveOrg(inspector, id, PARTS))),
  );
  return {
    schema: SCHEMA,
    tool: { name: "pulumi-identity", version },
    readAt,
    tenant: await inspector.tenant(),
    orgs: readings.flatMap(({ org }) => (org === undefined ? [] : [reported(org)])),
    unseen: readings.flatMap(({ gaps }) => gaps),
  };
}

/** The environment's, unless a stack is named or the environment names no server. */
async function configurationFor(choice: StackChoice): Promise<Configuration> {
  const isStackNamed = choice.stack !== undefined || choice.cwd !== undefined;
  if (!isStackNamed && process.env.IDENTITY_URL) return readConfiguration(() => undefined);
  const settings = await readSettings(choice).catch((error: Error) => {
    throw isStackNamed
      ? error
      : new Error(`${error.message}; or set IDENTITY_URL to ask a server without a stack`);
  });
  return readConfiguration((key) => settings[key]);
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
