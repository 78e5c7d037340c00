import { parseAccessId } from "../domain/access-id";
import type { Capabilities } from "../backend";
import { lacksMemberFields, lacksVisibility } from "../kit/lacks";
import { asPhone } from "../kit/phone";
import { atMost, PHONE_SAYS } from "../kit/rules";
import { parsePermId, ORG_LENGTH } from "./ids";

const CODE = "letters, digits, - and _, at most";
const ORG_CODE = new RegExp(`^[\\w-]{1,${ORG_LENGTH}}$`);
const NODE_ID = /^[\w-]+$/;
const USERNAME = {
  pattern: /^[^\s/\p{Cc}\p{Surrogate}]{1,64}$/u,
  says: "1 to 64 characters without white space and /",
};
// "root" is what the server calls the root itself.
const NODE_KEY = { pattern: /^(?!root$)[\w-]{1,64}$/, says: `${CODE} 64, and not root` };
// The server invents one for an empty code, and takes no Chinese (AUTHING.md 2).
const ORG_KEY = { pattern: ORG_CODE, says: `${CODE} ${ORG_LENGTH}` };
// An identifier is a part of a host's name.
const APP_KEY = {
  pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  says: "lower-case letters, digits and -, at most 63",
};
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
      ...lacksVisibility(NO_VISIBILITY),
      managerGroup: "has no manager groups",
    },
    OrgMember: lacksMemberFields(NO_FIELDS),
  },
  ignores: {},
  // It has an endpoint of its own.
  later: { App: ["allowAnyUser"] },
  normalize(kind, property, value) {
    if (kind !== "User" || typeof value !== "string") return value;
    if (property === "email") return value.trim().toLowerCase();
    return property === "phone" ? asPhone(value) : value;
  },
  rules: {
    Org: { uid: ORG_KEY, name: atMost(255) },
    Node: { uid: NODE_KEY, name: atMost(255) },
    User: {
      ...{ username: USERNAME, name: atMost(255) },
      email: {
        pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
        says: 'an email address such as "ada@acme.example"',
      },
      phone: { pattern: /^(\d+|\+\d+ \d+)$/, says: PHONE_SAYS },
    },
    App: { uid: APP_KEY, name: atMost(255) },
    Perm: { name: atMost(255) },
  },
  // A person's key is the user id (AUTHING.md 4).
  changeable: { User: ["username"] },
  // Not documented: whether a role reaches departments below, and which effect wins (AUTHING.md 3).
  access: {
    perms: { reachesBelow: undefined, denial: "none" },
    appAccess: { reachesBelow: true, denial: undefined },
    delay: 0,
  },
  // Groups and the like are virtual departments; there are no manager groups.
  nodeKinds: ["department", "group", "direct", "role", "label"],
  username: USERNAME,
  nodeId: () => undefined,
  mayLackKey: true,
  appKey: APP_KEY,
  protocols: ["oauth", "saml"],
  protocolsProblem: () => undefined,
  rootProblem: () => undefined,

  orgKey: ORG_KEY,

  // Its tree is deleted with it; apps, and perms with them, are the pool's.
  orgsLeaveRemains: false,

  orgProblem(id) {
    return /^[\w-]{1,64}$/.test(id)
      ? undefined
      : `"${id}" is no code of an organization: give an Org or its id`;
  },

  scopeProblem(id) {
    return /^[\w-]{1,64}$/.test(id)
      ? undefined
      : `"${id}" is no id of an app or an org: give an App or an Org, or its id`;
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
  refusesFull: () => false,

  orderProblem: () => "Authing keeps no order of people that a program could set: leave it out",
};
