import {
  type AccessGraph,
  type AccessRules,
  type GrantRules,
  GraphBuilder,
  type Node,
} from "../../../access";

/** The time that the examples ask about. */
export const TODAY = new Date("2026-06-15T12:00:00Z");

const ARKID = { reachesBelow: true, denial: "nearest" } as const;

export const rulesOf = (
  rules: GrantRules = ARKID,
  more: Partial<AccessRules> = {},
): AccessRules => ({ perms: rules, appAccess: rules, delay: 0, ...more });

/** Acme: Platform and Web are in Engineering, which is in the company; ada is in Platform. */
export function acme(rules: AccessRules = rulesOf()): GraphBuilder {
  const builder = GraphBuilder.empty(rules);
  builder.orgs.set("o1", { id: "o1", name: "Acme" });
  for (const [username, name] of [
    ["ada", "Ada Lovelace"],
    ["bob", "Bob"],
    ["eve", "陈伟"],
  ] as const) {
    builder.people.set(username, { username, name });
  }
  addNode(builder, { id: "d_root", name: "Acme Ltd" });
  addNode(builder, { id: "d_eng", name: "Engineering", parent: "d_root" });
  addNode(builder, { id: "d_plat", name: "Platform", parent: "d_eng" });
  addNode(builder, { id: "d_web", name: "Web", parent: "d_eng" });
  builder.apps.set("ci", { id: "ci", name: "CI", org: "o1", allowsAnyUser: false });
  for (const [id, name, isAppAccess] of [
    ["deploy", "Deploy", false],
    ["ci_access", "access of CI", true],
  ] as const) {
    builder.perms.set(id, { id, name, scope: "ci", isAppAccess });
  }
  return builder.join({ person: "ada", node: "d_plat" });
}

export function addNode(
  builder: GraphBuilder,
  node: Pick<Node, "id" | "name"> & Partial<Node>,
): void {
  builder.nodes.set(node.id, { kind: "department", org: "o1", ...node });
}

export const user = (id: string) => ({ kind: "user" as const, id });
export const node = (id: string) => ({ kind: "node" as const, id });

/** The graph with these granted or denied `deploy`, or another perm. */
export function granting(
  builder: GraphBuilder,
  effects: Readonly<Record<string, "allow" | "deny">>,
  perm = "deploy",
): AccessGraph {
  for (const [id, effect] of Object.entries(effects)) {
    builder.grant({ perm, effect, to: builder.people.has(id) ? user(id) : node(id) });
  }
  return builder.build();
}
