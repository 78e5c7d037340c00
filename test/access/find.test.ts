import assert from "node:assert/strict";
import fc from "fast-check";
import { findNode, findPerm, findPerson, nodePath, permPath } from "../../access";
import { acme, addNode } from "./support/acme";

const ids = (matches: readonly { readonly id: string }[]) => matches.map(({ id }) => id);

describe("what a text means", () => {
  describe("for a person", () => {
    const builder = acme();
    builder.people.set("bob2", { username: "bob2", name: "ada" });
    builder.people.set("x1", { username: "x1", name: "Zoë" });
    builder.people.set("x2", { username: "x2", name: "ADA LOVELACE" });
    builder.join({ person: "ghost", node: "d_plat" });
    const graph = builder.build();
    const find = (text: string) => ids(findPerson(graph, text));

    it("is the username, before anybody of that name", () => {
      assert.deepEqual(find("ada"), ["ada"]);
    });

    it("is the name, with its capital letters where somebody has just those", () => {
      assert.deepEqual(find("Ada Lovelace"), ["ada"]);
      assert.deepEqual(find("ada lovelace"), ["ada", "x2"]);
      assert.deepEqual(find("陈伟"), ["eve"]);
    });

    it("is the same however the letters are composed", () => {
      assert.deepEqual(find("Zoe\u0308"), ["x1"]);
    });

    it("is who is only named in a node", () => {
      assert.deepEqual(findPerson(graph, "ghost"), [{ id: "ghost", path: "ghost" }]);
    });

    it("is nobody for an empty text and for part of a name", () => {
      for (const text of ["", " ", "Ada", "lovelace"]) {
        assert.deepEqual(find(text), text === "Ada" ? ["ada"] : []);
      }
    });
  });

  describe("for a perm", () => {
    const builder = acme();
    builder.apps.set("wiki", { id: "wiki", name: "Wiki/部署", org: "o1", allowsAnyUser: false });
    builder.perms.set("deploy2", {
      id: "deploy2",
      name: "Deploy",
      scope: "wiki",
      isAppAccess: false,
    });
    builder.perms.set("audit", {
      id: "audit",
      name: "Read / audit",
      scope: "o1",
      isAppAccess: false,
    });
    const graph = builder.build();
    const find = (text: string) => ids(findPerm(graph, text));

    it("is its id, its app's or org's name with its own, or its own where no other has it", () => {
      assert.deepEqual(find("deploy"), ["deploy"]);
      assert.deepEqual(find("CI/Deploy"), ["deploy"]);
      assert.deepEqual(find("ci/Deploy"), ["deploy"]);
      assert.deepEqual(find("Acme/Read / audit"), ["audit"]);
      assert.deepEqual(find("read / audit"), ["audit"]);
    });

    it("is each of them where several have the name", () => {
      assert.deepEqual(findPerm(graph, "Deploy"), [
        { id: "deploy", path: "CI/Deploy" },
        { id: "deploy2", path: "Wiki/部署/Deploy" },
      ]);
      assert.deepEqual(find("Wiki/部署/Deploy"), ["deploy2"]);
    });

    it("is the one to use an app, by the app's id or name", () => {
      for (const text of ["ci/access", "CI/access", "ci_access"]) {
        assert.deepEqual(find(text), ["ci_access"], text);
      }
      assert.equal(permPath(graph, "ci_access"), "CI/access");
      assert.equal(permPath(graph, "gone"), "gone");
    });
  });

  describe("for a node", () => {
    const builder = acme();
    builder.orgs.set("o2", { id: "o2", name: "Beta" });
    addNode(builder, { id: "d_b", name: "Beta", org: "o2" });
    addNode(builder, { id: "d_bweb", name: "Web", org: "o2", parent: "d_b" });
    addNode(builder, { id: "d_top", name: "Platform", parent: "d_root" });
    addNode(builder, { id: "d_odd", name: "Web/平台", parent: "d_top" });
    addNode(builder, { id: "g_root", name: "groups", kind: "group" });
    addNode(builder, { id: "g_role", name: "roles", kind: "role", parent: "g_root", isRoot: true });
    addNode(builder, { id: "g_sre", name: "SRE", kind: "role", parent: "g_role" });
    const graph = builder.build();
    const find = (text: string) => ids(findNode(graph, text));

    it("is its id, or its path with or without the org's name or id", () => {
      for (const text of [
        ...["d_plat", "Engineering/Platform", "Acme/Engineering/Platform"],
        "o1/Engineering/Platform",
      ]) {
        assert.deepEqual(find(text), ["d_plat"], text);
      }
    });

    it("is the one at the top, before others of that name further below", () => {
      assert.deepEqual(find("Platform"), ["d_top"]);
    });

    it("is each of them where the end of several paths fits", () => {
      assert.deepEqual(findNode(graph, "web"), [{ id: "d_bweb", path: "Beta/Web" }]);
      addNode(builder, { id: "d_bweb", name: "Web", org: "o2", parent: "d_b2" });
      addNode(builder, { id: "d_b2", name: "B2", org: "o2", parent: "d_b" });
      assert.deepEqual(findNode(builder.build(), "web"), [
        { id: "d_web", path: "Acme/Engineering/Web" },
        { id: "d_bweb", path: "Beta/B2/Web" },
      ]);
    });

    it("is one whose name has a slash in it", () => {
      for (const text of ["Web/平台", "Platform/Web/平台", "Acme/Platform/web/平台"]) {
        assert.deepEqual(find(text), ["d_odd"], text);
      }
      assert.deepEqual(find("平台"), []);
    });

    it("is a root by its org and kind, and what is below the root of another kind", () => {
      assert.deepEqual(find("o1/department"), ["d_root"]);
      assert.deepEqual(find("Acme/role"), ["g_role"]);
      assert.deepEqual(find("Acme/SRE"), ["g_sre"]);
      assert.equal(nodePath(graph, "g_sre"), "Acme/SRE");
      assert.equal(nodePath(graph, "d_root"), "Acme");
      assert.equal(nodePath(graph, "gone"), "gone");
    });
  });

  it("is always found by what shows it", () => {
    const name = fc.oneof(
      fc.string({ minLength: 1, unit: "grapheme" }),
      fc.constantFrom("/", "a/b", "<script>", "|\n", "İ", "ß", "__proto__"),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.nat(9)), { minLength: 1, maxLength: 9 }), (some) => {
        const builder = acme();
        for (const [i, [label, at]] of some.entries()) {
          const parent = at < i ? `n${String(at)}` : "d_root";
          addNode(builder, { id: `n${String(i)}`, name: label, parent });
        }
        const graph = builder.build();
        for (const id of graph.nodes.keys()) {
          const path = nodePath(graph, id);
          const found = findNode(graph, path);
          const isShadowed = found.every((one) => one.path !== path);
          assert.ok(ids(found).includes(id) || isShadowed, path);
        }
      }),
    );
  });
});
