/** A line of a file, which begin at 1. */
export interface Place {
  /** From the working directory. */
  readonly file: string;
  readonly line: number;
}
