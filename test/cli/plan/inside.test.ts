import assert from "node:assert/strict";
import { formats } from "../../../cli/plan/formats";
import { forecast } from "../../../cli/plan/forecast";
import { unseenInside } from "../../../cli/plan/preview/inside";
import type { EngineStep } from "../../../cli/plan/preview/parse";
import type { ToldEntry, ToldOf } from "../../../cli/plan/preview/told";
import { packed, type Held } from "../../../provider/run/stack/held";
import { planOf } from "./support/plans";
import { acme, meaning, steps } from "./support/steps";

const urnOf = (kind: string, name: string) =>
  `urn:pulumi:test::acme::identity:index:OrgTree$pulumi-nodejs:dynamic/identity:${kind}::${name}`;
const TYPE = "pulumi-nodejs:dynamic/identity:";

const node = (key: string, id: string, name: string, parent: string) => {
  const values = { org: "o1", kind: "department", name, parent };
  return held("Node", key, id, values);
};
const held = (kind: string, key: string, id: string, values: object, more: object = {}): Held => ({
  ...{ kind, name: `acme/${key}`, id, inputs: { ...values }, outputs: { ...values } },
  ...more,
});
const members = (key: string, id: string, ...users: string[]) =>
  held("NodeMembers", `${key}-people`, id, listOf(id, ...users));
const listOf = (id: string, ...users: string[]) => ({
  ...{ node: id, mode: "exact", unmanaged: [] },
  users: Object.fromEntries(users.map((one) => [one, "member"])),
});
const person = (key: string, more: object = {}) =>
  held("User", key, key, { username: key, name: key.toUpperCase(), onRemove: "delete" }, more);

const HELD = [
  ...[node("eng", "d_eng", "Engineering", "d_root"), node("plat", "d_plat", "Platform", "d_eng")],
  ...[members("eng", "d_eng", "bob"), members("plat", "d_plat", "ada")],
  ...[person("ada"), person("bob")],
];

function bulk(op: string, given: { old?: readonly Held[]; inputs?: object } = {}): EngineStep {
  const common = { type: `${TYPE}BulkTree`, external: false, id: "o1/acme", retainOnDelete: false };
  const { old, inputs = {} } = given;
  return {
    ...{ op, urn: urnOf("BulkTree", "acme"), provider: "" },
    ...(old && {
      oldState: { ...common, inputs: { tree: "[secret]" }, outputs: { held: packed(old) } },
    }),
    ...(op !== "delete" && {
      newState: { ...common, inputs: { tree: "[secret]", ...inputs }, outputs: {} },
    }),
  };
}
const telling =
  (...entries: ToldEntry[]): ToldOf =>
  (kind) =>
    kind === "BulkTree" ? { entries } : {};
const gone = (what: "leave" | "delete" | "hand over", one: Held): ToldEntry => {
  const { kind, name, id, inputs, outputs } = one;
  return { what, kind, name, id, old: { inputs, outputs } };
};
const changed = (one: Held, inputs: object, place?: string): ToldEntry => ({
  ...{ what: "update", kind: one.kind, name: one.name, id: one.id, place },
  ...{ old: { inputs: one.inputs, outputs: one.outputs }, inputs: { ...inputs } },
});
const own = (op: string, kind: string, one: Held): EngineStep => {
  const state = { type: TYPE + kind, external: false, retainOnDelete: false, id: one.id };
  const values = { inputs: { ...one.inputs }, outputs: { ...one.outputs } };
  return {
    ...{ op, urn: urnOf(kind, one.name), provider: "" },
    ...(op === "delete" ? { oldState: { ...state, ...values } } : {}),
    ...(op === "create" ? { newState: { ...state, id: "", ...values } } : {}),
  };
};

