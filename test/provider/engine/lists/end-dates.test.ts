import assert from "node:assert/strict";
import { expiredIn, untilOf, withoutExpired } from "../../../../provider/engine/lists/end-dates";
import { membersOf } from "../../../../provider/engine/lists/membership";
import { UNKNOWN } from "../../../../provider/engine/unknown";

const AT = new Date("2027-01-01T00:00:00Z");

describe("end dates in a map of members", () => {
  const values = {
    users: { ada: "until 2026-12-31", 王选: "2, until 2027-06-30", bob: "member", eve: 1 },
    nodes: { d_lab: "until 2026-12-31T18:00:00+08:00" },
  };

  it("are the last instants that count, in UTC", () => {
    assert.deepEqual(
      untilOf(values, "users"),
      new Map([
        ["ada", "2026-12-31T23:59:59.999Z"],
        ["王选", "2027-06-30T23:59:59.999Z"],
      ]),
    );
    assert.deepEqual(untilOf(values, "nodes").get("d_lab"), "2026-12-31T10:00:00.000Z");
    assert.equal(untilOf(values, "denyUsers").size, 0);
  });

  it("tell who has expired, with the date as it was given", () => {
    assert.deepEqual(expiredIn(values, "users", AT), new Map([["ada", "2026-12-31"]]));
    assert.equal(expiredIn(values, "users", new Date(AT.getTime() - 1)).size, 0);
  });

  it("leave out only who has expired", () => {
    assert.deepEqual(withoutExpired(values, ["users", "nodes", "denyUsers"], AT), {
      users: { 王选: "2, until 2027-06-30", bob: "member", eve: 1 },
      nodes: {},
    });
    const current = { users: { bob: "member" } };
    assert.equal(withoutExpired(current, ["users"], AT), current);
  });

  it("keep the order", () => {
    const users = { a: "10, until 2027-06-30", b: 2, c: "1, until 2027-01-01" };
    assert.deepEqual(membersOf(users), ["c", "b", "a"]);
  });

  it("are none where a state holds something else", () => {
    for (const odd of [
      "until tomorrow",
      "until 2026-02-30",
      UNKNOWN,
      null,
      { until: "2026-12-31" },
    ]) {
      assert.equal(untilOf({ users: { ada: odd } }, "users").size, 0);
    }
    assert.equal(untilOf({ users: UNKNOWN }, "users").size, 0);
  });
});
