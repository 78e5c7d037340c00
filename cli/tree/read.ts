import { readConfiguration } from "../../provider/configuration/settings";
import type { Configuration } from "../../provider/configuration/configuration";
import type { Session } from "../../provider/run/session";
import type { Part } from "../../provider/backends/snapshot";
import { version } from "../../sdk/version";
import { openSession } from "../open-session";
import { requireOrgIds } from "../org-ids";
import { Progress } from "../progress";
import { lookAt, reported, type Looked } from "../drift/live-org";
import { readSettings, type StackChoice } from "../drift/stack";
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
  const { session } = openSession(configuration, progress.onRequest);
  try {
    requireOrgIds(choice.org, [session]);
    return await treeThrough(session, choice.org);
  } finally {
    progress.stop();
  }
}

async function treeThrough(session: Session, org: TreeChoice["org"]): Promise<LiveTree> {
  const readAt = new Date().toISOString();
  const ids = org ?? (await listed(session));
  const looks = await Promise.all(
    ids.map(async (id) => found(id, await lookAt(session, id, PARTS))),
  );
  return {
    schema: SCHEMA,
    tool: { name: "pulumi-identity", version },
    readAt,
    tenant: await session.tenant.name(),
    orgs: looks.flatMap(({ org }) => (org === undefined ? [] : [reported(org)])),
    unseen: looks.flatMap(({ gaps }) => gaps),
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

async function listed(session: Session): Promise<readonly string[]> {
  const orgs = await session.backend.orgs.list();
  if (orgs.length > 0) return orgs.map(({ id }) => id);
  throw new Error("this account is in no org: name one by --org");
}

function found(id: string, looked: Looked): Looked {
  if (looked.org !== undefined || looked.gaps.length > 0) return looked;
  throw new Error(`there is no org ${id}, or this account may not see it: correct --org`);
}
