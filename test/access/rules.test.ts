import assert from "node:assert/strict";
import { type AccessGraph, whoCan, why, whyNot } from "../../access";
import { TODAY, acme, addNode, granting, node, rulesOf, user } from "./support/acme";

const who = (graph: AccessGraph, perm = "deploy") =>
  whoCan(graph, perm, TODAY).map(({ username }) => username);
const steps = (graph: AccessGraph, username = "ada", perm = "deploy") =>
  why(graph, username, perm, TODAY).map((path) =>
    path.map(({ from, by, to }) => `${from} ${by} ${to}`).join(", "),
  );

describe("who has a perm", () => {
  it("is who was granted it, and who is in a node that was, or below it", () => {
    const graph = granting(acme().join({ person: "bob", node: "d_root" }), {
      ...{ d_eng: "allow", eve: "allow" },
    });
    assert.deepEqual(who(graph), ["ada", "eve"]);
    assert.deepEqual(steps(graph), ["ada member d_plat, d_plat below d_eng, d_eng grant deploy"]);
  });

  it("is sorted the same on every machine, whatever the letters", () => {
    const builder = acme();
    for (const id of ["陈伟", "ada", "Zed"]) {
      builder.grant({ perm: "deploy", to: user(id), effect: "allow" });
    }
    assert.deepEqual(who(builder.build()), ["Zed", "ada", "陈伟"]);
  });

  describe("where the nearest counts", () => {
    it("is not who is denied it, whatever their nodes are granted", () => {
      const graph = granting(acme(), { d_plat: "allow", ada: "deny" });
      assert.deepEqual(who(graph), []);
      const { reason, denials, withheld } = whyNot(graph, "ada", "deploy", TODAY);
      assert.equal(reason, "denied");
      assert.deepEqual(
        denials.map((path) => path.map(({ by }) => by)),
        [["denial"]],
      );
      assert.equal(withheld.length, 1);
    });

    it("is who was granted it, whatever their nodes are denied", () => {
      const graph = granting(acme(), { d_plat: "deny", ada: "allow" });
      assert.deepEqual(steps(graph), ["ada grant deploy"]);
    });

    it("is who is in a granted node below a denied one, and not the other way round", () => {
      assert.deepEqual(who(granting(acme(), { d_eng: "deny", d_plat: "allow" })), ["ada"]);
      assert.deepEqual(who(granting(acme(), { d_eng: "allow", d_plat: "deny" })), []);
    });

    it("is who has it by one of their nodes, though another denies it", () => {
      const both = acme().join({ person: "ada", node: "d_web" });
      const graph = granting(both, { d_plat: "deny", d_web: "allow" });
      assert.deepEqual(steps(graph), ["ada member d_web, d_web grant deploy"]);
    });

    it("shows of several granted nodes above one another the nearest only", () => {
      const graph = granting(acme(), { d_plat: "allow", d_eng: "allow", d_root: "allow" });
      assert.deepEqual(steps(graph), ["ada member d_plat, d_plat grant deploy"]);
    });
  });

  describe("where a denial wins", () => {
    const wins = rulesOf({ reachesBelow: true, denial: "wins" });

    it("is nobody whom a denial reaches, by whichever node", () => {
      for (const denied of ["ada", "d_plat", "d_root"]) {
        const graph = granting(acme(wins).join({ person: "ada", node: "d_web" }), {
          ...{ d_web: "allow", [denied]: "deny" },
        });
        assert.deepEqual(who(graph), [], denied);
      }
    });

    it("shows each granted node at or above theirs", () => {
      const graph = granting(acme(wins), { d_plat: "allow", d_root: "allow" });
      assert.deepEqual(steps(graph), [
        "ada member d_plat, d_plat grant deploy",
        "ada member d_plat, d_plat below d_eng, d_eng below d_root, d_root grant deploy",
      ]);
    });
  });

  it("is decided without denials where there are none", () => {
    const none = rulesOf({ reachesBelow: true, denial: "none" });
    assert.deepEqual(who(granting(acme(none), { d_eng: "allow", ada: "deny" })), ["ada"]);
  });

  it("is who is right in the node where a grant does not reach below", () => {
    const direct = rulesOf({ reachesBelow: false, denial: "none" });
    assert.deepEqual(who(granting(acme(direct), { d_eng: "allow" })), []);
    assert.deepEqual(who(granting(acme(direct), { d_plat: "allow" })), ["ada"]);
  });

  describe("of a system that leaves it open", () => {
    const open = rulesOf({ reachesBelow: undefined, denial: undefined });

    it("is who is below a granted node, which the path says", () => {
      const [path = []] = why(granting(acme(open), { d_eng: "allow" }), "ada", "deploy", TODAY);
      const unsure = path.filter(({ undocumented }) => undocumented).map(({ by }) => by);
      assert.deepEqual(unsure, ["below"]);
    });

    it("is not whom a denial reaches, which the denial says", () => {
      const graph = granting(acme(open), { d_plat: "allow", ada: "deny" });
      assert.deepEqual(who(graph), []);
      const { denials } = whyNot(graph, "ada", "deploy", TODAY);
      assert.equal(denials[0]?.[0]?.undocumented, true);
    });
  });

  describe("that an app gives to everybody", () => {
    const openApp = (more = {}) => {
      const builder = acme(rulesOf(undefined, more));
      builder.apps.set("ci", { id: "ci", name: "CI", org: "o1", allowsAnyUser: true });
      return builder;
    };

    it("is everybody whom the graph knows, for the perm to use it only", () => {
      const graph = openApp().join({ person: "ghost", node: "d_plat" }).build();
      assert.deepEqual(who(graph, "ci_access"), ["ada", "bob", "eve"]);
      assert.deepEqual(steps(graph, "bob", "ci_access"), ["bob everyone ci_access"]);
      assert.deepEqual(who(graph), []);
    });

    it("is not who is denied it, where the system asks that first", () => {
      const denied = { ada: "deny" } as const;
      assert.deepEqual(who(granting(openApp(), denied, "ci_access"), "ci_access"), ["bob", "eve"]);
      const asks = granting(openApp({ isOpenToDenied: true }), denied, "ci_access");
      assert.deepEqual(who(asks, "ci_access"), ["ada", "bob", "eve"]);
    });

    it("has the ways of a grant beside it", () => {
      const graph = granting(openApp(), { d_plat: "allow" }, "ci_access");
      assert.deepEqual(steps(graph, "ada", "ci_access"), [
        "ada member d_plat, d_plat grant ci_access",
        "ada everyone ci_access",
      ]);
    });
  });

  describe("with end dates", () => {
    const at = TODAY.toISOString();
    const later = "2026-06-15T20:00:00.001+08:00";

    it("counts up to that instant, and from it on no more", () => {
      const grant = { perm: "deploy", to: node("d_eng"), effect: "allow" } as const;
      assert.deepEqual(
        who(
          acme()
            .grant({ ...grant, until: later })
            .build(),
        ),
        ["ada"],
      );
      assert.deepEqual(
        who(
          acme()
            .grant({ ...grant, until: at })
            .build(),
        ),
        [],
      );
    });

    it("says that a membership has ended, and what it gave", () => {
      const builder = acme().join({ person: "ada", node: "d_plat", until: at });
      const graph = granting(builder, { d_eng: "allow" });
      const { reason, ended } = whyNot(graph, "ada", "deploy", TODAY);
      assert.equal(reason, "ended");
      assert.equal(ended[0]?.[0]?.until, at);
    });

    it("ends a denial as well as a grant", () => {
      const builder = acme().grant({ perm: "deploy", to: user("ada"), effect: "deny", until: at });
      assert.deepEqual(who(granting(builder, { d_eng: "allow" })), ["ada"]);
    });

    it("counts for ever what has an end that can't be read", () => {
      const builder = acme().join({ person: "ada", node: "d_plat", until: "soon" });
      assert.deepEqual(who(granting(builder, { d_eng: "allow" })), ["ada"]);
    });
  });

  describe("in a graph with faults", () => {
    it("ends where nodes stand in a circle", () => {
      const builder = acme();
      addNode(builder, { id: "d_eng", name: "Engineering", parent: "d_plat" });
      assert.deepEqual(steps(granting(builder, { d_eng: "allow" })), [
        "ada member d_plat, d_plat below d_eng, d_eng grant deploy",
      ]);
      assert.deepEqual(who(granting(acme(), {})), []);
    });

    it("takes memberships and grants of what it does not know as they are", () => {
      const builder = acme().join({ person: "ghost", node: "d_nowhere" });
      for (const to of [user("phantom"), node("d_nowhere")]) {
        builder.grant({ perm: "unknown", to, effect: "allow" });
      }
      assert.deepEqual(who(builder.build(), "unknown"), ["ghost", "phantom"]);
    });

    it("says of whom and of what it knows nothing", () => {
      const graph = acme().build();
      assert.equal(whyNot(graph, "nobody", "deploy", TODAY).reason, "unknown-person");
      assert.equal(whyNot(graph, "ada", "nothing", TODAY).reason, "unknown-perm");
      assert.equal(whyNot(graph, "ada", "deploy", TODAY).reason, "not-granted");
      assert.deepEqual(who(graph, "nothing"), []);
    });
  });

  it("says on each step which resource declares it", () => {
    const declared = (resource: string) => ({
      resource,
      urn: `urn:${resource}`,
      source: "index.ts:7",
    });
    const builder = acme().join({ person: "ada", node: "d_plat", declared: declared("people") });
    const platform = { id: "d_plat", name: "Platform", kind: "department", org: "o1" };
    builder.nodes.set("d_plat", { ...platform, parent: "d_eng", declared: declared("platform") });
    builder.grant({
      perm: "deploy",
      to: node("d_eng"),
      effect: "allow",
      declared: declared("deployers"),
    });
    const [path] = why(builder.build(), "ada", "deploy", TODAY);
    assert.deepEqual(path, [
      { from: "ada", to: "d_plat", by: "member", ...declared("people") },
      { from: "d_plat", to: "d_eng", by: "below", ...declared("platform") },
      { from: "d_eng", to: "deploy", by: "grant", ...declared("deployers") },
    ]);
  });
});
