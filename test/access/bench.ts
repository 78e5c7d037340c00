import { GraphBuilder, type AccessGraph, difference, whoCan } from "../../access";
import { rulesOf } from "./support/acme";
import { fill, SIZE } from "./support/large";

const AT = new Date("2026-06-15T12:00:00Z");

/** Joins, leaves, grants, revocations and moves, as many of each. */
function change(graph: AccessGraph): AccessGraph {
  const builder = GraphBuilder.from(graph);
  for (let n = 0; n < SIZE.changes; n += 5) {
    const [person, node] = [`p${String(n)}`, `d${String((n * 13) % SIZE.nodes)}`];
    builder.join({ person, node });
    builder.leave(person, `d${String(n % SIZE.nodes)}`);
    builder.grant({
      perm: `perm${String(n % SIZE.perms)}`,
      to: { kind: "node", id: node },
      effect: "allow",
    });
    const grant = graph.grants[n * 3];
    if (grant) builder.revoke(grant);
    const moved = builder.nodes.get(`d${String(SIZE.nodes - 1 - n)}`);
    if (moved) builder.nodes.set(moved.id, { ...moved, parent: `d${String(n % 100)}` });
  }
  return builder.build();
}

/** Prints what the questions about a large org take. */
export function bench(): Promise<void> {
  const builder = GraphBuilder.empty(rulesOf());
  timed("build", () => fill(builder));
  const graph = timed("graph", () => builder.build());
  timed("who can, the first time", () => whoCan(graph, "perm3", AT));
  timed("who can, of a perm that all have", () => {
    const all = GraphBuilder.from(graph);
    all.grant({ perm: "perm0", to: { kind: "node", id: "d0" }, effect: "allow" });
    return whoCan(all.build(), "perm0", AT).length;
  });
  const after = timed("change", () => change(graph));
  const { gains, losses } = timed("difference", () => difference(graph, after, AT));
  process.stdout.write(`${String(gains.length)} gains, ${String(losses.length)} losses\n`);
  return Promise.resolve();
}

/** Also the processor's time, which says more on a machine that others use, too. */
function timed<T>(what: string, work: () => T): T {
  const [started, used] = [performance.now(), process.cpuUsage()];
  const result = work();
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  const { user, system } = process.cpuUsage(used);
  process.stdout.write(
    `${what}: ${seconds} s, processor ${((user + system) / 1e6).toFixed(2)} s\n`,
  );
  return result;
}
