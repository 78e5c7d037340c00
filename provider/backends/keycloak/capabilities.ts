import { parseAccessId } from "../domain/access-id";
import { parseRootId } from "../domain/root-id";
import type { Capabilities } from "../backend";
import { lacksMemberFields, lacksVisibility } from "../kit/lacks";
import { asPhone } from "../kit/phone";
import { PHONE_SAYS } from "../kit/rules";
import { SERVICE_ACCOUNT } from "./ids";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A text of so many characters, counted in UTF-16 as the server does, which answers 500 for a longer
 * one: without control characters and halves of characters.
 * @param refused further characters that it must not have, as in a class of a pattern
 */
const textOf = (least: number, most: number, refused = ""): RegExp =>
  new RegExp(
    `^(?=[\\s\\S]{${least},${most}}$)(?:[^\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff${refused}]|[\\ud800-\\udbff][\\udc00-\\udfff])*$`,
  );
const NO_CONTROLS = "none a control character";
const TEXT = { pattern: textOf(0, 255), says: `at most 255 characters, ${NO_CONTROLS}` };
const LONG = { pattern: textOf(0, 2048), says: `at most 2048 characters, ${NO_CONTROLS}` };
const PERSON = {
  pattern: textOf(0, 255, '<>&"$%!#?§;*~/\\\\|^=[\\]{}()'),
  says: 'at most 255 characters, none of <>&"$%!#?§;*~/\\|^=[]{}()',
};
const USERNAME = {
  pattern:
    /^(?!.*\p{Lu})[^\s<>&"'$%!#?§,;:*~/\\|^=[\]{}()`\p{Cc}\p{Cs}\p{Z}\u{10000}-\u{10ffff}]{3,255}$/u,
  says: "3 to 255 characters in lower case, without white space and most punctuation; . _ - + @ will do",
};
const EMAIL = {
  pattern: /^(?=.{3,254}$)[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?<!\.)@[a-z0-9-]+(\.[a-z0-9-]+)+$/i,
  says: 'an email address such as "ada@acme.example"',
};
// `..` in a path would be the realm.
const ROLE = {
  pattern: new RegExp(`^(?!\\.{1,2}$)${textOf(1, 255).source.slice(1)}`),
  says: `1 to 255 characters, ${NO_CONTROLS}, and neither . nor ..`,
};
const CLIENT = {
  pattern: new RegExp(`^(?=.*\\S)${textOf(1, 255).source.slice(1)}`),
  says: `1 to 255 characters, ${NO_CONTROLS}, and not only white space`,
};
// It is searched for in a query that gives blanks, quotes and colons a meaning.
const NODE_KEY = {
  pattern: /^[\p{L}\p{N}_.|-]{1,255}$/u,
  says: "letters, digits, - . and _, at most 255",
};
const ADDRESS = {
  pattern: /^(?=.{1,255}$)https?:\/\/[\w.-]+(:\d+)?([/?#][\w.~!$&'()*+,;=:@%/?#-]*)?$/i,
  says: 'an address such as "https://ci.acme.example", at most 255 characters',
};
const NO_FIELDS = "keeps nothing of a person that is one org's alone";
const NO_VISIBILITY = "shows groups to whoever may see any";

const nodeProblem = (id: string) =>
  UUID.test(id) || parseRootId(id)
    ? undefined
    : `"${id}" is no id of a group: give a Node, its id, or org.root(kind)`;

/** One space between words: the first and the last name are kept apart. */
const asName = (text: string) => text.trim().replace(/\s+/gu, " ");

/** Keycloak's rules for names and keys, and what it lacks, in one realm. */
export const capabilitiesOf = (realm: string): Capabilities => ({
  lacks: {
    Node: {
      ...lacksVisibility(NO_VISIBILITY),
      managerGroup: "has no manager groups",
    },
    OrgMember: lacksMemberFields(NO_FIELDS),
    App: { allowAnyUser: "lets everybody of the realm sign in to every app" },
  },
  ignores: {
    Node: { acceptsMembers: "takes people into every group" },
    NodeMembers: { ordered: "keeps no order of people" },
  },
  later: {},
  normalize(kind, property, value) {
    if (kind !== "User" || typeof value !== "string") return value;
    if (property === "username" || property === "email") return value.trim().toLowerCase();
    if (property === "name") return asName(value);
    return property === "phone" ? asPhone(value) : value;
  },
  rules: {
    Org: { name: TEXT },
    Node: { uid: NODE_KEY, name: { ...TEXT, pattern: textOf(1, 255) }, description: TEXT },
    User: {
      ...{ username: USERNAME, name: PERSON, nickname: LONG, avatar: LONG, email: EMAIL },
      phone: { pattern: /^(\d+|\+\d+ \d+)$/, says: PHONE_SAYS },
    },
    App: { uid: CLIENT, name: TEXT, description: TEXT, homepage: ADDRESS, logo: ADDRESS },
    Perm: { name: ROLE, description: TEXT },
  },
  // A username where the realm has editUsernameAllowed; a group's key and kind are attributes of ours.
  changeable: { User: ["username"], Node: ["kind", "uid"] },
  access: {
    perms: { reachesBelow: true, denial: "none" },
    appAccess: { reachesBelow: undefined, denial: "none" },
    delay: 0,
  },
  nodeKinds: ["department", "group", "direct", "role", "label"],
  username: USERNAME,
  isOwnAccount: (username) => username.startsWith(SERVICE_ACCOUNT),
  nodeId: () => undefined,
  appKey: CLIENT,
  protocols: ["oauth", "saml"],
  protocolsProblem: (on) =>
    on.length > 1 ? "a client of Keycloak has one protocol: declare another App" : undefined,
  orgKey: undefined,
  // A realm goes with all that is in it.
  orgsLeaveRemains: false,

  orgProblem(id) {
    if (id === realm) return undefined;
    return `"${id}" is not this connection's org, which is its realm, "${realm}": give the Org, or a Connection to that realm`;
  },

  scopeProblem(id) {
    if (id === realm || UUID.test(id)) return undefined;
    return `"${id}" is no id of an app, and not the realm "${realm}": give an App or the Org, or its id`;
  },

  permProblem(id) {
    if (parseAccessId(id)) {
      return "Keycloak has no access list of an app, and lets everybody sign in: grant a Perm of the app";
    }
    return UUID.test(id) ? undefined : `"${id}" is no id of a role: give a Perm, or its id`;
  },

  denyProblem: () => "Keycloak can deny nobody a role: leave it out",
  rootProblem: () => "the top of a realm is no group, and has no people and roles: give a Node",
  parentProblem: (_kind, parent) => nodeProblem(parent),
  branchProblem: () => undefined,
  nodeProblem,
  refusesFull: () => false,
  orderProblem: () => undefined,
});
