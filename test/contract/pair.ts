import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A request as it was recorded. A text body is sent as it stands, anything else as JSON. */
export interface RecordedRequest {
  method: string;
  path: string;
  query: Record<string, string | number> | null;
  headers: Record<string, string>;
  body: unknown;
}

/** What a server answered: JSON parsed, HTML as text, nothing as null. */
export interface Answer {
  status: number;
  body: unknown;
}

/** One line of a recording. A step without a request was done behind the server's back. */
export interface Pair {
  scenario: string;
  step: string;
  request: RecordedRequest | null;
  response: Answer | null;
  task?: string;
}

const FOLDER = join(__dirname, "recordings");

/** The recorded scenarios by name. */
export function readScenarios(folder = FOLDER): Map<string, Pair[]> {
  const scenarios = new Map<string, Pair[]>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".jsonl"))) {
    const lines = readFileSync(join(folder, file), "utf8").split("\n").filter(Boolean);
    scenarios.set(
      file.replace(/\.jsonl$/, ""),
      lines.map((line) => JSON.parse(line) as Pair),
    );
  }
  return scenarios;
}
