import type { Path } from "../path";

/** A rule that a plan breaks. */
export interface BrokenRule {
  /** Its name: `payments`, `limits.members`. */
  readonly rule: string;
  /** Username, where it is about somebody. */
  readonly who?: string;
  /** Id, where it is about a node. */
  readonly node?: string;
  /** A sentence. */
  readonly reason: string;
  /** `identity-rules.yaml:12`. */
  readonly source: string;
  /** How they have what they must not have; of `keep`, how they had what they lose. */
  readonly paths?: readonly Path[];
}

/** A broken rule that does not count, because somebody said so. */
export interface WaivedRule extends BrokenRule {
  readonly waiver: {
    readonly reason: string;
    /** As written: a day, to its end in UTC, or an instant. */
    readonly until: string;
    /** `identity-rules.yaml:20`. */
    readonly source: string;
  };
}
