import type { Report } from "./report";

/** What the engine is made with. */
export interface Workshop {
  readonly env: NodeJS.ProcessEnv;
  readonly report: Report;
  readonly signal: AbortSignal;
  /** How long a download may bring nothing, in milliseconds. */
  readonly stall: number;
}
