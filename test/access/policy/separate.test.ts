import assert from "node:assert/strict";
import fc from "fast-check";
import { checkRules, type Separate } from "../../../access/policy";
import { closure } from "../support/closure";
import { NOW, changes } from "../support/random-graph";
import {
  anybody,
  ENDED,
  grant,
  NO_RULES,
  reasons,
  runs,
  someWays,
  source,
  verdict,
} from "./support";

const separate = (...perms: string[]): Separate => ({ name: "payments", perms, source });
const PAIR = separate("Bank/Create", "Bank/Approve");

describe("perms that nobody may have together", () => {
  it("finds who has both by any ways, and whether that is so today", () => {
    fc.assert(
      fc.property(anybody, someWays(), someWays(), fc.boolean(), (who, first, second, isOld) => {
        const { broken } = verdict(
          { separate: [PAIR] },
          {
            today: (builder) => {
              first.forEach(({ give }) => give(builder, who, "p_create"));
              if (isOld) second.forEach(({ give }) => give(builder, who, "p_approve"));
            },
            change: (builder) => second.forEach(({ give }) => give(builder, who, "p_approve")),
          },
        );
        const [{ paths = [], ...found } = assert.fail()] = broken;
        const since = isOld ? ", as today" : " after this plan";
        const reason = `${who} has both Bank/Create and Bank/Approve${since}`;
        assert.deepEqual(found, { rule: "payments", source, who, reason });
        assert.equal(broken.length, 1);
        assert.ok(paths.length >= 2);
        assert.deepEqual(
          new Set(paths.map((path) => path.at(-1)?.to)),
          new Set(["p_create", "p_approve"]),
        );
      }),
      runs,
    );
  });

  it("lets two people have one each, or one person another perm, or one that has ended", () => {
    fc.assert(
      fc.property(anybody, anybody, someWays(), fc.nat(2), (who, other, ways, how) => {
        const { broken } = verdict(
          { separate: [PAIR] },
          {
            today: (builder) => ways.forEach(({ give }) => give(builder, who, "p_create")),
            change: (builder) => {
              if (how === 0 && other !== who) builder.grant(grant("p_approve", other));
              if (how === 1) builder.grant(grant("p_deploy", who));
              if (how === 2) builder.grant(grant("p_approve", who, { until: ENDED }));
            },
          },
        );
        assert.deepEqual(broken, []);
      }),
      runs,
    );
  });

  it("finds just those whom the closure of a graph has with both", () => {
    fc.assert(
      fc.property(changes, ({ before, after }) => {
        if (!after.perms.has("perm1") || !before.perms.has("perm0")) return;
        const rules = { ...NO_RULES, separate: [separate("perm0", "perm1")] };
        const { broken } = checkRules(rules, { before, after, at: NOW, deleted: [] });
        const who = (perm: string) =>
          closure(after, NOW).flatMap((one) =>
            one.endsWith(` ${perm}`) ? [one.split(" ")[0]] : [],
          );
        const second = new Set(who("perm1"));
        assert.deepEqual(
          broken.map((one) => one.who).sort(),
          who("perm0")
            .filter((one) => second.has(one))
            .sort(),
        );
      }),
      runs,
    );
  });

  it("means any two of several", () => {
    const found = verdict(
      { separate: [separate("Bank/Create", "Bank/Approve", "CI/Deploy")] },
      {
        today: (builder) =>
          ["p_create", "p_approve", "p_deploy"].forEach((perm) =>
            builder.grant(grant(perm, "ada")),
          ),
      },
    );
    assert.deepEqual(reasons(found), [
      "ada has both Bank/Create and Bank/Approve, as today",
      "ada has both Bank/Create and CI/Deploy, as today",
      "ada has both Bank/Approve and CI/Deploy, as today",
    ]);
  });

  it("is not got around by giving the name of a perm to another one", () => {
    const found = verdict(
      { separate: [PAIR] },
      {
        today: (builder) => builder.grant(grant("p_create", "ada")),
        change: (builder) => {
          const old = builder.perms.get("p_approve") ?? assert.fail();
          builder.perms.set("p_approve", { ...old, name: "Old" });
          builder.perms.set("urn:new", { ...old, id: "urn:new" });
          builder.grant(grant("p_approve", "ada"));
        },
      },
    );
    assert.deepEqual(reasons(found), ["ada has both Bank/Create and Bank/Old after this plan"]);
  });

  it("says when both are the same", () => {
    const rules = { separate: [separate("Bank/Create", "p_create")] };
    assert.deepEqual(reasons(verdict(rules)), ['"Bank/Create" and "p_create" are the same perm']);
  });
});
