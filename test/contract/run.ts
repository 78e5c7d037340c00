import { readScenarios } from "./pair";
import { type Result, replay } from "./replay";
import { apart, describe, score, summary } from "./report";

/**
 * `npm run contract [-- -v] [--from=FOLDER] [scenario …]`: replays the recordings and prints how
 * alike they are.
 */
async function main(args: string[]): Promise<void> {
  const verbose = args.includes("-v");
  const names = args.filter((arg) => !arg.startsWith("-"));
  const folder = args.find((arg) => arg.startsWith("--from="))?.slice("--from=".length);
  const all: Result[] = [];
  for (const [name, pairs] of readScenarios(folder)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const results = await replay(pairs);
    all.push(...results);
    console.log(`${name}: ${summary(score(results))}`);
    if (verbose) for (const line of differences(results)) console.log(`  ${line}`);
  }
  for (const [reason, count] of apart(all)) console.log(`apart, ${count} pairs: ${reason}`);
  console.log(summary(score(all)));
}

const differences = (results: Result[]): string[] =>
  results
    .filter((result) => !result.apart && !(result.statusOk && result.bodyOk))
    .map((result) => describe(result));

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
