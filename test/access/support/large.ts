import type { GraphBuilder } from "../../../access";

/** A large org, and how much of it a bench changes. */
export const SIZE = { people: 20_000, nodes: 10_000, perms: 2_000, grants: 20_000, changes: 5_000 };

/** Ten nodes below each; a perm in three is granted high up, so that it reaches thousands. */
export function fill(builder: GraphBuilder): void {
  const { people, nodes, perms, grants } = SIZE;
  builder.orgs.set("o", { id: "o", name: "Acme" });
  builder.apps.set("app", { id: "app", name: "App", org: "o", allowsAnyUser: false });
  for (let n = 0; n < nodes; n++) {
    const parent = n === 0 ? undefined : `d${String(Math.floor((n - 1) / 10))}`;
    const id = `d${String(n)}`;
    builder.nodes.set(id, { id, name: id, kind: "department", org: "o", parent });
  }
  for (let n = 0; n < people; n++) {
    const username = `p${String(n)}`;
    builder.people.set(username, { username, name: username });
    for (const step of [1, 7, 31, 101, 733]) {
      builder.join({ person: username, node: `d${String((n * step) % nodes)}` });
    }
  }
  for (let n = 0; n < perms; n++) {
    const id = `perm${String(n)}`;
    builder.perms.set(id, { id, name: id, scope: "app", isAppAccess: false });
  }
  for (let n = 0; n < grants; n++) {
    const perm = `perm${String(n % perms)}`;
    const id = `d${String(n % 3 === 0 ? n % 1_000 : n % nodes)}`;
    builder.grant({ perm, to: { kind: "node", id }, effect: n % 20 === 19 ? "deny" : "allow" });
  }
}
