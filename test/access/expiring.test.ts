import assert from "node:assert/strict";
import { expiring } from "../../access";
import { acme, node } from "./support/acme";

describe("what ends", () => {
  const graph = acme()
    .join({ person: "bob", node: "d_web", until: "2026-12-31T23:59:59.999Z" })
    .join({ person: "eve", node: "d_web", until: "2026-07-01T00:00:00.000Z" })
    .join({ person: "bob", node: "d_eng", until: "2026-07-01T00:00:00.000Z" })
    .grant({
      perm: "deploy",
      to: node("d_eng"),
      effect: "allow",
      until: "2026-07-01T08:00:00+09:00",
    })
    .build();

  it("is sorted by its end, in whichever zone that is written", () => {
    const all = expiring(graph, new Date("2026-01-01"), new Date("2027-01-01"));
    assert.deepEqual(
      all.map(({ kind, of }) => (kind === "grant" ? of.perm : `${of.person} ${of.node}`)),
      ["deploy", "bob d_eng", "eve d_web", "bob d_web"],
    );
  });

  it("is what ends from one time to another, both included", () => {
    const end = new Date("2026-07-01T00:00:00Z");
    assert.equal(expiring(graph, end, end).length, 2);
    assert.equal(expiring(graph, new Date(end.getTime() + 1), new Date("2026-12-31")).length, 0);
  });
});
