import { SCHEMA, type Change, type PlanReport } from "../../../../cli/plan/report";

/** A report with nothing in it but what is given. */
export const planOf = (given: Partial<PlanReport> = {}): PlanReport => ({
  schema: SCHEMA,
  tool: { name: "pulumi-identity", version: "0.0.0" },
  plannedAt: "2026-11-30T06:00:00.000Z",
  stack: "acme/prod",
  tenants: ["https://id.acme.example"],
  ...{ changes: [], gains: [], losses: [], broken: [], waived: [] },
  forecast: { requests: 12, seconds: 4 },
  unchanged: 3,
  ...{ names: {}, orgs: [], unseen: [], notes: [] },
  ...given,
});

/** A change of a node, of which a test says what it is about. */
export const changeOf = (given: Partial<Change>): Change => ({
  what: "update",
  kind: "Node",
  object: "d_platform",
  resource: "platform",
  urn: "urn:pulumi:prod::acme::pulumi-nodejs:dynamic/identity:Node::platform",
  ...given,
});
