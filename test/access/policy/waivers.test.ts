import assert from "node:assert/strict";
import fc from "fast-check";
import type { GraphBuilder } from "../../../access";
import type { Waiver } from "../../../access/policy";
import { anybody, AT, declared, grant, member, runs, source, usernames, verdict } from "./support";

const separate = [{ name: "payments", perms: ["Bank/Create", "Bank/Approve"], source }];
const waiver = (more: Partial<Waiver> = {}): Waiver => ({
  ...{ rule: "payments", reason: "month-end cover", until: "2026-12-31" },
  ...{ ends: new Date("2026-12-31T23:59:59.999Z"), source: "identity-rules.yaml:20" },
  ...more,
});

/** Everybody has both. */
const today = (builder: GraphBuilder) =>
  usernames.forEach((who) => builder.grant(grant("p_create", who)).grant(grant("p_approve", who)));

describe("a waiver", () => {
  it("counts for whom it is, to its last instant, and then no more", () => {
    const late = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(anybody, late, (who, ms) => {
        const waivers = [waiver({ who, ends: AT })];
        const at = new Date(AT.getTime() + ms);
        const { broken, waived } = verdict({ separate, waivers }, { today, at });
        const [theirs, ...others] = [...broken].sort((a) => (a.who === who ? -1 : 1));
        assert.equal(waived.length, ms <= 0 ? 1 : 0);
        assert.equal(broken.length, usernames.length - waived.length);
        for (const { reason } of ms <= 0 ? broken : others) assert.doesNotMatch(reason, /waiver/);
        if (ms > 0) {
          assert.match(
            theirs?.reason ?? "",
            /, as today; the waiver ended on 2026-12-31 \(identity-rules\.yaml:20\)$/,
          );
        }
      }),
      runs,
    );
  });

  it("tells why, and until when", () => {
    const { broken, waived } = verdict({ separate, waivers: [waiver()] }, { today });
    assert.deepEqual(broken, []);
    assert.equal(waived.length, usernames.length);
    assert.deepEqual(waived[0]?.waiver, {
      ...{ reason: "month-end cover", until: "2026-12-31", source: "identity-rules.yaml:20" },
    });
  });

  it("is for its own rule only", () => {
    const waivers = [waiver({ rule: "keep iac" })];
    assert.equal(verdict({ separate, waivers }, { today }).waived.length, 0);
  });

  it("counts while one of several does, and tells of the last that ended", () => {
    const ended = [
      waiver({ until: "2026-10-01", ends: new Date("2026-10-01T23:59:59.999Z") }),
      waiver({ until: "2026-11-01", ends: new Date("2026-11-01T23:59:59.999Z") }),
    ];
    const over = verdict({ separate, waivers: ended }, { today });
    assert.match(over.broken[0]?.reason ?? "", /the waiver ended on 2026-11-01/);
    const all = verdict({ separate, waivers: [...ended, waiver()] }, { today });
    assert.deepEqual(all.broken, []);
  });

  it("may be for one node, by its path or id", () => {
    const requireUntil = [{ name: "ends", on: "perm", object: "CI/Production", source }] as const;
    const lasting = (builder: GraphBuilder) =>
      ["d_plat", "d_out", "ada"].forEach((to) => builder.grant(grant("p_prod", to, { declared })));
    for (const node of ["Engineering/Platform", "d_plat"]) {
      const waivers = [waiver({ rule: "ends", node })];
      const { broken, waived } = verdict({ requireUntil, waivers }, { today: lasting });
      assert.deepEqual(
        waived.map((one) => one.node),
        ["d_plat"],
      );
      assert.equal(broken.length, 2);
    }
  });

  it("for one person in one node is not for them elsewhere", () => {
    const requireUntil = [{ name: "ends", on: "node", object: "Engineering", source }] as const;
    const { broken, waived } = verdict(
      { requireUntil, waivers: [waiver({ rule: "ends", who: "ada", node: "Core" })] },
      {
        today: (builder) => {
          for (const node of ["d_core", "d_plat"]) builder.join(member("ada", node, { declared }));
          builder.join(member("bob", "d_core", { declared }));
        },
      },
    );
    assert.deepEqual([waived.length, broken.length], [1, 2]);
  });
});
