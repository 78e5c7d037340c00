import { Evaluation } from "./evaluation";
import type { AccessGraph } from "./graph";
import { byText } from "./order";
import type { Access } from "./path";
import { touched } from "./touched";

/** Who has what in one graph only, sorted by username and perm. */
export interface Difference {
  /** With the ways by which they have it afterwards. */
  readonly gains: readonly Access[];
  /** With the ways by which they had it before. */
  readonly losses: readonly Access[];
}

/**
 * What a change means: who has what after it and not before, and the other way round. A new way to what
 * somebody had already is neither. Only what a changed fact can touch is evaluated.
 * @param at one time for both graphs, or a time for each
 */
export function difference(
  before: AccessGraph,
  after: AccessGraph,
  at: Date | { readonly before: Date; readonly after: Date },
): Difference {
  const times = at instanceof Date ? { before: at, after: at } : at;
  const [old, young] = [
    { graph: before, at: times.before },
    { graph: after, at: times.after },
  ];
  const gains: Access[] = [];
  const losses: Access[] = [];
  for (const [perm, people] of touched(old, young)) {
    const [then, now] = [
      new Evaluation(before, perm, old.at),
      new Evaluation(after, perm, young.at),
    ];
    for (const username of people) {
      const [had, has] = [then.has(username), now.has(username)];
      if (has && !had) gains.push({ username, perm, paths: now.paths(username) });
      if (had && !has) losses.push({ username, perm, paths: then.paths(username) });
    }
  }
  const order = byText<Access>(
    ({ username }) => username,
    ({ perm }) => perm,
  );
  return { gains: gains.sort(order), losses: losses.sort(order) };
}
