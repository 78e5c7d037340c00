import fc from "fast-check";

/** Who may be anywhere and be granted anything, in any of the orgs. */
export const people = ["ada1", "bob1", "cyd1", "dan1", "eve1", "fay1"] as const;

/** Two perms of the org's app, and the one to use it. */
export const perms = ["perm0", "perm1", "access"] as const;

/** The kinds of nodes that both systems have. */
export const kinds = ["department", "role"] as const;

/** `group`: where all other roots but the departments' are below it. */
export type RootKind = (typeof kinds)[number] | "group";

/** An org in numbers; nodes and perms by their place. */
export interface RandomOrg {
  readonly nodes: readonly RandomNode[];
  readonly grants: readonly RandomGrant[];
  /** Its app lets everybody in. */
  readonly isOpen: boolean;
}

export interface RandomNode {
  readonly kind: (typeof kinds)[number];
  /** An earlier node of the same kind; the root where there is none. */
  readonly parent: number | undefined;
  readonly people: readonly string[];
}

export interface RandomGrant {
  readonly perm: (typeof perms)[number];
  /** A person, a node, or the root of a kind. */
  readonly to: string | number | { readonly root: RootKind };
  readonly effect: "allow" | "deny";
}

const node = fc.record({
  kind: fc.constantFrom(...kinds),
  below: fc.option(fc.nat(9), { nil: undefined }),
  people: fc.subarray([...people], { maxLength: 3 }),
});

const grant = fc.record({
  perm: fc.constantFrom(...perms),
  to: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...people) },
    { weight: 5, arbitrary: fc.nat(9) },
    { weight: 1, arbitrary: fc.record({ root: fc.constantFrom<RootKind>(...kinds, "group") }) },
  ),
  effect: fc.constantFrom<RandomGrant["effect"]>("allow", "allow", "deny"),
});

const org = fc
  .record({
    nodes: fc.array(node, { minLength: 1, maxLength: 8, size: "max" }),
    grants: fc.uniqueArray(grant, {
      ...{ maxLength: 10, size: "max" as const },
      // A subject has one effect.
      selector: ({ perm, to }) => JSON.stringify([perm, to]),
    }),
    isOpen: fc.boolean(),
  })
  .map(({ nodes, grants, isOpen }): RandomOrg => {
    const earlier = (kind: string, at: number, below: number | undefined) =>
      nodes.findIndex((one, i) => i >= (below ?? at) && i < at && one.kind === kind);
    return {
      isOpen,
      nodes: nodes.map((one, i) => {
        const parent = earlier(one.kind, i, one.below);
        return { ...one, parent: parent < 0 ? undefined : parent };
      }),
      grants: grants.filter(({ to }) => typeof to !== "number" || to < nodes.length),
    };
  });

/** Two hundred of them. */
export const randomOrgs = (): RandomOrg[] => fc.sample(org, 200);
