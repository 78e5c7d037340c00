/** A Pulumi CLI that can run this project's programs. */
export interface Engine {
  /** The absolute path of the executable. */
  readonly pulumi: string;
  /** The folders to put in front of PATH, joined as PATH is, so that the CLI finds its helpers. */
  readonly path: string;
  /** The CLI's version, without a leading "v". */
  readonly version: string;
  /** Whose it is: the user's own, downloaded by the npm package, or compiled here. */
  readonly origin: "path" | "npm" | "source";
}

/** None of the three ways led to an engine; the message is one sentence that says why. */
export class EngineUnavailable extends Error {
  override readonly name = "EngineUnavailable";
}
