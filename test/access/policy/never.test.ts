import assert from "node:assert/strict";
import fc from "fast-check";
import type { GraphBuilder } from "../../../access";
import type { Guarded, Never } from "../../../access/policy";
import { reasons, runs, source, verdict } from "./support";

/** Things of the company: the ways to write one, what it is called, and its id. */
const objects: readonly (readonly [Guarded, readonly string[], string, string])[] = [
  ["User", ["ada"], "ada", "ada"],
  ["User", ["王芳"], "王芳", "王芳"],
  [
    "Node",
    ["Platform", "Engineering/Platform", "Acme/Engineering/Platform", "d_plat"],
    "Acme/Engineering/Platform",
    "d_plat",
  ],
  ["Node", ["外包", "Contractors/外包"], "Acme/Contractors/外包", "d_out"],
  ["App", ["CI", "Acme/CI", "ci"], "Acme/CI", "ci"],
  ["Perm", ["CI/Deploy", "Deploy", "p_deploy"], "CI/Deploy", "p_deploy"],
  ["Perm", ["Beta/Billing", "p_beta"], "Beta/Billing", "p_beta"],
  ["Org", ["Beta", "o2"], "Beta", "o2"],
];

const object = fc
  .constantFrom(...objects)
  .chain(([kind, texts, called, id]) =>
    fc.constantFrom(...texts).map((text) => ({ kind, text, called, id })),
  );

const never = (kind: Guarded, text: string): Never => ({
  ...{ name: `never ${kind}:${text}`, kind, object: text, source },
});

const remove: Record<Guarded, (builder: GraphBuilder, id: string) => unknown> = {
  User: (builder, id) => builder.without("person", id),
  Node: (builder, id) => builder.without("node", id),
  App: (builder, id) => builder.without("app", id),
  Perm: (builder, id) => builder.without("perm", id),
  Org: (builder, id) => builder.orgs.delete(id),
};

describe("what never goes", () => {
  it("is not deleted, told of or not", () => {
    fc.assert(
      fc.property(object, fc.boolean(), ({ kind, text, called, id }, isTold) => {
        const found = verdict(
          { never: [never(kind, text)] },
          {
            change: (builder) => remove[kind](builder, id),
            deleted: isTold ? [{ kind, id }] : [],
          },
        );
        assert.deepEqual(found.broken, [
          {
            ...{ rule: `never ${kind}:${text}`, source, reason: `${called} would be deleted` },
            ...(kind === "User" && { who: id }),
            ...(kind === "Node" && { node: id }),
          },
        ]);
      }),
      runs,
    );
  });

  it("is not replaced", () => {
    fc.assert(
      fc.property(object, ({ kind, text, called, id }) => {
        const deleted = [{ kind, id, successor: "urn:new" }];
        const found = verdict({ never: [never(kind, text)] }, { deleted });
        assert.deepEqual(reasons(found), [`${called} would be replaced, which deletes it`]);
      }),
      runs,
    );
  });

  it("may stay while everything else of its kind goes", () => {
    fc.assert(
      fc.property(object, ({ kind, text, id }) => {
        const others = objects.filter((one) => one[0] === kind && one[3] !== id);
        const found = verdict(
          { never: [never(kind, text)] },
          {
            change: (builder) => others.forEach((other) => remove[kind](builder, other[3])),
            deleted: others.map((other) => ({ kind, id: other[3] })),
          },
        );
        assert.deepEqual(reasons(found), []);
      }),
      runs,
    );
  });

  it("goes with the app that it is of", () => {
    const found = verdict(
      { never: [never("Perm", "CI/Deploy")] },
      { change: (builder) => builder.without("app", "ci"), deleted: [{ kind: "App", id: "ci" }] },
    );
    assert.deepEqual(reasons(found), ["CI/Deploy would be deleted"]);
  });

  it("may be renamed and moved, and is still meant by its old name and its new one", () => {
    const rename = (builder: GraphBuilder) => {
      const old = builder.nodes.get("d_plat") ?? assert.fail();
      builder.nodes.set("d_plat", { ...old, name: "Base", parent: "d_con" });
    };
    for (const text of ["Engineering/Platform", "Contractors/Base"]) {
      const rules = { never: [never("Node", text)] };
      assert.deepEqual(reasons(verdict(rules, { change: rename })), []);
      const deleted = [{ kind: "Node", id: "d_plat" }] as const;
      assert.equal(verdict(rules, { change: rename, deleted }).broken[0]?.node, "d_plat");
    }
  });
});
