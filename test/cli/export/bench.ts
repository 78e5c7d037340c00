import fc from "fast-check";
import { exportedBy } from "../../../cli/export/export-org";
import { connect } from "../../../provider/backends";
import { Inspector } from "../../../provider/inspect";
import { RequestMetrics } from "../../../provider/metrics/request-metrics";
import { readConfiguration } from "../../../provider/run/settings";
import { systems } from "../../provider/conformance/system";
import { ADMIN_PASSWORD, TestServer } from "../../provider/support/test-server";
import { seedOf } from "../drift/support/large";
import { build, largeOrg } from "./support/random-org";
import { roundTrip } from "./support/round-trip";

const LARGE = { nodes: 10_000, users: 20_000, lists: 10_000, unmanaged: 0 };
const SEED = 19;

/** Prints what the export of a large org takes, and the whole proof of a random one of 2,000 nodes. */
export async function bench(): Promise<void> {
  await exportOfLarge();
  await wholeProof();
}

async function exportOfLarge(): Promise<void> {
  const server = await TestServer.start();
  await server.seed(seedOf(LARGE));
  let requests = 0;
  const credentials = { username: "admin", password: ADMIN_PASSWORD };
  const configuration = readConfiguration({ url: server.url, ...credentials }, {});
  const metrics = new RequestMetrics(() => void requests++);
  const inspector = new Inspector(configuration, connect(configuration, metrics));
  const started = clock();
  const { files } = await exportedBy(inspector, { org: undefined, language: "typescript" });
  const size = Object.values(files).reduce((sum, text) => sum + text.length, 0);
  say(`${LARGE.nodes} nodes, ${LARGE.users} people, ${kilobytes(size)}`, started, requests);
  await server.close();
}

async function wholeProof(): Promise<void> {
  const start = systems["arkid"];
  if (start === undefined) return;
  const [spec] = fc.sample(largeOrg(2000, 400), { numRuns: 1, seed: SEED });
  if (spec === undefined) return;
  const [system, empty] = await Promise.all([start(), start()]);
  let started = clock();
  const org = await build(system.behind, spec);
  say("2,000 random nodes: made", started);
  started = clock();
  await roundTrip(system, org, empty);
  say("exported, taken over, made anew and exported again, equal", started);
  await Promise.all([system.close(), empty.close()]);
}

const kilobytes = (characters: number) => `${Math.round(characters / 1024)} KB`;

interface Clock {
  readonly at: number;
  readonly processor: NodeJS.CpuUsage;
}
const clock = (): Clock => ({ at: performance.now(), processor: process.cpuUsage() });

/** With the processor's time, which a busy machine does not change: of the server, too. */
function say(what: string, { at, processor }: Clock, requests?: number): void {
  const seconds = ((performance.now() - at) / 1000).toFixed(1);
  const { user, system } = process.cpuUsage(processor);
  const worked = ((user + system) / 1e6).toFixed(1);
  const asked = requests === undefined ? "" : `, ${requests} requests`;
  process.stdout.write(`${what}: ${seconds} s, ${worked} s of the processor${asked}\n`);
}
