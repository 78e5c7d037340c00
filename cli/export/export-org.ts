import { existsSync } from "node:fs";
import { join } from "node:path";
import { publicSettings, type Inspector } from "../../provider/inspect";
import { configurationFor } from "../connection/configuration-for";
import { openConnection } from "../connection/open-connection";
import { requireOrgIds } from "../connection/org-ids";
import type { StackChoice } from "../stack/stack-choice";
import { Progress } from "../terminal/progress";
import { WrongUsage } from "../usage/wrong-usage";
import { filesOf, gapLines, type Language } from "./files";
import type { BulkChoice } from "./form";
import { writeTexts } from "../output/write-text";
import { requireFree } from "./folder";
import { formerNames } from "./former-names";
import { programOf } from "./program";
import { readExisting } from "./read-existing";
import type { Files } from "./source-files";

/** The options of the command. */
export interface ExportOptions extends StackChoice {
  /** Id of the org. @default the only one that the account is in */
  readonly org?: string | undefined;
  readonly out: string;
  /** The folder of a former export, whose names stay. @default `out` */
  readonly namesFrom?: string | undefined;
  readonly language: Language;
  /** Whether the tree is one resource. @default "auto" */
  readonly bulk?: BulkChoice | undefined;
  readonly force?: boolean | undefined;
}

/** What an export has written. */
export interface Exported {
  readonly files: Files;
  /** Lines on what could not be taken along; none where all was. */
  readonly gaps: readonly string[];
  readonly requests: number;
}

/**
 * Writes a program for an org.
 * @throws WrongUsage before anything is asked; Error with a sentence that says what to do
 */
export async function exportOrg(options: ExportOptions): Promise<Exported> {
  const { org, out, namesFrom = out, language, bulk, force = false } = options;
  requireFree(out, force);
  if (!existsSync(join(namesFrom, "org.yaml")) && namesFrom !== out) {
    throw new WrongUsage(`--names-from ${namesFrom} has no org.yaml: name a folder of an export`);
  }
  const configuration = await configurationFor(options);
  const progress = new Progress("Reading the org");
  const { inspector, requests } = openConnection(configuration, progress.onRequest);
  try {
    requireOrgIds(org === undefined ? [] : [org], [inspector]);
    const former = formerNames(namesFrom);
    const { files, gaps } = await exportedBy(inspector, { org, language, bulk }, former);
    writeTexts(out, files);
    return { files, gaps, requests: requests() };
  } finally {
    progress.stop();
  }
}

/** The files of an export, and what is not in them. Only reads. */
export async function exportedBy(
  inspector: Inspector,
  { org, language, bulk = "auto" }: Pick<ExportOptions, "org" | "language" | "bulk">,
  former: ReadonlyMap<string, string> = new Map(),
): Promise<Pick<Exported, "files" | "gaps">> {
  const id = org ?? (await onlyOrg(inspector));
  const existing = await readExisting(inspector, id, language === "yaml-only");
  // Who reads the file of the tree alone decides that.
  const form = language === "yaml-only" ? "never" : bulk;
  const program = programOf(inspector, existing, former, form);
  const files = filesOf(program, language, publicSettings(inspector.configuration));
  return { files, gaps: gapLines(program) };
}

/** @throws Error, or WrongUsage that lists them, where the account is not in one org */
export async function onlyOrg({ backend }: Inspector): Promise<string> {
  const [first, ...others] = await backend.orgs.list();
  if (first === undefined) throw new Error("this account is in no org: name one by --org");
  if (others.length === 0) return first.id;
  const all = [first, ...others].slice(0, 10).map(({ id, name }) => `${id} (${name})`);
  throw new WrongUsage(
    `this account is in ${others.length + 1} orgs: name one by --org: ${all.join(", ")}`,
  );
}
