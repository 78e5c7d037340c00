/** How long things may take, in milliseconds. */
export interface Limits {
  /** A download, in all. @default 10 minutes */
  readonly download: number;
  /** A download of which nothing more arrives. @default 20 s */
  readonly stall: number;
  /** The first answer of the Go module proxy. @default 1 minute */
  readonly proxy: number;
  /** A compilation. @default 30 minutes */
  readonly compile: number;
  /** The random plugin. @default 1 minute */
  readonly plugin: number;
}

/** The limits unless somebody sets others. */
export const LIMITS: Limits = {
  download: 600_000,
  stall: 20_000,
  proxy: 60_000,
  compile: 1_800_000,
  plugin: 60_000,
};
