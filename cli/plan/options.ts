/** The options of the command. */
export interface PlanOptions {
  readonly stack?: string;
  readonly cwd?: string;
  readonly format?: readonly string[];
  readonly output?: string;
  /** @default identity-rules.yaml in the program's folder, where it is there */
  readonly rules?: string;
  /** What `pulumi preview --json` has printed before; else a preview is run. */
  readonly from?: string;
  /** Whether to go by the state, and ask no server. */
  readonly declared?: boolean;
}