describe("the plan of an OrgTree that is one resource", () => {
  const graph = () => acme().build();
  const [, , engPeople, platPeople, ada, bob] = HELD;
  assert.ok(engPeople && platPeople && ada && bob);
  const moves = [
    changed(engPeople, listOf("d_eng", "ada"), "org.yaml:4"),
    changed(platPeople, listOf("d_plat"), "org.yaml:7"),
  ];

  it("has the steps of resources of their own, with what stays", () => {
    const all = steps([bulk("update", { old: HELD })], telling(...moves));
    assert.deepEqual(
      all.map(({ op, kind, urn }) => [op, kind, urn]),
      [
        ["update", "NodeMembers", urnOf("NodeMembers", "acme/eng-people")],
        ["update", "NodeMembers", urnOf("NodeMembers", "acme/plat-people")],
        ["same", "Node", urnOf("Node", "acme/eng")],
        ["same", "Node", urnOf("Node", "acme/plat")],
        ["same", "User", urnOf("User", "acme/ada")],
        ["same", "User", urnOf("User", "acme/bob")],
      ],
    );
    const { changes, acts } = meaning(graph(), all);
    assert.deepEqual(acts.sort(), ["join ada", "leave ada", "leave bob"]);
    assert.equal(changes.find(({ what }) => what === "join")?.source, "org.yaml:4");
  });

  it("tells in one line who moves, and counts everybody", () => {
    const all = steps(
      [bulk("update", { old: HELD, inputs: { graceDays: 30 } })],
      telling(...moves, gone("leave", bob)),
    );
    const { changes } = meaning(graph(), all);
    const names = { d_eng: "Acme/Engineering", d_plat: "Acme/Platform", ada: "Ada" };
    const text = formats.text(planOf({ changes, names }));
    assert.match(
      text,
      /People who move \(1\)\n {2}Ada \(ada\) moves from Acme\/Platform to Acme\/Engineering/,
    );
    assert.match(
      text,
      /BOB \(bob\) can't sign in any more, and leaves all nodes: Acme\/Engineering \(acme\/bob\); 30 days later they are deleted for good/,
    );
    assert.match(text, /4 changes \(people: 1 moves, 1 leaves\)/);
  });

  it("lets somebody in again who had left, and deletes at the end of the days", () => {
    const leaver = person("eve", { leftAt: "2026-11-01T00:00:00Z" });
    const { inputs, outputs } = leaver;
    const back: ToldEntry = {
      ...{ what: "return", kind: "User", name: "acme/eve", id: "eve", inputs: { ...inputs } },
      old: { inputs, outputs },
    };
    const step = bulk("update", { old: [...HELD, leaver] });
    assert.deepEqual(meaning(graph(), steps([step], telling(back))).acts, ["return eve"]);
    const last = steps([step], telling(gone("delete", leaver)));
    const { acts, notes } = meaning(graph(), last);
    assert.deepEqual([acts, notes], [["delete eve"], []]);
  });

  it("says nothing of who has left and is still kept", () => {
    const leaver = person("eve", { leftAt: "2026-11-01T00:00:00Z" });
    const all = steps([bulk("same", { old: [...HELD, leaver] })]);
    assert.deepEqual([all.length, meaning(graph(), all).acts], [6, []]);
  });

  it("takes no hand-over for a delete, in whichever direction", () => {
    const deletes = HELD.map((one) => own("delete", one.kind, one));
    const taken = HELD.map(({ kind, name, id }): ToldEntry => ({
      ...{ what: "take over", kind, name, id },
    }));
    const into = [bulk("create"), ...deletes];
    const same = steps(into, telling(...taken));
    assert.deepEqual(
      same.map(({ op }) => op),
      HELD.map(() => "same"),
    );
    assert.deepEqual(meaning(graph(), same).acts, []);
    const moved = meaning(graph(), steps(into, telling(...taken, ...moves)));
    assert.deepEqual(moved.acts.sort(), ["join ada", "leave ada", "leave bob"]);
    const creates = HELD.map((one) => own("create", one.kind, one));
    const back = steps([...creates, bulk("delete", { old: HELD })]);
    assert.deepEqual(
      back.map(({ op }) => op),
      HELD.map(() => "update"),
    );
    assert.deepEqual(meaning(graph(), back).acts, []);
  });

  it("has nobody leave who goes on as a resource of their own, under whatever name", () => {
    const theirs = { ...own("create", "User", ada), urn: urnOf("User", "ada") };
    const adopted: ToldOf = (kind, urn) =>
      urn === theirs.urn ? { takesOver: { id: "ada", changes: [] } } : telling(leaves)(kind, urn);
    let leaves = gone("hand over", ada);
    const update = bulk("update", { old: HELD });
    assert.deepEqual(meaning(graph(), steps([update, theirs], adopted)).acts, ["adopt ada"]);
    // Where the two are compared side by side, the tree does not know of the other one yet.
    leaves = gone("delete", ada);
    assert.deepEqual(meaning(graph(), steps([update, theirs], adopted)).acts, ["adopt ada"]);
    assert.deepEqual(meaning(graph(), steps([update], adopted)).acts, ["delete ada"]);
  });

  it("has nobody leave who had a resource of their own, and goes on in the tree", () => {
    const theirs = { ...own("delete", "User", ada), urn: urnOf("User", "ada") };
    const create: ToldEntry = {
      ...{ what: "create", kind: "User", name: "acme/ada", inputs: { ...ada.inputs } },
    };
    const adopted: ToldOf = (kind, urn) =>
      urn === urnOf("User", "acme/ada")
        ? { takesOver: { id: "ada", changes: [] } }
        : telling(create)(kind, urn);
    const others = HELD.filter((one) => one !== ada);
    const all = steps([bulk("update", { old: others }), theirs], adopted);
    assert.deepEqual(meaning(graph(), all).acts, ["adopt ada"]);
  });

  it("takes a node for no mover that is said to be where it is already", () => {
    const [, platform] = HELD;
    assert.ok(platform);
    const nowhere = { ...platform, inputs: { ...platform.inputs, parent: "d_eng" } };
    const before = { ...platform, outputs: { ...platform.outputs, parent: "d_other" } };
    const all = steps(
      [bulk("update", { old: [before] })],
      telling(changed(before, nowhere.inputs)),
    );
    assert.deepEqual(meaning(graph(), all).acts, []);
  });

  it("deletes all that it holds with it", () => {
    const { acts } = meaning(graph(), steps([bulk("delete", { old: HELD })]));
    assert.deepEqual(acts.sort(), ["delete ada", "delete bob", "delete d_eng", "delete d_plat"]);
  });

  it("makes what is new under the labels and the ids by which others name it", () => {
    const create = (kind: string, key: string, inputs: Record<string, unknown>): ToldEntry => ({
      ...{ what: "create", kind, name: `acme/${key}`, inputs: { logicalName: key, ...inputs } },
    });
    const all = steps(
      [bulk("update", { old: HELD })],
      telling(
        create("Node", "lab", {
          ...{ org: "o1", kind: "department", name: "Lab", parent: "d_eng", uid: "lab-1" },
        }),
        create("NodeMembers", "lab-people", listOf("d_lab-1", "ada")),
      ),
    );
    const { changes, gains } = meaning(graph(), all);
    const join = changes.find(({ what }) => what === "join");
    assert.equal(join?.node, urnOf("Node", "acme/lab"));
    assert.deepEqual(gains, []);
  });

  it("costs the requests of its entries, and the engine's time of one resource", () => {
    const all = steps([bulk("update", { old: HELD })], telling(...moves));
    const { changes } = meaning(graph(), all);
    assert.deepEqual(forecast(all, changes, 0), { requests: 8, seconds: 3 });
  });

  it("is not seen in a preview that has not told of it, unless nothing happens", () => {
    const nothing: ToldOf = () => ({});
    const [gap, ...others] = unseenInside([bulk("update", { old: HELD })], nothing);
    assert.deepEqual([gap?.part, gap?.id, others], ["OrgTree", "acme", []]);
    assert.deepEqual(unseenInside([bulk("same", { old: HELD })], nothing), []);
    assert.deepEqual(unseenInside([bulk("delete", { old: HELD })], nothing), []);
    assert.deepEqual(unseenInside([bulk("update", { old: HELD })], telling()), []);
  });
});
