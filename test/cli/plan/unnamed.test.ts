import assert from "node:assert/strict";
import { Ids } from "../../../cli/graph/ids";
import { unnamedIn } from "../../../cli/plan/preview/unnamed";
import { acme, engineStep, meaning, steps, urnOf } from "./support/steps";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const lab = engineStep("create", "Node", "lab", {
  news: { org: "o1", kind: "department", name: "Lab", parent: "d_eng" },
});

/** A grant to what has no id as yet, as a program in another language than TypeScript gives it. */
function grant(waitsFor: string[], ...unknown: string[]) {
  const nodes = Object.fromEntries(unknown.map((key) => [key, UNKNOWN]));
  const news = { perm: "deploy", nodes: { d_plat: "member", ...nodes } };
  const step = engineStep("create", "PermGrants", "deployers", { news });
  const newState = step.newState && { ...step.newState, propertyDependencies: { nodes: waitsFor } };
  return { ...step, ...(newState && { newState }) };
}

describe("what a list names without an id, in a preview that tells no label", () => {
  const ids = () => new Ids().addNew("Node", urnOf("Node", "lab"));

  it("is the new node that the list waits for, beside what has an id", () => {
    const all = steps([lab, grant([urnOf("Node", "lab"), urnOf("Node", "platform")], "[1]")]);
    const { acts } = meaning(acme().build(), all);
    assert.deepEqual(acts, [
      `create ${urnOf("Node", "lab")}`,
      `grant ${urnOf("Node", "lab")}`,
      "grant d_plat",
    ]);
    assert.deepEqual(unnamedIn(all, ids()), []);
  });

  for (const [why, all] of [
    [
      "waits for a tree",
      steps([lab, grant(["urn:pulumi:t::p::identity:index:OrgTree::t"], "[1]")]),
    ],
    ["has two of one node", steps([lab, grant([urnOf("Node", "lab")], "[1]", "[2]")])],
  ] as const) {
    it(`is told as not seen where it ${why}`, () => {
      const [gap, ...others] = unnamedIn(all, ids());
      assert.deepEqual([gap?.part, gap?.id, others], ["PermGrants", "deployers", []]);
      assert.match(gap?.reason ?? "", /of its nodes will be known at the apply alone/);
    });
  }
});
