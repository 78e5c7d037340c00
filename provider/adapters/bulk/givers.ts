import { isDeepStrictEqual } from "node:util";
import { uniqueUserTexts } from "../../backends/domain";
import type { Values } from "../../engine/kind";
import { kinds } from "../../kinds";
import type { Session } from "../../run/session";
import type { Held } from "../../run/stack/held";
import { labelOf, type Declaration } from "./declarations";

/** A person of a tree who has what no two can have, and another one of it is to get. */
export interface Giver {
  readonly held: Held;
  /** What is declared of them; `undefined` for somebody who leaves. */
  readonly from: Declaration | undefined;
  /** Who is declared with it. */
  readonly to: Declaration;
  /** The property: `username`, `email`, `phone`. */
  readonly what: string;
}

/** Somebody who is declared, with what is held of them. */
export interface Person {
  readonly declaration: Declaration;
  readonly held: Held | undefined;
}

/**
 * Finds who has to give something up before another one can get it.
 * @param people who is declared
 * @param gone who is declared no more
 */
export function giversOf(
  session: Session,
  people: readonly Person[],
  gone: readonly Held[],
): Giver[] {
  const changing = people.flatMap(({ declaration, held }) => {
    const inputs = declaration.inputs({ idOf: () => undefined, isMissing: () => false });
    return isChanging(held, inputs) ? [{ declaration, held, inputs }] : [];
  });
  const takers = new Map(
    changing.flatMap((one) => claimsOf(session, one.inputs).map(({ id }) => [id, one] as const)),
  );
  if (takers.size === 0) return [];
  const given = (held: Held, from: Declaration | undefined, declared?: Values): Giver[] =>
    claimsOf(session, held.outputs).flatMap(({ id, what }) => {
      const taker = takers.get(id);
      // What is declared no more, of somebody who stays, is not managed.
      const isUnmanaged = declared !== undefined && declared[what] === undefined;
      if (taker === undefined || taker.held === held || isUnmanaged) return [];
      return [{ held, what, from, to: taker.declaration }];
    });
  const staying = changing.flatMap(({ held, declaration, inputs }) =>
    held === undefined ? [] : given(held, declaration, inputs),
  );
  return [...gone.flatMap((one) => given(one, undefined)), ...staying];
}

/** Declarations, where whoever gives up a username comes before those who get it; but not in a circle. */
export function giversFirst(
  all: readonly Declaration[],
  givers: readonly Giver[],
): readonly Declaration[] {
  const renamed = givers.filter(({ what }) => what === "username");
  const giverOf = new Map(renamed.flatMap(({ from, to }) => (from ? [[to, from] as const] : [])));
  if (giverOf.size === 0) return all;
  const depthOf = (one: Declaration, seen: ReadonlySet<Declaration>): number => {
    const giver = giverOf.get(one);
    if (giver === undefined || seen.has(giver)) return 0;
    return 1 + depthOf(giver, new Set([...seen, giver]));
  };
  const ofKind = (kind: string) => all.filter((one) => one.kind === kind);
  const people = ofKind("User").map((one) => {
    const giver = giverOf.get(one);
    const after = giver === undefined ? one.after : [...one.after, labelOf(giver)];
    return { depth: depthOf(one, new Set()), declaration: { ...one, after } };
  });
  people.sort((a, b) => a.depth - b.depth);
  return [
    ...ofKind("Node"),
    ...people.map(({ declaration }) => declaration),
    ...ofKind("NodeMembers"),
  ];
}

/** Whether somebody gets or gives up anything that is theirs alone. */
const isChanging = (held: Held | undefined, inputs: Values): boolean =>
  ["username", ...uniqueUserTexts].some(
    (key) => !isDeepStrictEqual(held?.outputs[key], inputs[key]),
  );

/** What somebody has for themselves alone. */
function claimsOf(session: Session, values: Values) {
  const claims = kinds.User.unique?.(values, session) ?? [];
  return claims.map(([what, key]) => ({
    id: `${what} ${key}`,
    what: what === "user" ? "username" : what,
  }));
}
