import assert from "node:assert/strict";
import { GraphBuilder } from "../../../access";
import type { LiveNode } from "../../../cli/live-org/reported-org";
import { plannedOrgs } from "../../../cli/plan/planned-orgs";
import { acme, inspector } from "./support/steps";

/** What a chart is told of each node. */
const short = (nodes: readonly LiveNode[]) =>
  nodes.map(({ name, parent, members, planned }) => [name, parent, members, planned]);

describe("the orgs as a plan leaves them", () => {
  const before = acme();
  before.nodes.set("d_root", { ...before.nodes.get("d_root")!, isRoot: true });

  it("are those of now where nothing changes", () => {
    const graph = before.build();
    const [org, ...others] = plannedOrgs([], { before: graph, after: graph });
    assert.deepEqual([org?.name, org?.planned, others], ["Acme", undefined, []]);
    assert.deepEqual(short(org?.nodes ?? []), [
      ["Acme", undefined, 0, undefined],
      ["Engineering", "d_root", 1, undefined],
      ["Platform", "d_eng", 1, undefined],
    ]);
  });

  it("have what is new, what goes with who is in it now, and both places of what moves", () => {
    const after = GraphBuilder.from(before.build());
    const sales = { id: "urn:sales", name: "销售部", kind: "department", org: "o1" };
    after.nodes.set("urn:sales", { ...sales, parent: "d_root" });
    after.nodes.set("d_plat", { ...after.nodes.get("d_plat")!, parent: "urn:sales" });
    after.join({ person: "eve", node: "d_plat" }).without("node", "d_eng");
    const [org] = plannedOrgs([], { before: before.build(), after: after.build() });
    assert.deepEqual(short(org?.nodes ?? []), [
      ["Acme", undefined, 0, undefined],
      ["Engineering", "d_root", 1, "deleted"],
      ["销售部", "d_root", 0, "made"],
      ["Platform → 销售部", "d_eng", 0, "away"],
      ["Platform", "urn:sales", 2, undefined],
    ]);
  });

  it("are drawn when they are new, and when they go", () => {
    const none = GraphBuilder.empty(inspector.backend.capabilities.access).build();
    const graph = before.build();
    const [made] = plannedOrgs([], { before: none, after: graph });
    assert.equal(made?.planned, "made");
    assert.deepEqual(
      made.nodes.map(({ planned }) => planned),
      [undefined, "made", "made"],
      "a root comes with its org",
    );
    const [gone] = plannedOrgs([], { before: graph, after: none });
    assert.deepEqual(
      [gone?.planned, ...(gone?.nodes ?? []).map(({ planned }) => planned)],
      ["deleted", "deleted", "deleted", "deleted"],
    );
  });

  it("have parents before children, also where a move turns a way around", () => {
    const after = GraphBuilder.from(before.build());
    after.nodes.set("d_plat", { ...after.nodes.get("d_plat")!, parent: "d_root" });
    after.nodes.set("d_eng", { ...after.nodes.get("d_eng")!, parent: "d_plat" });
    const [org] = plannedOrgs([], { before: before.build(), after: after.build() });
    const seen = new Set<string | undefined>([undefined]);
    for (const { id, parent } of org?.nodes ?? []) {
      assert.ok(seen.has(parent), `${id} comes before ${parent}`);
      seen.add(id);
    }
    assert.equal(org?.nodes.length, 5);
  });
});
