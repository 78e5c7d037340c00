import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A recorded request with its answer. */
export interface Pair {
  scenario: string;
  step: string;
  request: {
    method: string;
    path: string;
    query: Record<string, unknown>;
    headers: Record<string, string>;
    body: unknown;
  };
  response: { status: number; headers: Record<string, string>; body: unknown };
}

const FOLDER = join(__dirname, "../../contract/recordings");

/** All recorded pairs, by scenario, in their order; steps outside the API are left out. */
export function readRecordings(): Map<string, Pair[]> {
  const scenarios = new Map<string, Pair[]>();
  for (const file of readdirSync(FOLDER)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()) {
    const lines = readFileSync(join(FOLDER, file), "utf8").trim().split("\n");
    const pairs = lines.map((line) => JSON.parse(line) as Pair & { request: unknown });
    scenarios.set(
      file.replace(".jsonl", ""),
      pairs.filter(({ request }) => request !== null),
    );
  }
  return scenarios;
}
