import { GraphBuilder, type AccessGraph, type AccessRules } from "../../../access";
import { answer, type Asked, type Given } from "../../../cli/access/answer";
import type { AccessReport } from "../../../cli/access/report";
import { Ids } from "../../../cli/graph/ids";

const NEAREST = { reachesBelow: true, denial: "nearest" } as const;
const RULES: AccessRules = { perms: NEAREST, appAccess: NEAREST, delay: 300 };
export const NOW = new Date("2026-11-30T12:00:00Z");

/** Names with which somebody wants to harm whoever reads a report. */
export const EVIL = {
  person: '=HYPERLINK("https://evil.example")\u202e',
  node: "</li><script>alert(1)</script>|\n# x",
  app: "\u001b[31m@SUM(1)",
  perm: "##[error]-1+1",
};

/** Somebody in a node, below another that is granted a perm: by whatever names. */
export function companyOf(names: typeof EVIL): GraphBuilder {
  const builder = GraphBuilder.empty(RULES);
  const declared = { resource: "deployers", urn: "urn:deployers", source: "index.ts:12" };
  builder.orgs.set("acme", { id: "acme", name: "Acme" });
  builder.people.set("ada", { username: "ada", name: names.person });
  builder.people.set("bob", { username: "bob", name: "Bob" });
  const node = { kind: "department", org: "acme" };
  builder.nodes.set("d_acme", { ...node, id: "d_acme", name: "root", isRoot: true });
  builder.nodes.set("d_eng", { ...node, id: "d_eng", name: "Engineering", parent: "d_acme" });
  builder.nodes.set("d_web", { ...node, id: "d_web", name: names.node, parent: "d_eng" });
  const manages = { own: false, nodes: ["d_web"], users: ["ada"], apps: ["ci"], perms: ["deploy"] };
  const group = { ...node, kind: "manager", parent: "d_acme", name: "Leads", manages };
  builder.nodes.set("g_leads", { ...group, id: "g_leads" });
  builder.apps.set("ci", { id: "ci", name: names.app, org: "acme", allowsAnyUser: false });
  const perm = { id: "deploy", name: names.perm, scope: "ci", isAppAccess: false };
  builder.perms.set("deploy", perm);
  builder.join({ person: "ada", node: "d_web" }).join({ person: "bob", node: "g_leads" });
  builder.grant({ perm: "deploy", to: { kind: "node", id: "d_eng" }, effect: "allow", declared });
  return builder;
}

export const readingOf = (graph: AccessGraph, more: Partial<Asked> = {}): Asked => ({
  ...{ graph, ids: new Ids(), orgs: [], gaps: [], at: NOW },
  ...more,
});

/** The report of a question, as the command makes it. */
export function reportOn(
  given: Given,
  readings: readonly Asked[],
  more: Partial<AccessReport> = {},
): AccessReport {
  return {
    schema: 1,
    tool: { name: "pulumi-identity", version: "0.1.0" },
    askedAt: NOW.toISOString(),
    stack: "acme/prod",
    tenants: ["https://id.acme.example"],
    base: "live",
    ...answer(given, readings, NOW),
    unseen: readings.flatMap(({ gaps }) => gaps),
    notes: [],
    ...more,
  };
}
