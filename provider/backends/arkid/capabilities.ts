import { parseAccessId } from "../domain/access-id";
import { type Capabilities } from "../backend";
import { nodeKinds, protocols } from "../domain";
import { parseRootId } from "../domain/root-id";
import { PREFIX } from "./ids";
import { asMoment } from "./moment";

const NODE_ID = /^[dg]_[\p{L}\p{N}_|-]+$/u;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PERM_ID = /^[\p{L}\p{N}_|-]+$/u;

const NEAREST = { reachesBelow: true, denial: "nearest" } as const;

/** ArkID's rules for names and keys, and what it lacks. */
export const capabilities: Capabilities = {
  lacks: { User: { nickname: "keeps one name of a person, and no nickname" } },
  // A create ignores it (ARKID.md 29).
  later: { Perm: ["description"] },
  normalize(kind, property, value) {
    const isDate = kind === "OrgMember" && property === "hireDate" && typeof value === "string";
    return isDate ? asMoment(value) : value;
  },
  // A person's own status counts at once, what they inherit within five minutes (ARKID.md 31).
  access: { perms: NEAREST, appAccess: NEAREST, delay: 300 },
  nodeKinds,
  username: { pattern: /^[a-z0-9]{4,16}$/, says: "4 to 16 lower-case letters and digits" },
  // The server accepts others on creation, but can never address them again (ARKID.md 14).
  nodeKey: {
    pattern: /^[\p{L}\p{N}_|-]{1,255}$/u,
    says: "letters, digits, - and _, at most 255",
  },
  nodeId: (kind, key) => PREFIX[kind] + key,
  nameLength: 255,
  orgNameLength: Infinity,
  // An app's uid is the scope of its perms, which has at most 128 (ARKID.md, "Protocol facts").
  appKey: {
    pattern: /^[\p{L}\p{N}_|-]{1,128}$/u,
    says: "letters, digits, - and _, at most 128",
  },
  appLengths: { name: 255, homepage: 512, logo: 1024 },
  protocols,

  memberLengths: { email: 255, employeeNumber: 255, position: 255, description: 512 },

  orgKey: undefined,

  // Nodes, apps, perms, and memberships in those nodes (ARKID.md 5).
  orgsLeaveRemains: true,

  orgProblem(id) {
    return UUID.test(id) ? undefined : `"${id}" is no id of an org: give an Org or its oid`;
  },

  permProblem(id) {
    if (parseAccessId(id) || (PERM_ID.test(id) && !NODE_ID.test(id))) return undefined;
    return `"${id}" is no id of a perm: give a Perm, its id, or the accessPerm of an App`;
  },

  denyProblem: () => undefined,

  parentProblem(kind, parent) {
    const [mine, other] =
      kind === "department" ? [PREFIX.department, "group"] : ["g_", "department"];
    if (parent.startsWith(mine) && NODE_ID.test(parent)) return undefined;
    const what = NODE_ID.test(parent) ? `a ${other}'s id` : "no id of a node";
    return `"${parent}" is ${what}: a ${kind} goes below ${mine}…, or below org.root("${kind}")`;
  },

  // The server returns across_scope (ARKID.md 16).
  branchProblem(kind) {
    if (kind !== "group") return undefined;
    return "ArkID keeps a group in the category below the root that it was made in: put parent back, or give another uid as well with allowReplace: true, and it is made anew there, with its people and grants";
  },

  nodeProblem(id) {
    if (NODE_ID.test(id)) return undefined;
    return `"${id}" is no id of a node: give d_…, g_… or org.root(kind)`;
  },

  // Members of groups are listed by user id, whatever was sorted (ARKID.md 24).
  orderProblem(id) {
    if (id.startsWith(PREFIX.department) || parseRootId(id)?.kind === "department") {
      return undefined;
    }
    return "ArkID keeps an order of people in departments only: leave it out";
  },
};
