/**
 * What read-only programs use of the provider: the commands `drift` and `tree`, and `npm start`.
 * They import nothing else of it, so that the rest can change without them.
 */
export { Inspector, openInspector, type OnRequest } from "./inspector";
export {
  changedEntries,
  changedProperties,
  kinds,
  secretNames,
  type KindName,
  type Values,
} from "./kinds";
export {
  declaredMembers,
  listOfGrant,
  listsOf,
  memberMap,
  modeOf,
  unmanagedMembers,
} from "./lists";
export { currentValues, kindIn, nameIn, parseExport, type ExportedResource } from "./state";

export type { Backend } from "../backends/backend";
export type { NodeKind, OrgState } from "../backends/domain";
export { parseAccessId } from "../backends/domain/access-id";
export type { AuditEvent } from "../backends/domain/audit-event";
export { parseRootId } from "../backends/domain/root-id";
export {
  MissingRightError,
  NotFoundError,
  ReplacedError,
  UnavailableError,
} from "../backends/errors";
export type { Listable, ListablePart, Listing } from "../backends/listing";
export { parts, TENANT, type ListedNode, type Part, type Snapshot } from "../backends/snapshot";
export type { Mode } from "../configuration/choices";
export type { Configuration } from "../configuration/configuration";
export { readConfiguration } from "../run/settings";
export { pulumi, PulumiError } from "../run/stack/pulumi";
