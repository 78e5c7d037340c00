import assert from "node:assert/strict";
import fc from "fast-check";
import type { GraphBuilder } from "../../../access";
import { limited, type Limit, type Limited, type Most } from "../../../access/policy";
import { ENDED, grant, member, reasons, runs, source, verdict } from "./support";

const limit = (of: Limited, most: Most, org?: string): Limit => ({
  ...{ name: ["limits", org, of].filter(Boolean).join("."), of, most, org, source },
});

/** Makes some of each, in an org of which there is nothing else, and takes the first of them out. */
const some: Record<Limited, { make: Step; take: Step; there: number }> = {
  people: {
    make: (builder, id) => {
      builder.people.set(id, { username: id, name: "" });
      builder.join(member(id, "d_sales"));
    },
    take: (builder, id) => builder.without("person", id),
    there: 0,
  },
  nodes: {
    make: (builder, id) =>
      builder.nodes.set(id, { id, name: id, parent: "d_o2", org: "o2", kind: "department" }),
    take: (builder, id) => builder.without("node", id),
    // Beta's root and Sales.
    there: 2,
  },
  members: {
    make: (builder, id) => builder.join(member(id, "d_sales")),
    take: (builder, id) => builder.leave(id, "d_sales"),
    there: 0,
  },
  grants: {
    make: (builder, id) => builder.grant(grant("p_beta", id)),
    // A denial in its place takes it away as well.
    take: (builder, id, n) =>
      n % 2 === 0
        ? builder.revoke(grant("p_beta", id))
        : builder.grant(grant("p_beta", id, { effect: "deny" })),
    there: 0,
  },
};
type Step = (builder: GraphBuilder, id: string, n: number) => unknown;

const idsOf = (count: number) => Array.from({ length: count }, (_, n) => `x${n}`);

function remove(of: Limited, made: number, taken: number, limits: readonly Limit[]) {
  const { make, take } = some[of];
  return verdict(
    { limits },
    {
      today: (builder) => idsOf(made).forEach((id, n) => make(builder, id, n)),
      change: (builder) => idsOf(taken).forEach((id, n) => take(builder, id, n)),
    },
  );
}

const numbers = fc
  .record({
    of: fc.constantFrom(...limited),
    made: fc.integer({ min: 1, max: 120 }),
    part: fc.nat(),
  })
  .map(({ of, made, part }) => ({ of, made, taken: 1 + (part % made) }));

describe("limits of a plan", () => {
  it("lets exactly a number go, and not one more", () => {
    fc.assert(
      fc.property(numbers, ({ of, made, taken }) => {
        assert.deepEqual(reasons(remove(of, made, taken, [limit(of, taken, "Beta")])), []);
        const all = made + some[of].there;
        assert.deepEqual(remove(of, made, taken, [limit(of, taken - 1, "Beta")]).broken, [
          {
            ...{ rule: `limits.Beta.${of}`, source },
            reason: `the plan removes ${taken} of ${all} ${of} of Beta; at most ${taken - 1} may go`,
          },
        ]);
      }),
      runs,
    );
  });

  it("rounds a share down", () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 10_000 }), ({ of, made, taken }, share) => {
        const most = `${share / 100}%` as const;
        // By whole numbers, as people reckon.
        const may = (BigInt(made + some[of].there) * BigInt(share)) / 10_000n;
        const { broken } = remove(of, made, taken, [limit(of, most, "o2")]);
        assert.equal(broken.length, BigInt(taken) > may ? 1 : 0, `${taken} of ${made}: ${most}`);
        if (broken[0]) assert.match(broken[0].reason, new RegExp(`at most ${most} \\(${may}\\)`));
      }),
      runs,
    );
  });

  it("reckons a share without the errors of binary fractions", () => {
    assert.deepEqual(reasons(remove("members", 10_000, 29, [limit("members", "0.29%")])), []);
    assert.equal(reasons(remove("members", 10_000, 30, [limit("members", "0.29%")])).length, 1);
    assert.equal(reasons(remove("members", 3, 1, [limit("members", "33.3%")])).length, 1);
    assert.deepEqual(reasons(remove("members", 3, 3, [limit("members", "100%")])), []);
  });

  it("counts an org with an own limit there, and not among all", () => {
    const own = limit("members", 5, "Beta");
    assert.deepEqual(reasons(remove("members", 5, 5, [limit("members", 0), own])), []);
    // Its own limit of members says nothing of grants.
    assert.equal(reasons(remove("grants", 5, 1, [limit("grants", 0), own])).length, 1);
    const elsewhere = verdict(
      { limits: [limit("members", 0), own] },
      {
        today: (builder) => builder.join(member("ada", "d_eng")),
        change: (builder) => builder.leave("ada", "d_eng"),
      },
    );
    assert.deepEqual(reasons(elsewhere), ["the plan removes 1 of 1 members; at most 0 may go"]);
  });

  it("counts who goes along to what takes a node's place as staying, and the node itself as removed", () => {
    const replaced = (limits: readonly Limit[]) =>
      verdict(
        { limits },
        {
          today: (builder) =>
            builder.join(member("ada", "d_eng")).grant(grant("p_deploy", "d_eng")),
          change: (builder) => {
            const old = builder.nodes.get("d_eng") ?? assert.fail();
            builder.without("node", "d_eng").nodes.set("urn:eng", { ...old, id: "urn:eng" });
            builder.join(member("ada", "urn:eng")).grant({
              ...grant("p_deploy", "d_eng"),
              to: { kind: "node", id: "urn:eng" },
            });
          },
          deleted: [{ kind: "Node", id: "d_eng", successor: "urn:eng" }],
        },
      );
    assert.deepEqual(reasons(replaced([limit("members", 0), limit("grants", 0)])), []);
    assert.deepEqual(reasons(replaced([limit("nodes", 0)])), [
      "the plan removes 1 of 8 nodes; at most 0 may go",
    ]);
  });

  it("counts neither what has ended nor what is denied", () => {
    const found = verdict(
      { limits: [limit("members", 0), limit("grants", 0)] },
      {
        today: (builder) =>
          builder
            .join(member("ada", "d_eng", { until: ENDED }))
            .grant(grant("p_deploy", "ada", { until: ENDED }))
            .grant(grant("p_deploy", "bob", { effect: "deny" })),
        change: (builder) =>
          builder
            .leave("ada", "d_eng")
            .revoke(grant("p_deploy", "ada"))
            .revoke(grant("p_deploy", "bob")),
      },
    );
    assert.deepEqual(reasons(found), []);
  });
});
