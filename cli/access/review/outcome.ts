import { join } from "node:path";
import type { ReviewEntry } from "./entry";
import type { Answer } from "./read-answers";
import type { TreeEdit } from "./tree-file";

/**
 * What an answer leads to. `kept`: nothing. `tree`: an edit of the file of an `OrgTree`. `program`: an edit
 * of the program, for its author. `undeclared`: nothing of the stack declares it, so no program can end it.
 */
export type Outcome = "kept" | "tree" | "program" | "undeclared";

/** An entry, and what was said of it. */
export interface Answered {
  readonly entry: ReviewEntry;
  readonly answer: Answer;
  readonly outcome: Outcome;
  /** Of `tree`: the file, from the program's folder, and what happens in it. */
  readonly edit?: TreeEdit & { readonly file: string };
}

const TREE = /^(.+\.(?:ya?ml|json)):\d+$/i;

export function answeredOf(entry: ReviewEntry, answer: Answer): Answered {
  const { decision } = answer;
  if (decision.decision === "keep") return { entry, answer, outcome: "kept" };
  const { username, declared } = entry;
  if (declared === undefined) return { entry, answer, outcome: "undeclared" };
  const [, file] = TREE.exec(declared.source ?? "") ?? [];
  if (file === undefined) return { entry, answer, outcome: "program" };
  const edit = { file, resource: declared.resource, username, decision };
  return { entry, answer, outcome: "tree", edit };
}

/** Files of trees, from the folder in which the command runs, with what is to be edited in each. */
export function editsByFile(
  answered: readonly Answered[],
  cwd: string,
): ReadonlyMap<string, readonly TreeEdit[]> {
  const edits = new Map<string, TreeEdit[]>();
  for (const { edit } of answered) {
    if (edit === undefined) continue;
    const path = join(cwd, edit.file);
    edits.set(path, [...(edits.get(path) ?? []), edit]);
  }
  return edits;
}
