import assert from "node:assert/strict";
import fc from "fast-check";
import { type AccessGraph, GraphBuilder } from "../../access";
import { acme, node, user } from "./support/acme";
import { graphs } from "./support/random-graph";

const grant = { perm: "deploy", to: node("d_eng"), effect: "allow" } as const;

describe("a graph's builder", () => {
  it("makes the same graph of a graph, and leaves the first one as it is", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const copy = JSON.stringify(plain(graph));
        const builder = GraphBuilder.from(graph);
        assert.deepEqual(builder.build(), graph);
        for (const id of graph.nodes.keys()) builder.without("node", id);
        for (const id of graph.people.keys()) builder.without("person", id);
        for (const id of graph.apps.keys()) builder.without("app", id);
        assert.deepEqual(
          builder.build().memberships.filter(({ person }) => graph.people.has(person)),
          [],
        );
        assert.equal(builder.build().perms.size, 0);
        assert.equal(JSON.stringify(plain(graph)), copy);
      }),
    );
  });

  it("keeps one membership of a person and a node, and one grant of a subject: the last", () => {
    const until = "2026-12-31T00:00:00.000Z";
    const graph = acme()
      .join({ person: "ada", node: "d_plat", until })
      .grant(grant)
      .grant({ ...grant, effect: "deny" })
      .build();
    assert.deepEqual(graph.memberships, [{ person: "ada", node: "d_plat", until }]);
    assert.deepEqual(
      graph.grants.map(({ effect }) => effect),
      ["deny"],
    );
  });

  it("undoes what it did", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const builder = GraphBuilder.from(graph)
          .join({ person: "new", node: "d0" })
          .grant({ perm: "new", to: user("new"), effect: "allow" });
        assert.ok(
          builder.membership("new", "d0") && builder.granted({ perm: "new", to: user("new") }),
        );
        builder.leave("new", "d0").revoke({ perm: "new", to: user("new") });
        assert.deepEqual(builder.build(), graph);
      }),
    );
  });

  it("takes with a person, a node, a perm and an app what hangs on it", () => {
    const builder = () =>
      acme()
        .grant(grant)
        .grant({ ...grant, to: user("ada") });
    const gone = (kind: "person" | "node" | "app" | "perm", id: string) => {
      const { memberships, grants, perms } = builder().without(kind, id).build();
      return [memberships.length, grants.length, perms.size];
    };
    assert.deepEqual(gone("person", "ada"), [0, 1, 2]);
    assert.deepEqual(gone("node", "d_plat"), [0, 2, 2]);
    assert.deepEqual(gone("node", "d_eng"), [1, 1, 2]);
    assert.deepEqual(gone("perm", "deploy"), [1, 0, 1]);
    assert.deepEqual(gone("app", "ci"), [1, 0, 0]);
  });

  it("never takes a person for a node of the same name", () => {
    const builder = acme()
      .grant({ ...grant, to: user("d_eng") })
      .grant(grant);
    assert.equal(builder.build().grants.length, 2);
    assert.deepEqual(builder.without("person", "d_eng").build().grants, [grant]);
  });
});

const plain = (graph: AccessGraph) =>
  Object.fromEntries(
    Object.entries(graph).map(([key, value]) => [key, value instanceof Map ? [...value] : value]),
  );
