import fc from "fast-check";
import { type AccessGraph, type AccessRules, GraphBuilder, type GrantRules } from "../../../access";

/** The time that the laws ask about; half of the end dates lie before it. */
export const NOW = new Date("2026-06-15T12:00:00Z");
export const ENDED = "2026-06-15T12:00:00.000Z";
export const TO_COME = "2026-06-15T12:00:00.001Z";

const one = (denial: GrantRules["denial"]) =>
  fc.constantFrom<GrantRules>(
    ...[...[true, false, undefined].map((reachesBelow) => ({ reachesBelow, denial }))],
  );
const grantRules = fc.oneof(one("nearest"), one("wins"), one("none"), one(undefined));
const rules: fc.Arbitrary<AccessRules> = fc.record(
  { perms: grantRules, appAccess: grantRules, delay: fc.constant(0), isOpenToDenied: fc.boolean() },
  { requiredKeys: ["perms", "appAccess", "delay"] },
);

interface Most {
  readonly people: number;
  readonly nodes: number;
  readonly perms: number;
  readonly facts: number;
}

/** Numbers that stand for facts: taken modulo how many there are, and one more for what is unknown. */
interface Numbers {
  readonly rules: AccessRules;
  readonly people: number;
  readonly perms: number;
  readonly parents: readonly number[];
  readonly open: readonly boolean[];
  readonly memberships: readonly Triple[];
  readonly grants: readonly Triple[];
}
type Triple = readonly [number, number, number];

const orgOf = ({ people, nodes, perms, facts }: Most): fc.Arbitrary<Numbers> =>
  fc.record({
    rules,
    ...{ people: fc.nat(people), perms: fc.integer({ min: 1, max: perms }) },
    // -1: none above. Any other one may be above, so that some stand in a circle.
    parents: fc.array(fc.integer({ min: -1, max: nodes }), { maxLength: nodes, size: "max" }),
    open: fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
    memberships: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(7)), {
      maxLength: facts,
      size: "max",
    }),
    grants: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(31)), { maxLength: facts, size: "max" }),
  });

const untilOf = (kind: number) =>
  kind === 0 ? { until: ENDED } : kind === 1 ? { until: TO_COME } : {};

/** The graph that the numbers stand for. */
function build(numbers: Numbers): AccessGraph {
  const builder = GraphBuilder.empty(numbers.rules);
  const { people, perms, parents } = numbers;
  const person = (n: number) => `p${String(n % (people + 1))}`;
  const node = (n: number) => `d${String(n % (parents.length + 1))}`;
  const perm = (n: number) => `perm${String(n % perms)}`;
  builder.orgs.set("o", { id: "o", name: "Acme" });
  for (let n = 0; n < people; n++) builder.people.set(person(n), { username: person(n), name: "" });
  for (const [n, parent] of parents.entries()) {
    const above = parent < 0 ? undefined : node(parent);
    builder.nodes.set(node(n), {
      id: node(n),
      name: node(n),
      kind: "department",
      org: "o",
      parent: above,
    });
  }
  for (const [n, allowsAnyUser] of numbers.open.entries()) {
    const id = `app${String(n)}`;
    builder.apps.set(id, { id, name: id, org: "o", allowsAnyUser });
  }
  for (let n = 0; n < perms; n++) {
    const scope = `app${String(n % 2)}`;
    builder.perms.set(perm(n), { id: perm(n), name: perm(n), scope, isAppAccess: n < 2 });
  }
  for (const [who, where, end] of numbers.memberships) {
    builder.join({ person: person(who), node: node(where), ...untilOf(end) });
  }
  for (const [which, whom, kind] of numbers.grants) {
    const to =
      kind & 8
        ? { kind: "user" as const, id: person(whom) }
        : { kind: "node" as const, id: node(whom) };
    builder.grant({
      perm: perm(which),
      to,
      effect: kind & 16 ? "deny" : "allow",
      ...untilOf(kind & 7),
    });
  }
  return builder.build();
}

const sizes = [
  { weight: 400, arbitrary: orgOf({ people: 6, nodes: 8, perms: 3, facts: 10 }) },
  { weight: 40, arbitrary: orgOf({ people: 30, nodes: 30, perms: 5, facts: 60 }) },
  { weight: 2, arbitrary: orgOf({ people: 200, nodes: 80, perms: 8, facts: 400 }) },
];

/** Orgs of up to 200 people, most of them small, under any rules. */
export const graphs = fc.oneof(...sizes).map(build);

/** The same org twice: the second one with some facts of its own. */
export const changes = fc
  .oneof(
    ...sizes.slice(0, 2).map(({ weight, arbitrary }) => ({
      weight,
      arbitrary: fc.tuple(arbitrary, arbitrary, fc.nat(127)),
    })),
  )
  .map(([mine, other, which]) => {
    const mixed: Numbers = {
      ...mine,
      ...(which & 1 && { people: other.people }),
      ...(which & 2 && { parents: [...mine.parents.slice(1), ...other.parents.slice(0, 1)] }),
      ...(which & 4 && {
        memberships: [...mine.memberships.slice(1), ...other.memberships.slice(0, 2)],
      }),
      ...(which & 8 && { grants: [...mine.grants.slice(1), ...other.grants.slice(0, 2)] }),
      ...(which & 16 && { open: other.open }),
      ...(which & 32 && which & 64 && { rules: other.rules }),
      ...(which & 64 && !(which & 32) && { perms: other.perms }),
    };
    return { before: build(mine), after: build(mixed) };
  });
