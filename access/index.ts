/** Who can do what, by which paths, and what a change of it means: no I/O, and no system's own words. */
export { difference, type Difference } from "./difference";
export { expiring, type Expiring } from "./expiring";
export { findNode, findPerm, findPerson, permPath, type Match } from "./find";
export type * from "./graph";
export { GraphBuilder } from "./graph-builder";
export { managedBy, type Managed } from "./managed-by";
export { nodePath } from "./node-path";
export type * from "./path";
export { whatCan, whoCan, why } from "./queries";
export type { AccessRules, GrantRules } from "./rules";
export { whyNot, type WhyNot } from "./why-not";
