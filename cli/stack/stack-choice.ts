/** Which stack, as the Pulumi CLI is told. */
export interface StackChoice {
  /** The folder of the program. @default the working directory */
  readonly cwd?: string | undefined;
  /** @default the selected one */
  readonly stack?: string | undefined;
}
