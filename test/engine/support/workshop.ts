import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureEngine, ensureRandomPlugin, type Engine } from "../../../scripts/lib/engine";
import { LOCAL } from "../../../scripts/lib/company/local";
import { installInto, packPackage } from "../../../scripts/lib/company/package";
import { lineReport } from "../../../scripts/lib/engine/report";

/** What the tests of the engine share: made once, kept for the next run. */
export interface Workshop {
  readonly engine: Engine;
  /** A folder with a `random` plugin: the real one or the stand-in. */
  readonly randomPlugin: string;
  readonly tarball: string;
  /** A folder whose `node_modules` hold the package from its tarball, and what programs need beside it. */
  readonly consumer: string;
}

const report = lineReport((line) => void process.stderr.write(`  ${line}\n`));
const manifest = {
  name: "consumer",
  private: true,
  dependencies: { "@pulumi/pulumi": "3.248.0", "@pulumi/random": "4.21.2", "pulumi-identity": "*" },
};

/** The variable by which mocha's process tells its workers what it has made. */
const MADE = "IDENTITY_TEST_WORKSHOP";
let shared: Promise<Workshop> | undefined;

/** The real engine and the package as a user has it. */
export function workshop(): Promise<Workshop> {
  shared ??= foundOrMade();
  return shared;
}

async function foundOrMade(): Promise<Workshop> {
  const found = process.env[MADE];
  if (found !== undefined) return JSON.parse(found) as Workshop;
  const made = await make();
  process.env[MADE] = JSON.stringify(made);
  return made;
}

async function make(): Promise<Workshop> {
  const [engine, packed] = await Promise.all([engineWithRandom(), packageInConsumer()]);
  return { ...engine, ...packed };
}

async function engineWithRandom(): Promise<Pick<Workshop, "engine" | "randomPlugin">> {
  const engine = await ensureEngine({ report });
  return { engine, randomPlugin: await ensureRandomPlugin(engine, { report }) };
}

async function packageInConsumer(): Promise<Pick<Workshop, "tarball" | "consumer">> {
  const { signal } = new AbortController();
  const tarball = await packPackage(report, signal);
  const consumer = join(LOCAL, "test/consumer");
  mkdirSync(consumer, { recursive: true });
  writeFileSync(join(consumer, "package.json"), JSON.stringify(manifest));
  await installInto(consumer, tarball, report, signal);
  return { tarball, consumer };
}

/** A folder of its own for one test, below `.local`. */
export function scratchFolder(name: string): string {
  const parent = join(LOCAL, "test/scratch");
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, `${name}-`));
}
