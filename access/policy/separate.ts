import type { AccessGraph } from "../graph";
import type { Access } from "../path";
import { whoCan } from "../queries";
import { since, type Finding } from "./finding";
import { called, named } from "./named";
import type { PlannedAccess } from "./plan";
import type { Separate } from "./rules";

/** Who has two perms that nobody may have together, by themselves or through a node. */
export function checkSeparate({ perms }: Separate, plan: PlannedAccess): readonly Finding[] {
  const found = perms.map((text) => ({ text, ...namedIds(plan, text) }));
  const unknown = found.flatMap(({ reason }) => (reason === undefined ? [] : [{ reason }]));
  const holders = new Holders(plan);
  const pairs = found.flatMap((one, index) =>
    found.slice(index + 1).map((other) => [one, other] as const),
  );
  return [
    ...unknown,
    ...pairs.flatMap(([one, other]) => {
      const both = one.ids.flatMap((a) => other.ids.map((b) => [a, b] as const));
      if (both.length > 0 && both.every(([a, b]) => a === b)) {
        return [{ reason: `"${one.text}" and "${other.text}" are the same perm` }];
      }
      return both.flatMap(([a, b]) => (a === b ? [] : holders.ofBoth(a, b)));
    }),
  ];
}

function namedIds(plan: PlannedAccess, text: string) {
  const found = named(plan, "Perm", text);
  return "ids" in found ? { ids: found.ids, reason: undefined } : { ids: [], ...found };
}

/** Who has which perm, each asked once. */
class Holders {
  private readonly today = new Map<string, ReadonlyMap<string, Access>>();
  private readonly afterwards = new Map<string, ReadonlyMap<string, Access>>();

  constructor(private readonly plan: PlannedAccess) {}

  ofBoth(a: string, b: string): Finding[] {
    const { before, after } = this.plan;
    const others = this.of(after, b, this.afterwards);
    const names = [a, b].map((perm) => called(this.plan, "Perm", perm)).join(" and ");
    return [...this.of(after, a, this.afterwards).values()].flatMap(({ username, paths }) => {
      const other = others.get(username);
      if (!other) return [];
      const isSoToday = [a, b].every((perm) => this.of(before, perm, this.today).has(username));
      return [
        {
          who: username,
          reason: `${username} has both ${names}${since(isSoToday)}`,
          paths: [...paths, ...other.paths],
        },
      ];
    });
  }

  private of(graph: AccessGraph, perm: string, known: Map<string, ReadonlyMap<string, Access>>) {
    const holders =
      known.get(perm) ??
      new Map(whoCan(graph, perm, this.plan.at).map((one) => [one.username, one]));
    known.set(perm, holders);
    return holders;
  }
}
