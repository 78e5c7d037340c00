import { parseArgs } from "node:util";
import { workshop } from "../../engine/support/workshop";
import { noop, refresh, up, type Conditions, type Measured } from "./measures";
import { memory } from "./memory";
import { growth, linesOf, machine, ratiosOf } from "./report";

const measures = { refresh, noop, up };

/**
 * `npm run bench -- refresh|noop|up --objects 100,300,1000 --latency 20 --runs 3 --json`, and
 * `npm run bench -- memory --objects 50000`: the real CLI on the embedded server.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      objects: { type: "string", default: "100,300,1000" },
      latency: { type: "string", default: "0" },
      runs: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const sizes = values.objects.split(",").map(Number);
  const say = (line: string) => (values.json ? undefined : console.log(line));
  say(machine());
  const [what = ""] = positionals;
  if (what === "memory") return report(values.json, await memory(sizes[0] ?? 0));
  const given = { runs: Number(values.runs), latency: Number(values.latency) };
  const measured = await each({ ...given, shop: await workshop() }, what, sizes, say);
  const seconds = growth(measured, (cost) => cost.seconds);
  const requests = growth(measured, (cost) => cost.requests);
  if (seconds !== undefined) say(`growth exponent: seconds ${seconds}, requests ${requests}`);
  if (!values.json) return;
  const sizesAndRatios = measured.map((one) => ({ ...one, ratios: ratiosOf(one) }));
  const exponents = { seconds, requests };
  report(true, { what, machine: machine(), ...given, sizes: sizesAndRatios, exponents });
}

async function each(
  given: Conditions,
  what: string,
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<Measured[]> {
  const measure = measures[what as keyof typeof measures];
  const all: Measured[] = [];
  for (const objects of sizes) {
    const measured = await measure(given, objects);
    linesOf(measured).forEach(say);
    all.push(measured);
  }
  return all;
}

function report(json: boolean, result: object): void {
  console.log(json ? JSON.stringify(result, null, 2) : Object.values(result).join(", "));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
