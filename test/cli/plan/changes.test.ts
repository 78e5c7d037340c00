import assert from "node:assert/strict";
import { sentenceOf } from "../../../cli/plan/words";
import { acme, engineStep, meaning, steps, urnOf } from "./support/steps";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const platform = { org: "o1", kind: "department", name: "Platform", uid: "plat" };
const people = (...names: string[]) => Object.fromEntries(names.map((one) => [one, "member"]));

describe("what the steps of a preview mean", () => {
  it("is nothing for those that stay as they are", () => {
    const list = { node: "d_plat", users: people("ada", "eve") };
    const all = [engineStep("same", "NodeMembers", "people", { old: list, news: list })];
    assert.deepEqual(meaning(acme().build(), steps(all)).acts, []);
  });

  it("is who joins, but not who is there already", () => {
    const news = { node: "d_plat", users: people("ada", "eve") };
    const all = [engineStep("create", "NodeMembers", "people", { news })];
    const { acts, gains } = meaning(acme().build(), steps(all));
    assert.deepEqual([acts, gains], [["join eve"], ["eve deploy"]]);
  });

  it("is what null clears, also where no program has declared it", () => {
    const old = { username: "ada" };
    const news = { username: "ada", name: null, email: null, phone: "13800138000" };
    const all = [engineStep("update", "User", "ada", { old, news })];
    const { changes, names } = meaning(acme().build(), steps(all));
    assert.deepEqual(
      changes.map((one) => [sentenceOf(one, names), one.reason]),
      [
        ['ADA (ada) has no name from now on, not "ADA"', undefined],
        ["email of ADA (ada) changes", "null clears it"],
        ['phone of ADA (ada): nothing → "13800138000"', undefined],
      ],
    );
  });

  it("takes access only from whom no other way gives it", () => {
    const graph = acme()
      .join({ person: "ada", node: "d_eng" })
      .join({ person: "eve", node: "d_plat" });
    const old = { node: "d_plat", users: people("ada", "eve"), unmanaged: [] };
    const news = { node: "d_plat", users: {} };
    const all = [engineStep("update", "NodeMembers", "people", { id: "d_plat", old, news })];
    const { acts, losses } = meaning(graph.build(), steps(all));
    assert.deepEqual([acts, losses], [["leave ada", "leave eve"], ["eve deploy"]]);
  });

  it("leaves in an additive list whom it never named, and says why an exact one does not", () => {
    const graph = acme().join({ person: "eve", node: "d_plat" }).build();
    const of = (mode: string, users: object) => ({
      node: "d_plat",
      mode,
      users,
      unmanaged: ["eve"],
    });
    const update = (mode: string, users: object) =>
      steps([
        engineStep("update", "NodeMembers", "people", {
          ...{ id: "d_plat", old: of(mode, users), news: { node: "d_plat", mode, users: {} } },
        }),
      ]);
    assert.deepEqual(meaning(graph, update("additive", people("ada"))).acts, ["leave ada"]);
    const { acts, changes } = meaning(graph, update("exact", people("ada", "eve")));
    assert.deepEqual(acts, ["leave ada", "leave eve"]);
    assert.deepEqual(
      changes.map(({ reason }) => reason),
      [undefined, "no program names them, and the list is exact"],
    );
  });

  it("keeps whom another list names when a list goes, and what goes with its node is no leave", () => {
    const old = { node: "d_plat", users: people("ada"), unmanaged: [] };
    const gone = engineStep("delete", "NodeMembers", "people", { id: "d_plat", old });
    const other = engineStep("same", "NodeMembers", "more", { id: "d_plat", old, news: old });
    assert.deepEqual(meaning(acme().build(), steps([other, gone])).acts, []);
    assert.deepEqual(meaning(acme().build(), steps([gone])).acts, ["leave ada"]);
    const node = engineStep("delete", "Node", "plat", { id: "d_plat", old: platform });
    const { acts, changes, notes } = meaning(acme().build(), steps([gone, node]));
    assert.deepEqual([acts, changes[0]?.people, notes], [["delete d_plat"], 1, []]);
  });

  it("says that an apply would refuse a node in which somebody is left", () => {
    const node = engineStep("delete", "Node", "plat", { id: "d_plat", old: platform });
    assert.match(
      meaning(acme().build(), steps([node])).notes.join(),
      /Platform: .* still holds ada/,
    );
    const forced = engineStep("delete", "Node", "plat", {
      id: "d_plat",
      old: { ...platform, forceDestroy: true },
    });
    assert.deepEqual(meaning(acme().build(), steps([forced])).notes, []);
  });

  it("moves a node with its people, and what they inherit", () => {
    const old = { ...platform, parent: "d_eng", parentUid: "d_eng" };
    const news = { ...platform, parent: "d_root" };
    const all = [engineStep("update", "Node", "plat", { id: "d_plat", old, news })];
    const { changes, losses } = meaning(acme().build(), steps(all));
    const [move] = changes;
    assert.deepEqual(
      [move?.what, move?.from, move?.to, move?.people, losses],
      ["move", "Acme/Engineering", "Acme", 1, ["ada deploy"]],
    );
  });

  it("finds what is new by label, by id and by what is made of it", () => {
    const told = (kind: string, urn: string) =>
      kind === "NodeMembers" && urn.endsWith("::people") ? { awaited: { node: 'Node "lab"' } } : {};
    const all = [
      engineStep("create", "Org", "new", { news: { name: "New" } }),
      engineStep("create", "Node", "lab", {
        news: { org: "o1", kind: "department", uid: "lab", name: "Lab", parent: "d_eng" },
      }),
      engineStep("create", "App", "wiki", { news: { org: "o1", uid: "wiki", name: "Wiki" } }),
      engineStep("create", "NodeMembers", "people", {
        news: { node: UNKNOWN, users: people("eve") },
      }),
      engineStep("create", "NodeMembers", "roles", {
        news: { node: 'Org "new"/role', users: people("eve") },
      }),
      engineStep("create", "PermGrants", "wikis", {
        news: { perm: "wiki/access", nodes: { d_lab: "member", 'Org "new"/role': UNKNOWN } },
      }),
    ];
    const { acts, gains } = meaning(acme().build(), steps(all, told));
    const [lab, wiki] = [urnOf("Node", "lab"), urnOf("App", "wiki")];
    assert.deepEqual(acts.filter((one) => !one.startsWith("create")).sort(), [
      `grant ${lab}`,
      `grant ${urnOf("Org", "new")}/role`,
      "join eve",
      "join eve",
    ]);
    assert.deepEqual(gains, ["eve deploy", `eve ${wiki}/access`]);
  });

  it("suspends, lets go or deletes a person as their onRemove says", () => {
    const remove = (old: object, retainOnDelete = false) => {
      const step = engineStep("delete", "User", "ada", {
        old: { username: "ada", ...old },
        retainOnDelete,
      });
      const { acts, losses } = meaning(acme().build(), steps([step]));
      return [acts[0], losses[0]];
    };
    assert.deepEqual(remove({}), ["delete ada", "ada deploy"]);
    assert.deepEqual(remove({ onRemove: "suspend" }), ["suspend ada", "ada deploy"]);
    assert.deepEqual(remove({ onRemove: "keep" }), ["release ada", undefined]);
    assert.deepEqual(remove({}, true), ["release ada", undefined]);
  });

  it("lets go of what stays on the server, with the people and grants that go by it", () => {
    const keep = { onRemove: "keep" };
    const node = { org: "o1", kind: "department", name: "Platform", ...keep };
    const left = engineStep("delete", "Node", "plat", { id: "d_plat", old: node });
    const people = { node: "d_plat", org: "o1", users: { ada: "member" }, mode: "exact" };
    const list = engineStep("delete", "NodeMembers", "people", { id: "d_plat", old: people });
    const perm = { scope: "ci", name: "Deploy", ...keep };
    const given = { perm: "deploy", nodes: { d_eng: "granted" }, mode: "exact" };
    const all = [
      ...[left, list],
      engineStep("delete", "Perm", "deploy", { old: perm }),
      engineStep("delete", "PermGrants", "grants", { id: "deploy", old: given }),
    ];
    const { acts, losses } = meaning(acme().build(), steps(all));
    assert.deepEqual([acts, losses], [["release d_plat", "release deploy"], []]);
    assert.deepEqual(meaning(acme().build(), steps([list])).losses, ["ada deploy"]);
  });

  it("deletes nobody whom another resource has taken over", () => {
    const old = { username: "ada" };
    const all = [
      engineStep("create", "User", "lovelace", { news: { username: "ada", adopt: "ifExists" } }),
      engineStep("delete", "User", "ada", { old }),
    ];
    const told = (_: string, urn: string) =>
      urn.endsWith("lovelace") ? { takesOver: { id: "ada", changes: [] } } : {};
    assert.deepEqual(meaning(acme().build(), steps(all, told)).acts, ["adopt ada"]);
  });

  it("makes a node anew with its people, the nodes below it and its grants", () => {
    const old = { org: "o1", kind: "department", name: "Engineering", uid: "eng" };
    const news = { ...old, uid: "engineering" };
    const state = { id: "d_eng", old, news };
    // As `pulumi preview --json` tells it, and with `--show-replacement-steps`.
    const one = engineStep("replace", "Node", "eng", state);
    const all = [
      engineStep("create-replacement", "Node", "eng", state),
      one,
      engineStep("delete-replaced", "Node", "eng", { id: "d_eng", old }),
    ];
    for (const told of [[one], all]) {
      const { acts, gains, losses } = meaning(acme().build(), steps(told));
      assert.deepEqual([acts, gains, losses], [["replace d_eng"], [], []]);
    }
  });

  it("tells entries whose end date has passed, and shows no secret", () => {
    const old = { node: "d_plat", users: { ada: "until 2026-11-01" }, unmanaged: [] };
    const all = [
      engineStep("update", "NodeMembers", "people", {
        id: "d_plat",
        old,
        news: { node: "d_plat", users: {} },
      }),
      {
        ...engineStep("update", "User", "bob", {
          ...{
            old: { username: "bob", password: "[secret]" },
            news: { username: "bob", password: "[secret]" },
          },
        }),
        diffReasons: ["password"],
      },
    ];
    const { changes, acts } = meaning(acme().build(), steps(all));
    assert.deepEqual(acts, ["update bob", "expire ada"]);
    assert.deepEqual(
      [changes[0]?.property, changes[0]?.from, changes[0]?.to],
      ["password", undefined, undefined],
    );
    assert.match(changes[1]?.reason ?? "", /the end date has passed: 2026-11-01$/);
  });

  it("tells an end date that is put off, taken away or given, though nothing is sent for it", () => {
    const members = (users: Record<string, string>) => ({ node: "d_plat", users, unmanaged: [] });
    const grants = (nodes: Record<string, string>) => ({ perm: "deploy", nodes });
    const all = [
      engineStep("update", "NodeMembers", "people", {
        ...{ id: "d_plat" },
        old: members({ ada: "until 2026-12-31", bob: "until 2026-12-31", eve: "member" }),
        news: members({ ada: "until 2027-12-31", bob: "member", eve: "member" }),
      }),
      engineStep("update", "PermGrants", "deployers", {
        ...{ id: "deploy" },
        old: grants({ d_eng: "member" }),
        news: grants({ d_eng: "until 2026-12-31" }),
      }),
    ];
    const company = acme();
    for (const person of ["bob", "eve"]) company.join({ person, node: "d_plat" });
    const { changes, names } = meaning(company.build(), steps(all));
    assert.deepEqual(changes.map((one) => sentenceOf(one, names)).sort(), [
      "ADA (ada) is among the members of Acme/Engineering/Platform until 2027-12-31, not until 2026-12-31",
      "Acme/Engineering is among the grants of CI/Deploy until 2026-12-31, not without end",
      "BOB (bob) is among the members of Acme/Engineering/Platform without end, not until 2026-12-31",
    ]);
  });

  it("notes what ends within 14 days, and nothing later", () => {
    const users = { eve: "until 2026-12-05", bob: "until 2026-12-31" };
    const list = { node: "d_plat", users };
    const all = steps([engineStep("create", "NodeMembers", "people", { news: list })]);
    const { notes, changes } = meaning(acme().build(), all, new Date("2026-11-30T06:00:00Z"));
    assert.deepEqual(notes, ["EVE in Acme/Engineering/Platform ends on 2026-12-05"]);
    assert.equal(changes[1]?.until, "2026-12-05T23:59:59.999Z");
  });

  it("has names for the ways by which a rule is broken, also where nothing changes", () => {
    const rule = {
      name: "ends",
      on: "node",
      object: "Engineering",
      source: "rules.yaml:1",
    } as const;
    const none = { limits: [], never: [], keep: [], atLeast: [], separate: [], waivers: [] };
    const rules = { ...none, requireUntil: [rule] };
    const declared = { resource: "people", urn: urnOf("NodeMembers", "people") };
    const graph = acme().join({ person: "bob", node: "d_eng", declared });
    const { names } = meaning(graph.build(), [], new Date(), rules);
    assert.deepEqual([names.d_eng, names.bob], ["Acme/Engineering", "BOB"]);
  });

  it("says that more people would go than the limit allows", () => {
    const all = Array.from({ length: 12 }, (_, n) =>
      engineStep("delete", "User", `u${n}`, { old: { username: `u${n}` } }),
    );
    assert.match(
      meaning(acme().build(), steps(all)).notes.join(),
      /would delete 12 of the 12 people/,
    );
  });
});
