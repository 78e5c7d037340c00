import { parseArgs } from "node:util";
import { workshop } from "../../../engine/support/workshop";
import { endKeycloak } from "../../support/keycloak";
import { machine } from "../report";
import type { Cost } from "../run";
import { ofThousand, oneOf, upOf, type Measured } from "./measures";
import type { Conditions } from "./realm";

const measures: Readonly<Record<string, (given: Conditions) => Promise<Measured[]>>> = {
  thousand: ofThousand,
  list: oneOf,
  up: (given) => upOf(given, 300),
};

/**
 * `npm run bench -- keycloak --only thousand,list,up --latency 20 --runs 1 --json`: the real CLI on a real
 * Keycloak, through a service account of the realm.
 */
export async function bench(): Promise<void> {
  const { values } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: "string", default: Object.keys(measures).join() },
      latency: { type: "string", default: "20" },
      runs: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const [latency, runs] = [Number(values.latency), Number(values.runs)];
  const given = { shop: await workshop(), latency, runs };
  if (!values.json) console.log(machine());
  const all: Measured[] = [];
  try {
    for (const name of values.only.split(",")) {
      const measured = (await measures[name]?.(given)) ?? [];
      all.push(...measured);
      if (!values.json) measured.flatMap(linesOf).forEach((line) => console.log(line));
    }
  } finally {
    await endKeycloak();
  }
  if (!values.json) return;
  console.log(JSON.stringify({ machine: machine(), latency, runs, measured: all }, null, 2));
}

function linesOf({ what, costs }: Measured): string[] {
  const lines = Object.entries(costs).map(([name, cost]) => `${what}, ${name}: ${saying(cost)}`);
  const { provider, bare, single, floor } = costs;
  if (provider && bare && floor) {
    const bound = 1.3 * bare.seconds + floor.seconds;
    const bare13 = `1.3 × the bare client's and the floor's ${bound.toFixed(1)} s`;
    lines.push(`  ${provider.seconds.toFixed(1)} s, and ${bare13}`);
  }
  if (provider && single) {
    const spared = (single.requestSeconds / provider.requestSeconds).toFixed(1);
    lines.push(`  request time to that of one by one: ${spared} × less`);
  }
  return lines;
}

const saying = ({ seconds, processorSeconds, requests, requestSeconds }: Cost) =>
  `${seconds.toFixed(1)} s (processor ${processorSeconds.toFixed(1)} s), ${requests} requests in ${requestSeconds.toFixed(2)} s`;
