import type { Gap } from "../../live-org/gap";
import type { ReviewEntry } from "./entry";
import type { Answered } from "./outcome";
import type { Answer } from "./read-answers";

/** The version of the JSON. */
export const SCHEMA = 1;

/** What the answers of a review lead to. Names in it come from people: a format escapes them. */
export interface AnswersReport {
  readonly schema: typeof SCHEMA;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, in UTC. */
  readonly readAt: string;
  /** `<project>/<stack>`. */
  readonly stack: string;
  readonly answered: readonly Answered[];
  /** Whose answers are in the files of trees; without `--write` of none. */
  readonly written: readonly Answered[];
  /** What could be written into the file of a tree; others of a tree's are for its author. */
  readonly writable: readonly Answered[];
  readonly unanswered: readonly ReviewEntry[];
  /** Answers of what is not there any more. */
  readonly gone: readonly Answer[];
  readonly unseen: readonly Gap[];
}
