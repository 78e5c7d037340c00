import type { AccessGraph } from "../graph";
import type { Match } from "../find";
import { nearest } from "../nearest";
import type { PlannedAccess } from "./plan";
import type { Guarded } from "./rules";
import { things } from "./things";

/** What a text of a rule means, or why the rule guards nothing. */
export type Named =
  /** Mostly one; two where the plan gives the name of one thing to another. */
  { readonly ids: readonly string[] } | { readonly reason: string };

/**
 * What a text means, today and after the plan: what loses or gets the name is meant, so that no plan gets
 * around a rule by renaming.
 */
export function named({ before, after }: PlannedAccess, kind: Guarded, text: string): Named {
  const today = things[kind].find(before, text);
  const afterwards = things[kind].find(after, text);
  const matches = afterwards.length > 0 ? afterwards : today;
  if (matches.length > 1) return { reason: ambiguous(kind, text, matches) };
  if (matches.length === 0) return { reason: nothing(kind, text, [before, after]) };
  const renamed = today.length === 1 ? today : [];
  return { ids: [...new Set([...matches, ...renamed].map(({ id }) => id))] };
}

/** What a finding calls something: as it is called after the plan, or today where it goes. */
export function called({ before, after }: PlannedAccess, kind: Guarded, id: string): string {
  const isThere = things[kind].all(after).has(id);
  return things[kind].path(isThere ? after : before, id);
}

function ambiguous(kind: Guarded, text: string, matches: readonly Match[]): string {
  const shown = matches.slice(0, SHOWN).map(({ id, path }) => `${path} (${id})`);
  const more = matches.length > SHOWN ? [`${matches.length - SHOWN} more`] : [];
  const all = [...shown, ...more].join(", ");
  return `"${text}" may be one of ${matches.length} ${things[kind].many}: ${all}; give its id or its whole path`;
}
const SHOWN = 5;

function nothing(kind: Guarded, text: string, graphs: readonly AccessGraph[]): string {
  const { one, all, path } = things[kind];
  const paths = graphs.flatMap((graph) => [...all(graph).keys()].map((id) => path(graph, id)));
  // People leave out as much of the front as they like.
  const names = new Set(paths.flatMap((whole) => tails(whole, kind === "Perm" ? 2 : 1)));
  const meant = nearest(text, [...names]);
  const advice = meant === undefined ? ", so the rule guards nothing" : `: is ${meant} meant?`;
  return `there is no ${one} "${text}"${advice}`;
}

/** A path and its ends of at least so many names. */
function tails(path: string, least: number): string[] {
  const names = path.split("/");
  const starts = Math.max(1, names.length - least + 1);
  return Array.from({ length: starts }, (_, start) => names.slice(start).join("/"));
}
