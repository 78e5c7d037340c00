import { join } from "node:path";
import { configurationFor } from "../../connection/configuration-for";
import { readStack } from "../../stack/stack";
import { openConnection } from "../../connection/open-connection";
import { requireOrgIds } from "../../connection/org-ids";
import { gapsIn } from "../../live-org/gap";
import { writeText } from "../../output/write-text";
import { Progress } from "../../terminal/progress";
import { onlyOrg, type ExportOptions } from "../export-org";
import { requireFree } from "../folder";
import { readExisting } from "../read-existing";
import { importInto, importFile } from "./import-into";
import { importablesOf } from "./importable";
import { notHeld } from "./not-held";

/** What an export into a stack has done. */
export interface ExportedInto {
  /** How many resources it has brought in. */
  readonly count: number;
  /** How many the stack had under another name, which stay as they are. */
  readonly held: number;
  /** The file with the code to add to the program. */
  readonly code: string | undefined;
  /** Lines on what is not there. */
  readonly gaps: readonly string[];
}

/**
 * Brings an org that exists into the state of a stack, by `pulumi import`.
 * @throws WrongUsage before anything is asked; Error with a sentence that says what to do
 */
export async function exportInto(
  options: Omit<ExportOptions, "language">,
  stack: string,
): Promise<ExportedInto> {
  const { org, out, force = false } = options;
  requireFree(out, force);
  const choice = { ...options, stack };
  const progress = new Progress("Reading the org");
  const { inspector } = openConnection(await configurationFor(choice), progress.onRequest);
  try {
    requireOrgIds(org === undefined ? [] : [org], [inspector]);
    const existing = await readExisting(inspector, org ?? (await onlyOrg(inspector)), false);
    const { resources: all, gaps } = importablesOf(inspector, existing);
    const tenant = await inspector.tenant();
    const { resources: found } = await readStack(choice);
    const resources = notHeld(
      all,
      found.filter(({ isKept, outputs }) => isKept && outputs.tenant === tenant),
    );
    if (resources.length === 0) return { count: 0, held: all.length, code: undefined, gaps: [] };
    writeText(join(out, "import.json"), importFile(resources));
    const { code, reason } = await importInto(choice, resources, out);
    const noCode = code === undefined ? [`the code to add: ${reason}`] : [];
    const missing = gapsIn([...gaps]).map(({ text }) => text);
    const { length: count } = resources;
    return { count, held: all.length - count, code, gaps: [...missing, ...noCode] };
  } finally {
    progress.stop();
  }
}
