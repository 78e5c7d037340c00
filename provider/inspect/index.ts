/**
 * What read-only programs use of the provider: the commands `drift` and `tree`, and `npm start`.
 * They import nothing else of it, so that the rest can change without them.
 */
export { Inspector, openInspector, type OnRequest } from "./inspector";
export {
  changedEntries,
  changedProperties,
  isLeftAlone,
  isShownProperty,
  kinds,
  secretNames,
  updatedEntries,
  type KindName,
  type Values,
} from "./kinds";
export {
  declaredMembers,
  endsIn,
  expiredIn,
  grantLists,
  listOfGrant,
  listsOf,
  membersIn,
  meaningOf,
  memberMap,
  modeOf,
  removedMembers,
  unmanagedMembers,
  untilOf,
  withoutExpired,
} from "./lists";
export { heldIn, isBulk, pathInTree, type HeldResource } from "./held";
export { staysOnServer } from "../engine/stays";
export { isUnknown } from "../engine/unknown";
export {
  currentValues,
  isInTree,
  kindIn,
  kindOf,
  nameIn,
  parseExport,
  urnBeside,
  type ExportedResource,
} from "./state";

export { firstOf } from "../engine/contents";
export type { Backend } from "../backends/backend";
export {
  accessId,
  blankUser,
  nodeKinds,
  rootOf,
  type AppState,
  type Grant,
  type GrantList,
  type ManagerGroup,
  type MemberFields,
  type NodeAccess,
  type NodeKind,
  type OrgState,
  type UserState,
} from "../backends/domain";
export { parseAccessId } from "../backends/domain/access-id";
export type { AuditEvent } from "../backends/domain/audit-event";
export { parseRootId } from "../backends/domain/root-id";
export {
  MissingRightError,
  NotFoundError,
  ReplacedError,
  UnavailableError,
} from "../backends/errors";
export { isListed } from "../backends/listing";
export type { Listable, ListablePart, Listing } from "../backends/listing";
export {
  parts,
  TENANT,
  type ListedNode,
  type ListedPerm,
  type Part,
  type Snapshot,
} from "../backends/snapshot";
export type { Mode } from "../configuration/choices";
export { userDeleteProblem } from "../kinds/user/delete-limit";
export type { Configuration } from "../configuration/configuration";
export { PLAN_FILE, readConfiguration, settingsIn, type StackSettings } from "../run/settings";
export { publicSettings } from "./public-settings";
export { providerSettings } from "../run/stack/provider-settings";
export { pulumi, PulumiError } from "../run/stack/pulumi";
