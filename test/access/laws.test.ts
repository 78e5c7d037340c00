import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Access,
  type AccessGraph,
  type Edge,
  GraphBuilder,
  type Path,
  difference,
  whatCan,
  whoCan,
  why,
  whyNot,
} from "../../access";
import { closure } from "./support/closure";
import { NOW, changes, graphs } from "./support/random-graph";

const pairs = (all: readonly Access[]) => all.map(({ username, perm }) => `${username} ${perm}`);
const permsOf = (graph: AccessGraph) => [...graph.perms.keys()];
const everybody = (graph: AccessGraph) => [
  ...new Set([
    ...graph.people.keys(),
    ...graph.memberships.map(({ person }) => person),
    ...graph.grants.flatMap(({ to }) => (to.kind === "user" ? [to.id] : [])),
  ]),
];

/** The graph without one step of a path. */
function without(graph: AccessGraph, { from, to, by }: Edge): AccessGraph {
  const builder = GraphBuilder.from(graph);
  if (by === "member") return builder.leave(from, to).build();
  if (by === "below") {
    const node = builder.nodes.get(from) ?? assert.fail(`no node ${from}`);
    builder.nodes.set(from, { ...node, parent: undefined });
    return builder.build();
  }
  if (by === "everyone") {
    const app = builder.apps.get(graph.perms.get(to)?.scope ?? "") ?? assert.fail("no app");
    builder.apps.set(app.id, { ...app, allowsAnyUser: false });
    return builder.build();
  }
  const grant = graph.grants.find((one) => one.perm === to && one.to.id === from);
  return builder.revoke(grant ?? assert.fail("no grant")).build();
}

describe("access, by laws", function () {
  this.timeout(60_000);

  it("is what trying everybody with every perm finds, in 10,000 orgs", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const found = permsOf(graph).flatMap((perm) => pairs(whoCan(graph, perm, NOW)));
        assert.deepEqual(found.sort(), closure(graph, NOW));
      }),
      { numRuns: 10_000 },
    );
  });

  it("is the same asked by person and asked by perm", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const byPerm = permsOf(graph).flatMap((perm) => [...whoCan(graph, perm, NOW)]);
        const byPerson = everybody(graph).flatMap((one) => [...whatCan(graph, one, NOW)]);
        const sorted = (all: Access[]) => all.map((one) => JSON.stringify(one)).sort();
        assert.deepEqual(sorted(byPerson), sorted(byPerm));
      }),
    );
  });

  it("shows paths of which each step is needed", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        for (const perm of permsOf(graph)) {
          for (const { username, paths } of whoCan(graph, perm, NOW)) {
            for (const path of paths) assertNeedsEachStep(graph, username, perm, path);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("shows paths that lead from the person to the perm, none of them twice", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        for (const perm of permsOf(graph)) {
          for (const { username, paths } of whoCan(graph, perm, NOW)) {
            for (const path of paths) assertLeads(path, username, perm);
            assert.equal(new Set(paths.map((path) => JSON.stringify(path))).size, paths.length);
          }
        }
      }),
    );
  });

  it("says why not for whoever does not have it, and what was missing would give it", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        for (const perm of permsOf(graph)) {
          const has = new Set(whoCan(graph, perm, NOW).map(({ username }) => username));
          for (const username of everybody(graph)) {
            const { reason, denials, withheld, ended } = whyNot(graph, username, perm, NOW);
            assert.equal(reason === "has", has.has(username));
            if (reason === "denied") assert.ok(denials.length > 0);
            if (reason === "ended") assert.ok(ended.length > 0 && denials.length === 0);
            if (reason === "not-granted") assert.equal(ended.length + denials.length, 0);
            for (const path of withheld) assertLeads(path, username, perm);
            for (const path of denials) assert.equal(path.at(-1)?.by, "denial");
            if (reason === "has" || denials.length === 0) continue;
            const freed = GraphBuilder.from(graph);
            for (const one of graph.grants) if (one.effect === "deny") freed.revoke(one);
            assert.deepEqual(why(freed.build(), username, perm, NOW), withheld);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("changes by what the closures of two graphs differ in", () => {
    fc.assert(
      fc.property(changes, ({ before, after }) => {
        const [had, has] = [closure(before, NOW), closure(after, NOW)];
        const { gains, losses } = difference(before, after, NOW);
        assert.deepEqual(
          pairs(gains).sort(),
          has.filter((one) => !had.includes(one)),
        );
        assert.deepEqual(
          pairs(losses).sort(),
          had.filter((one) => !has.includes(one)),
        );
        for (const { username, perm, paths } of gains) {
          assert.deepEqual(paths, why(after, username, perm, NOW));
        }
        for (const { username, perm, paths } of losses) {
          assert.deepEqual(paths, why(before, username, perm, NOW));
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("changes with the time alone, when something ends", () => {
    const later = new Date(NOW.getTime() + 1);
    fc.assert(
      fc.property(graphs, (graph) => {
        const [had, has] = [closure(graph, NOW), closure(graph, later)];
        const { gains, losses } = difference(graph, graph, { before: NOW, after: later });
        assert.deepEqual(
          pairs(gains).sort(),
          has.filter((one) => !had.includes(one)),
        );
        assert.deepEqual(
          pairs(losses).sort(),
          had.filter((one) => !has.includes(one)),
        );
      }),
      { numRuns: 500 },
    );
  });
});

function assertNeedsEachStep(graph: AccessGraph, username: string, perm: string, path: Path): void {
  const shown = JSON.stringify(path);
  for (const edge of path) {
    const left = why(without(graph, edge), username, perm, NOW);
    assert.ok(!left.some((one) => JSON.stringify(one) === shown), `${shown} without ${edge.by}`);
  }
}

function assertLeads(path: Path, username: string, perm: string): void {
  assert.equal(path[0]?.from, username);
  assert.equal(path.at(-1)?.to, perm);
  for (const [i, { to }] of path.slice(0, -1).entries()) assert.equal(path[i + 1]?.from, to);
}
