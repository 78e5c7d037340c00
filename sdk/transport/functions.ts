import { UsageError } from "./errors";

/**
 * Options that are to be functions, or left out.
 * @throws UsageError that names the first which is neither
 */
export function checkFunctions(options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || typeof value === "function") continue;
    throw new UsageError(`${name} must be a function`, name);
  }
}
