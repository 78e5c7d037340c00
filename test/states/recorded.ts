import { readdirSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../../scripts/lib/engine/checkout";

/** One folder a version: the program, and the state that it left. */
export const STATES = join(CHECKOUT, "test/states");

/** The server of a recording has another port each time it is started again. */
export const RECORDED_TENANT = "recorded";

/** The versions whose states are kept. */
export function recordedVersions(): string[] {
  return readdirSync(STATES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
