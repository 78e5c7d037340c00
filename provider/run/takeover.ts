/** An object that exists and that a create takes over. */
export interface Takeover {
  readonly id: string;
  /** What is written of it, without secrets. */
  readonly changes: readonly {
    readonly path: readonly string[];
    readonly old: unknown;
    readonly new: unknown;
  }[];
}
