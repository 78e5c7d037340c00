import { readFileSync, readdirSync } from "node:fs";

/** A variable of the environment that every process which a test starts inherits, however deep. */
export const MARK = "IDENTITY_TEST_MARK";

/** A process that runs. */
export interface Running {
  readonly pid: number;
  readonly command: string;
}

/** The processes that carry a mark, as Linux shows them. */
export function running(mark: string): Running[] {
  return readdirSync("/proc")
    .map(Number)
    .filter(Number.isInteger)
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        return environment.includes(`${MARK}=${mark}`) ? [{ pid, command }] : [];
      } catch {
        return []; // it ended, or is somebody else's
      }
    });
}
