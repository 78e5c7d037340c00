import assert from "node:assert/strict";
import { type GraphBuilder, whatCan, whoCan, why } from "../../access";
import { TODAY, acme, granting } from "./support/acme";

/** Admin contains Release, which contains Deploy, which contains Admin again. */
function nested(): GraphBuilder {
  const builder = acme();
  const perm = (id: string, ...parts: string[]) =>
    builder.perms.set(id, { id, name: id, scope: "ci", isAppAccess: false, parts });
  perm("admin", "release");
  perm("release", "deploy");
  perm("deploy", "admin");
  return builder;
}

describe("a perm that contains others", () => {
  it("gives them to whoever has it, at any depth, and says which one is granted", () => {
    const graph = granting(nested(), { d_eng: "allow" }, "admin");
    const [ada] = whoCan(graph, "deploy", TODAY);
    assert.equal(ada?.username, "ada");
    assert.deepEqual(ada.paths, [
      [
        { from: "ada", to: "d_plat", by: "member" },
        { from: "d_plat", to: "d_eng", by: "below" },
        { from: "d_eng", to: "deploy", by: "grant", through: "admin" },
      ],
    ]);
    const perms = whatCan(graph, "ada", TODAY).map(({ perm }) => perm);
    assert.deepEqual(perms, ["admin", "deploy", "release"]);
  });

  it("is not told where the part is granted by itself", () => {
    const builder = nested();
    granting(builder, { bob: "allow" }, "admin");
    const graph = granting(builder, { bob: "allow" }, "deploy");
    assert.deepEqual(why(graph, "bob", "deploy", TODAY), [
      [{ from: "bob", to: "deploy", by: "grant" }],
    ]);
  });

  it("ends with its own grant", () => {
    const builder = nested();
    const to = { kind: "user", id: "bob" } as const;
    builder.grant({ perm: "admin", effect: "allow", to, until: "2026-01-01T00:00:00Z" });
    assert.deepEqual(whoCan(builder.build(), "deploy", TODAY), []);
  });
});

describe("a perm that the system gives to everybody", () => {
  it("is everybody's, and no app's to open", () => {
    const builder = acme();
    const wiki = { id: "read", name: "Read", scope: "ci", isAppAccess: false, isEverybodys: true };
    builder.perms.set("read", wiki);
    const all = whoCan(builder.build(), "read", TODAY);
    assert.deepEqual(
      all.map(({ username, paths }) => [username, paths[0]?.[0]?.by]),
      [
        ["ada", "everyone"],
        ["bob", "everyone"],
        ["eve", "everyone"],
      ],
    );
  });
});
