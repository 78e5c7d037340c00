import { printable } from "../../printable";

/** An invalid tree, or invalid people for it. A line for each problem, with its place. */
export class TreeError extends Error {
  override readonly name = "TreeError";

  /** @param problems texts of files among them */
  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.map(printable).join("\n"), options);
  }
}
