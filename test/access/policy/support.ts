import fc from "fast-check";
import { GraphBuilder, type Grant, type Membership } from "../../../access";
import { checkRules, type Deleted, type Rules, type Verdict } from "../../../access/policy";
import { rulesOf } from "../support/acme";

export const AT = new Date("2026-11-30T12:00:00Z");
export const ENDED = "2026-11-30T12:00:00.000Z";
export const TO_COME = "2026-11-30T12:00:00.001Z";
export const source = "identity-rules.yaml:7";
export const declared = { resource: "list", urn: "urn:list", source: "index.ts:12" };

/** Each test of a rule breaks it in so many ways, and nearly breaks it in as many. */
export const runs = { numRuns: 200 };

export const usernames = ["iac", "ada", "bob", "王芳", "<script>", "a|b\n"] as const;
/** From the top down to where people are. */
export const branch = ["d_eng", "d_plat", "d_core"] as const;

/** Two orgs, of which one has two branches of departments, two apps and a perm of its own. */
export function company(): GraphBuilder {
  const builder = GraphBuilder.empty(rulesOf());
  for (const [id, name] of [
    ["o1", "Acme"],
    ["o2", "Beta"],
  ] as const) {
    builder.orgs.set(id, { id, name });
    builder.nodes.set(`d_${id}`, { id: `d_${id}`, name, kind: "department", org: id });
  }
  for (const [id, name, parent, org] of [
    ["d_eng", "Engineering", "d_o1", "o1"],
    ["d_plat", "Platform", "d_eng", "o1"],
    ["d_core", "Core", "d_plat", "o1"],
    ["d_con", "Contractors", "d_o1", "o1"],
    ["d_out", "外包", "d_con", "o1"],
    ["d_sales", "Sales", "d_o2", "o2"],
  ] as const) {
    builder.nodes.set(id, { id, name, parent, org, kind: "department" });
  }
  for (const [id, name] of [
    ["ci", "CI"],
    ["bank", "Bank"],
  ] as const) {
    builder.apps.set(id, { id, name, org: "o1", allowsAnyUser: false });
  }
  for (const [id, name, scope] of [
    ["p_deploy", "Deploy", "ci"],
    ["p_prod", "Production", "ci"],
    ["p_create", "Create", "bank"],
    ["p_approve", "Approve", "bank"],
    ["p_billing", "Billing", "o1"],
    ["p_beta", "Billing", "o2"],
  ] as const) {
    builder.perms.set(id, { id, name, scope, isAppAccess: false });
  }
  for (const username of usernames) {
    builder.people.set(username, { username, name: "", canSignIn: true });
  }
  return builder;
}

export const member = (person: string, node: string, more: Partial<Membership> = {}) => ({
  ...{ person, node },
  ...more,
});

/** @param to a username, or the id of a node */
export const grant = (perm: string, to: string, more: Partial<Grant> = {}): Grant => ({
  ...{ perm, effect: "allow", to: { kind: to.startsWith("d_") ? "node" : "user", id: to } },
  ...more,
});

interface Situation {
  /** What there is beside the company. */
  readonly today?: (builder: GraphBuilder) => unknown;
  /** What the plan changes. */
  readonly change?: (builder: GraphBuilder) => unknown;
  readonly deleted?: readonly Deleted[];
  readonly at?: Date;
}

export const NO_RULES: Rules = {
  ...{ limits: [], never: [], keep: [], atLeast: [] },
  ...{ separate: [], requireUntil: [], waivers: [] },
};

/** What rules say of a change. */
export function verdict(rules: Partial<Rules>, situation: Situation = {}): Verdict {
  const { today, change, deleted = [], at = AT } = situation;
  const builder = company();
  today?.(builder);
  const before = builder.build();
  change?.(builder);
  return checkRules({ ...NO_RULES, ...rules }, { before, after: builder.build(), at, deleted });
}

export const reasons = ({ broken }: Verdict): string[] => broken.map(({ reason }) => reason);

/** One of the ways by which somebody has a perm: how it is given, and how it is taken away. */
export interface Way {
  readonly give: (builder: GraphBuilder, who: string, perm: string) => unknown;
  readonly take: (builder: GraphBuilder, who: string, perm: string) => unknown;
}

const own: Way = {
  give: (builder, who, perm) => builder.grant(grant(perm, who)),
  take: (builder, who, perm) => builder.revoke(grant(perm, who)),
};

/** Through a node: that of the membership, or one above it. */
const through = (node: string, granted: string, isLeft: boolean): Way => ({
  give: (builder, who, perm) => builder.join(member(who, node)).grant(grant(perm, granted)),
  take: (builder, who, perm) =>
    isLeft ? builder.leave(who, node) : builder.revoke(grant(perm, granted)),
});

/** Ways that do not lead over the same node. */
const ways = [own, through("d_core", "d_eng", true), through("d_out", "d_out", false)] as const;

/** Some of the ways, at least so many. */
export const someWays = (minLength = 1) => fc.subarray([...ways], { minLength });
export const anybody = fc.constantFrom(...usernames);
