import assert from "node:assert/strict";
import fc from "fast-check";
import { whatCan } from "../../../access";
import { checkRules, type Keep } from "../../../access/policy";
import { closure } from "../support/closure";
import { NOW, changes } from "../support/random-graph";
import {
  anybody,
  type company,
  ENDED,
  grant,
  member,
  NO_RULES,
  reasons,
  runs,
  someWays,
  source,
  verdict,
} from "./support";

const keep = (who: string, perms?: readonly string[]): Keep => ({
  ...{ name: `keep ${who}`, who, perms, source },
});
const perms = fc.constantFrom(undefined, ["CI/Deploy"], ["Bank/Create", "p_deploy"]);

describe("who keeps what they have", () => {
  it("loses it when the last way goes", () => {
    fc.assert(
      fc.property(anybody, someWays(), perms, (who, ways, only) => {
        const found = verdict(
          { keep: [keep(who, only)] },
          {
            today: (builder) => ways.forEach(({ give }) => give(builder, who, "p_deploy")),
            change: (builder) => ways.forEach(({ take }) => take(builder, who, "p_deploy")),
          },
        );
        assert.equal(found.broken.length, 1);
        const [{ rule, who: loser, reason, paths = [] } = assert.fail()] = found.broken;
        assert.deepEqual(
          [rule, loser, reason],
          [`keep ${who}`, who, `${who} would lose CI/Deploy`],
        );
        // An own grant counts before what nodes say.
        assert.equal(paths.length, ways.length);
      }),
      runs,
    );
  });

  it("keeps it while one way is left", () => {
    fc.assert(
      fc.property(anybody, someWays(2), perms, fc.nat(), (who, ways, only, n) => {
        const found = verdict(
          { keep: [keep(who, only)] },
          {
            today: (builder) => ways.forEach(({ give }) => give(builder, who, "p_deploy")),
            change: (builder) =>
              ways
                .filter((_, index) => index !== n % ways.length)
                .forEach(({ take }) => take(builder, who, "p_deploy")),
          },
        );
        assert.deepEqual(reasons(found), []);
      }),
      runs,
    );
  });

  it("loses just what the closures of two graphs differ by", () => {
    fc.assert(
      fc.property(changes, ({ before, after }) => {
        const rule = (who: string) => ({ ...NO_RULES, keep: [keep(who)] });
        const [had, has] = [closure(before, NOW), new Set(closure(after, NOW))];
        for (const who of [...before.people.keys()].filter((one) => after.people.has(one))) {
          const { broken } = checkRules(rule(who), { before, after, at: NOW, deleted: [] });
          const lost = had.filter((one) => one.startsWith(`${who} `) && !has.has(one));
          assert.equal(broken.length, lost.length);
          const told = whatCan(before, who, NOW).filter(({ perm }) => !has.has(`${who} ${perm}`));
          assert.deepEqual(
            broken.map(({ paths }) => paths),
            told.map(({ paths }) => paths),
          );
        }
      }),
      runs,
    );
  });

  it("keeps the account, too: the one that runs", () => {
    const rules = { keep: [keep("iac")] };
    const gone = {
      change: (builder: ReturnType<typeof company>) => builder.without("person", "iac"),
    };
    assert.deepEqual(verdict(rules, gone).broken, [
      { rule: "keep iac", source, who: "iac", reason: "iac would be deleted" },
    ]);
    const deleted = [{ kind: "User", id: "iac", successor: "iac" }] as const;
    assert.deepEqual(reasons(verdict(rules, { deleted })), [
      "iac would be replaced, which deletes it",
    ]);
    const suspended = verdict(rules, {
      change: (builder) =>
        builder.people.set("iac", { username: "iac", name: "", canSignIn: false }),
    });
    assert.deepEqual(reasons(suspended), ["iac could no longer sign in"]);
  });

  it("says nothing of a perm that they do not have, or no longer", () => {
    const situation = {
      today: (builder: ReturnType<typeof company>) =>
        builder.grant(grant("p_deploy", "iac", { until: ENDED })),
      change: (builder: ReturnType<typeof company>) => builder.without("person", "iac"),
    };
    assert.deepEqual(reasons(verdict({ keep: [keep("iac", ["CI/Deploy"])] }, situation)), []);
  });

  it("follows a perm that is made anew", () => {
    const found = verdict(
      { keep: [keep("iac", ["CI/Deploy"])] },
      {
        today: (builder) => builder.grant(grant("p_deploy", "iac")),
        change: (builder) => {
          const old = builder.perms.get("p_deploy") ?? assert.fail();
          builder.without("perm", "p_deploy").perms.set("urn:p", { ...old, id: "urn:p" });
          builder.grant(grant("urn:p", "iac"));
        },
        deleted: [{ kind: "Perm", id: "p_deploy", successor: "urn:p" }],
      },
    );
    assert.deepEqual(reasons(found), []);
  });

  it("loses it to a denial, too", () => {
    const denied = verdict(
      { keep: [keep("ada")] },
      {
        today: (builder) => builder.join(member("ada", "d_core")).grant(grant("p_deploy", "d_eng")),
        change: (builder) => builder.grant(grant("p_deploy", "d_core", { effect: "deny" })),
      },
    );
    assert.deepEqual(reasons(denied), ["ada would lose CI/Deploy"]);
  });
});
