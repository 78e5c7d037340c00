import { parseAccessId } from "../domain/access-id";
import { type Capabilities } from "../backend";
import { nodeKinds, protocols } from "../domain";
import { parseRootId } from "../domain/root-id";
import { PREFIX } from "./ids";
import { asMoment } from "./moment";
import { asPhone } from "../kit/phone";
import { atMost, PHONE_SAYS } from "../kit/rules";

const NODE_ID = /^[dg]_[\p{L}\p{N}_|-]+$/u;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Of an app or another scope, of an org, of the system itself (ARKID.md 29 and "Org"). */
const PERM_ID = /^(app|system|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})_[\p{L}\p{N}_|-]+$/u;

const USERNAME = { pattern: /^[a-z0-9]{4,16}$/, says: "4 to 16 lower-case letters and digits" };
// The server accepts others on creation, but can never address them again (ARKID.md 14); the uid of
// its own top nodes is taken everywhere.
const NODE_KEY = {
  pattern: /^(?!root$)[\p{L}\p{N}_|-]{1,255}$/u,
  says: "letters, digits, - and _, at most 255, and not root",
};
// An app's uid is the scope of its perms, which has at most 128 (ARKID.md, "Protocol facts").
const APP_KEY = {
  pattern: /^[\p{L}\p{N}_|-]{1,128}$/u,
  says: "letters, digits, - and _, at most 128",
};
// The server drops white space at the ends of a password, and takes an empty one for none.
const PASSWORD = {
  pattern: /^\S(.*\S)?$/su,
  says: "a password without white space at its ends, which ArkID would drop",
};

const NEAREST = { reachesBelow: true, denial: "nearest" } as const;

/** The id that a key is a part of. */
const hint = (prefix: string, key: string): string =>
  NODE_KEY.pattern.test(key) && !NODE_ID.test(key) && !UUID.test(key)
    ? `; the id of the node with uid "${key}" is ${prefix}${key}`
    : "";

/** ArkID's rules for names and keys, and what it lacks. */
export const capabilities: Capabilities = {
  lacks: { User: { nickname: "keeps one name of a person, and no nickname" } },
  ignores: {},
  // A create ignores it (ARKID.md 29).
  later: { Perm: ["description"] },
  normalize(kind, property, value) {
    if (typeof value !== "string") return value;
    if (kind === "OrgMember" && property === "hireDate") return asMoment(value);
    return kind === "User" && property === "phone" ? asPhone(value) : value;
  },
  // Recorded, but for the avatar's, which is in the server's source. An address of a person or of an
  // app may be any text (ARKID.md 25 and 35), and the name of an org has no limit.
  rules: {
    Node: { uid: NODE_KEY, name: atMost(255) },
    User: {
      ...{ username: USERNAME, name: atMost(255), email: atMost(255), avatar: atMost(1024) },
      ...{ initialPassword: PASSWORD, password: PASSWORD },
      phone: { pattern: /^(?=.{1,64}$)(1\d{10}|\+\d+ \d+)$/, says: PHONE_SAYS },
    },
    OrgMember: {
      ...{ email: atMost(255), employeeNumber: atMost(255), position: atMost(255) },
      description: atMost(512),
    },
    App: { uid: APP_KEY, name: atMost(255), homepage: atMost(512) },
    Perm: { name: atMost(255) },
  },
  // A change of a username is refused (ARKID.md 25).
  changeable: {},
  // A person's own status counts at once, what they inherit within five minutes (ARKID.md 31).
  // Its list of the apps that somebody may use asks `allow_any_user` first.
  access: { perms: NEAREST, appAccess: NEAREST, isOpenToDenied: true, delay: 300 },
  nodeKinds,
  username: USERNAME,
  nodeId: (kind, key) => PREFIX[kind] + key,
  appKey: APP_KEY,
  protocols,
  protocolsProblem: () => undefined,
  rootProblem: () => undefined,

  orgKey: undefined,

  // Nodes, apps, perms, and memberships in those nodes (ARKID.md 5).
  orgsLeaveRemains: true,

  orgProblem(id) {
    return UUID.test(id) ? undefined : `"${id}" is no id of an org: give an Org or its oid`;
  },

  scopeProblem(id) {
    if (UUID.test(id) || APP_KEY.pattern.test(id)) return undefined;
    return `"${id}" is no id of an app or an org: give an App or an Org, or its id`;
  },

  permProblem(id) {
    if (parseAccessId(id) || PERM_ID.test(id)) return undefined;
    return `"${id}" is no id of a perm: give a Perm, its id such as app_ci_deploy, or the accessPerm of an App`;
  },

  denyProblem: () => undefined,

  parentProblem(kind, parent) {
    const [mine, other] =
      kind === "department" ? [PREFIX.department, "group"] : ["g_", "department"];
    if (parent.startsWith(mine) && NODE_ID.test(parent)) return undefined;
    const what = NODE_ID.test(parent) ? `a ${other}'s id` : "no id of a node";
    return `"${parent}" is ${what}: a ${kind} goes below ${mine}…, or below org.root("${kind}")${hint(mine, parent)}`;
  },

  // The server returns across_scope (ARKID.md 16).
  branchProblem(kind) {
    if (kind !== "group") return undefined;
    return "ArkID keeps a group in the category below the root that it was made in: put parent back, or give another uid as well with allowReplace: true, and it is made anew there, with its people and grants";
  },

  nodeProblem(id) {
    if (NODE_ID.test(id)) return undefined;
    return `"${id}" is no id of a node: give d_…, g_… or org.root(kind)${hint("d_", id)}`;
  },

  // A group may have another one beside it, which goes first: nothing may be left in it then.
  refusesFull: (id) => id.startsWith(PREFIX.department),

  // Members of groups are listed by user id, whatever was sorted (ARKID.md 24).
  orderProblem(id) {
    if (id.startsWith(PREFIX.department) || parseRootId(id)?.kind === "department") {
      return undefined;
    }
    return "ArkID keeps an order of people in departments only: leave it out";
  },
};
