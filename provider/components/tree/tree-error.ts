/** An invalid tree, or invalid people for it. A line for each problem, with its place. */
export class TreeError extends Error {
  override readonly name = "TreeError";
}
