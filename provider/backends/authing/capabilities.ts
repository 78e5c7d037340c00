import { parseAccessId } from "../domain/access-id";
import type { Capabilities } from "../backend";
import { parsePermId, ORG_LENGTH } from "./ids";

const CODE = "letters, digits, - and _, at most";
const ORG_CODE = new RegExp(`^[\\w-]{1,${ORG_LENGTH}}$`);
const NODE_ID = /^[\w-]+$/;
const NO_FIELDS = "keeps nothing of a person that is one org's alone";
const NO_VISIBILITY = "shows all departments to everybody";

const nodeProblem = (id: string) =>
  NODE_ID.test(id)
    ? undefined
    : `"${id}" is no id of a node: give a Node, its id, or org.root(kind)`;

/** Authing's rules for names and keys, and what it lacks. */
export const capabilities: Capabilities = {
  lacks: {
    Node: {
      acceptsMembers: "takes people into every department and group",
      visibility: NO_VISIBILITY,
      visibleToNodes: NO_VISIBILITY,
      visibleToUsers: NO_VISIBILITY,
      managerGroup: "has no manager groups",
    },
    OrgMember: {
      email: NO_FIELDS,
      employeeNumber: NO_FIELDS,
      position: NO_FIELDS,
      hireDate: NO_FIELDS,
      description: NO_FIELDS,
    },
  },
  // It has an endpoint of its own.
  later: { App: ["allowAnyUser"] },
  normalize(kind, property, value) {
    const isMail = kind === "User" && property === "email" && typeof value === "string";
    return isMail ? value.toLowerCase() : value;
  },
  // Not documented: whether a role reaches departments below, and which effect wins (AUTHING.md 3).
  access: {
    perms: { reachesBelow: undefined, denial: "none" },
    appAccess: { reachesBelow: true, denial: undefined },
    delay: 0,
  },
  // Groups and the like are virtual departments; there are no manager groups.
  nodeKinds: ["department", "group", "direct", "role", "label"],
  username: { pattern: /^[^\s/]{1,64}$/u, says: "1 to 64 characters without white space and /" },
  nodeKey: { pattern: /^[\w-]{1,64}$/, says: `${CODE} 64` },
  nodeId: () => undefined,
  nameLength: 255,
  orgNameLength: 255,
  // An identifier is a part of a host's name.
  appKey: {
    pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    says: "lower-case letters, digits and -, at most 63",
  },
  appLengths: { name: 255, homepage: 512, logo: 1024 },
  protocols: ["oauth", "saml"],

  memberLengths: { email: 0, employeeNumber: 0, position: 0, description: 0 },

  // The server invents one for an empty code, and takes no Chinese (AUTHING.md 2).
  orgKey: { pattern: ORG_CODE, says: `${CODE} ${ORG_LENGTH}` },

  // Its tree is deleted with it; apps, and perms with them, are the pool's.
  orgsLeaveRemains: false,

  orgProblem(id) {
    return /^[\w-]{1,64}$/.test(id)
      ? undefined
      : `"${id}" is no code of an organization: give an Org or its id`;
  },

  permProblem(id) {
    if (parseAccessId(id) ?? parsePermId(id)) return undefined;
    return `"${id}" is no id of a perm: give a Perm, its id, or the accessPerm of an App`;
  },

  denyProblem(id) {
    if (parseAccessId(id)) return undefined;
    return "Authing can deny the use of an app (accessPerm), and no other perm: leave it out";
  },

  parentProblem: (_kind, parent) => nodeProblem(parent),
  branchProblem: () => undefined,
  nodeProblem,
  orderProblem: () => "Authing keeps no order of people that a program could set: leave it out",
};
