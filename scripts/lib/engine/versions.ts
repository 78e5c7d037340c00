/** The CLI that is downloaded or compiled; package.json pins the npm package `pulumi` to the same. */
export const CLI_VERSION = "3.250.0";

/** The oldest CLI on PATH that is taken: the first that reads resources the way the provider needs. */
export const OLDEST_CLI = "3.227.0";

/** The last version of the Go SDK that still holds the Node language host. */
export const LANGUAGE_HOST_VERSION = "3.59.1";

/** Whether `version` ("v3.250.0", "3.251.0-alpha.1") is `oldest` or newer. A text that is no version is not. */
export function isAtLeast(version: string, oldest: string): boolean {
  const numbers = /^v?(\d+\.\d+\.\d+)/.exec(version.trim())?.[1];
  return numbers !== undefined && numbers.localeCompare(oldest, "en", { numeric: true }) >= 0;
}
