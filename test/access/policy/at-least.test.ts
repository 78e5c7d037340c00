import assert from "node:assert/strict";
import fc from "fast-check";
import type { GraphBuilder } from "../../../access";
import type { AtLeast } from "../../../access/policy";
import { grant, member, reasons, runs, source, usernames, verdict } from "./support";

const atLeast = (count: number, perm = "CI/Deploy"): AtLeast => ({
  ...{ name: "keep CI/Deploy", perm, count, source },
});

const signIn = (builder: GraphBuilder, username: string, canSignIn: boolean | undefined) =>
  builder.people.set(username, { username, name: "", canSignIn });

/** Who has the perm afterwards, how, and whether they can sign in; one at least can. */
const holders = fc.subarray([...usernames], { minLength: 1 }).chain((people) =>
  fc.tuple(
    ...people.map((who, n) =>
      fc.record({
        who: fc.constant(who),
        canSignIn: n === 0 ? fc.constant(true) : fc.constantFrom(true, false),
        isOwn: fc.boolean(),
      }),
    ),
  ),
);

describe("a perm that enough people keep", () => {
  it("is left to those who can sign in, and one fewer is too few", () => {
    fc.assert(
      fc.property(holders, (people) => {
        const situation = {
          today: (builder: GraphBuilder) =>
            usernames.forEach((who) => builder.grant(grant("p_deploy", who))),
          change: (builder: GraphBuilder) => {
            usernames.forEach((who) => builder.revoke(grant("p_deploy", who)));
            builder.grant(grant("p_deploy", "d_eng"));
            for (const { who, canSignIn, isOwn } of people) {
              signIn(builder, who, canSignIn);
              if (isOwn) builder.grant(grant("p_deploy", who));
              else builder.join(member(who, "d_core"));
            }
          },
        };
        const able = people.filter(({ canSignIn }) => canSignIn).map(({ who }) => who);
        assert.deepEqual(reasons(verdict({ atLeast: [atLeast(able.length)] }, situation)), []);
        const { broken } = verdict({ atLeast: [atLeast(able.length + 1)] }, situation);
        const shown = able.toSorted((a, b) => (a < b ? -1 : 1)).join(", ");
        assert.deepEqual(broken, [
          {
            ...{ rule: "keep CI/Deploy", source },
            reason: `CI/Deploy would be left to ${shown}; at least ${able.length + 1} must have it and be able to sign in (today ${usernames.length})`,
          },
        ]);
      }),
      runs,
    );
  });

  it("counts everybody where nobody knows who can sign in, and says so", () => {
    const today = (builder: GraphBuilder) => {
      for (const who of ["ada", "bob"]) {
        signIn(builder, who, undefined);
        builder.grant(grant("p_deploy", who));
      }
    };
    assert.deepEqual(reasons(verdict({ atLeast: [atLeast(2)] }, { today })), []);
    assert.deepEqual(reasons(verdict({ atLeast: [atLeast(3)] }, { today })), [
      "CI/Deploy would be left to ada, bob; at least 3 must have it and be able to sign in (today 2); whether they can sign in is not known for all of them",
    ]);
  });

  it("is not left to nobody, as where it is deleted", () => {
    const found = verdict(
      { atLeast: [atLeast(1)] },
      {
        today: (builder) => builder.grant(grant("p_deploy", "ada")),
        change: (builder) => builder.without("perm", "p_deploy"),
      },
    );
    assert.match(String(reasons(found)), /^CI\/Deploy would be left to nobody; at least 1/);
  });
});
