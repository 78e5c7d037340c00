import assert from "node:assert/strict";
import fc from "fast-check";
import type { GraphBuilder } from "../../../access";
import type { RequireUntil } from "../../../access/policy";
import {
  anybody,
  branch,
  declared,
  grant,
  member,
  reasons,
  runs,
  source,
  TO_COME,
  verdict,
} from "./support";

const needsEnd = (on: RequireUntil["on"], object: string): RequireUntil => ({
  ...{ name: `requireUntil ${object}`, on, object, source },
});
const GRANTS = needsEnd("perm", "CI/Production");
const MEMBERS = needsEnd("node", "Engineering");

const paths: Record<string, string> = {
  d_eng: "Acme/Engineering",
  d_plat: "Acme/Engineering/Platform",
  d_core: "Acme/Engineering/Platform/Core",
};

describe("what needs an end date", () => {
  it("finds each declared membership without one, of the node and below it", () => {
    fc.assert(
      fc.property(anybody, fc.constantFrom(...branch), fc.boolean(), (who, node, isOld) => {
        const join = (builder: GraphBuilder) => builder.join(member(who, node, { declared }));
        const situation = isOld ? { today: join } : { change: join };
        const since = isOld ? ", as today" : " after this plan";
        assert.deepEqual(verdict({ requireUntil: [MEMBERS] }, situation).broken, [
          {
            ...{ rule: "requireUntil Engineering", source, who, node },
            reason: `${who} is in ${paths[node]} without an end date${since}`,
            paths: [[{ from: who, to: node, by: "member", ...declared }]],
          },
        ]);
      }),
      runs,
    );
  });

  it("finds each declared grant without one, to people and nodes", () => {
    const to = fc.oneof(anybody, fc.constantFrom(...branch));
    fc.assert(
      fc.property(to, (id) => {
        const { broken } = verdict(
          { requireUntil: [GRANTS] },
          { change: (builder) => builder.grant(grant("p_prod", id, { declared })) },
        );
        const isNode = id.startsWith("d_");
        assert.deepEqual(broken, [
          {
            ...{
              rule: "requireUntil CI/Production",
              source,
              ...(isNode ? { node: id } : { who: id }),
            },
            reason: `${paths[id] ?? id} is granted CI/Production without an end date after this plan`,
            paths: [[{ from: id, to: "p_prod", by: "grant", ...declared }]],
          },
        ]);
      }),
      runs,
    );
  });

  it("lets be what has one, what nobody declares, what is denied, and what is elsewhere", () => {
    const ends = { until: TO_COME, declared };
    const harmless: readonly ((builder: GraphBuilder, who: string) => unknown)[] = [
      (builder, who) => builder.join(member(who, "d_core", ends)),
      (builder, who) => builder.join(member(who, "d_plat")),
      (builder, who) => builder.join(member(who, "d_out", { declared })),
      (builder, who) => builder.grant(grant("p_prod", who, ends)),
      (builder, who) => builder.grant(grant("p_prod", who)),
      (builder, who) => builder.grant(grant("p_prod", who, { effect: "deny", declared })),
      (builder, who) => builder.grant(grant("p_deploy", who, { declared })),
    ];
    fc.assert(
      fc.property(anybody, fc.subarray([...harmless], { minLength: 1 }), (who, steps) => {
        const change = (builder: GraphBuilder) => steps.forEach((step) => step(builder, who));
        assert.deepEqual(reasons(verdict({ requireUntil: [GRANTS, MEMBERS] }, { change })), []);
      }),
      runs,
    );
  });
});
