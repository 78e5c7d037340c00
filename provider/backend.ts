/**
 * What any identity system must offer. ArkID answers behind it today; Keycloak and Authing must fit
 * without a change above. A backend holds what is its own (calls, keys, quirks); what is the same
 * everywhere (diff, ownership modes, adoption, guards, order of steps) is in `handlers/`.
 *
 * Errors: every method raises those of `errors.ts`, never an HTTP status.
 */
export interface Backend {
  /** As `identity:backend` names it, for messages. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Proves that the URL and the credentials are good. */
  login(): Promise<void>;
  readonly orgs: Store<OrgKey, OrgState, OrgDesired, OrgChanges>;
  readonly nodes: NodeStore;
  readonly users: UserStore;
  readonly nodeMembers: Collection<Ref, string>;
  readonly orgMembers: OrgMemberStore;
  readonly apps: Store<AppKey, AppState, AppDesired, AppChanges>;
  readonly perms: PermStore;
  /** Who is granted a perm and who denied it, by itself: never what is inherited. */
  readonly grants: Collection<Ref, Grant>;
}

/** What a system lacks and the rules it has, so that a preview can refuse without asking it. */
export interface Capabilities {
  readonly nodeKinds: readonly NodeKind[];
  readonly username: Rule;
  /** The part of a node's id that the program may choose. */
  readonly nodeKey: Rule;
  /** The id that a node will have; `undefined` where the server makes one up. */
  nodeId(kind: NodeKind, key: string): string | undefined;
  /** Who a node can be visible to; empty where all nodes are visible. */
  readonly visibilities: readonly Visibility[];
  /** Longest name of a node or a user, in characters. */
  readonly nameLength: number;
  /** The part of an app's id that the program may choose. */
  readonly appKey: Rule;
  /** Longest texts of an app, in characters. */
  readonly appLengths: Readonly<Record<"name" | "index" | "logo", number>>;
  /** By which an app may let people in. */
  readonly protocols: readonly Protocol[];
  /** Longest texts that an org keeps of a member, in characters. */
  readonly memberLengths: Readonly<Record<Exclude<keyof MemberFields, "hireDate">, number>>;
  /** The offset in which the server reads a date without a time, or a time without one: `+08:00`. */
  readonly timeOffset: string;
  /** Why this can't be an org's id. */
  orgProblem(id: string): string | undefined;
  /** Why this can't be a perm's id. */
  permProblem(id: string): string | undefined;
  /** Why a node of this kind can't be below that parent, as far as the two ids tell. */
  parentProblem(kind: NodeKind, parent: string): string | undefined;
  /** Why this can't be a node's id. */
  nodeProblem(id: string): string | undefined;
  /** Why the people of this node have no order that a program could declare. */
  orderProblem(id: string): string | undefined;
}

/** A pattern and, for messages, what it asks: «4 to 16 lower-case letters and digits». */
export interface Rule {
  readonly pattern: RegExp;
  readonly says: string;
}

/** Addresses one object; `org` where the system needs it beside the id. */
export interface Ref {
  readonly org?: string;
  readonly id: string;
}

/** One kind of object with an identity of its own. */
export interface Store<Key, State, Desired, Changes> {
  /** All that have this natural key; where the system holds it unique, at most one. */
  find(key: Key): Promise<State[]>;
  /** @throws NotFoundError only when absence is proven; MissingRightError when the caller may not know. */
  get(ref: Ref): Promise<State>;
  /** @throws ConflictError when the natural key is taken. */
  create(desired: Desired): Promise<State>;
  update(ref: Ref, changes: Changes): Promise<State>;
  /** What is gone already is a success. */
  delete(ref: Ref): Promise<void>;
  /** What lies inside and the server did not make itself; what a delete would take along. */
  contents(ref: Ref): Promise<Content[]>;
}

/** Nodes have more questions. */
export interface NodeStore extends Store<NodeKey, NodeState, NodeDesired, NodeChanges> {
  /** Which node an id of the form `<org>/<kind>` (a root) means; another id means itself. */
  resolve(id: string): Promise<string>;
  /**
   * Moves to a node what hangs on another: its members, the nodes below it that may go there, and the
   * grants that it has itself.
   * @returns whether this caller sees grants; to one who does not, they may be left behind
   */
  inherit(from: Ref, to: Ref): Promise<boolean>;
  /** The nodes directly below. */
  children(ref: Ref): Promise<Content[]>;
  /** In which org a node is and of what kind; `undefined` in an org that this caller can't list. */
  placeOf(id: string): Promise<{ readonly org: string; readonly kind: NodeKind } | undefined>;
}

/** Perms have one more question: which perm an id of the form `<app>/access` means. */
export interface PermStore extends Store<PermKey, PermState, PermDesired, PermChanges> {
  resolve(id: string): Promise<string>;
}

/** People can be locked out and stay. */
export interface UserStore extends Store<UserKey, UserState, UserDesired, UserChanges> {
  /** Nobody can log in as this person any more, who is in no node. */
  suspend(ref: Ref): Promise<void>;
}

/** Who is in an org, by username, and what the org keeps of each. */
export interface OrgMemberStore extends Collection<Ref, string> {
  /** @param ref the org, and the username as the id */
  get(ref: Ref): Promise<MemberFields>;
  update(ref: Ref, changes: Partial<MemberFields>): Promise<MemberFields>;
  /** Those of these people who are in the org for more than having joined it: the owner, and who is in a node of it. */
  bound(org: Ref, usernames: readonly string[]): Promise<string[]>;
}

/** The members of something: no identity of their own, changed in bulk. */
export interface Collection<Owner, Entry> {
  /** In the server's order. */
  list(owner: Owner): Promise<Entry[]>;
  /** Adding who is there and removing who is not are no-ops. `order` is the whole wanted list. */
  change(owner: Owner, change: Change<Entry>): Promise<void>;
}

export interface Change<Entry> {
  readonly add: readonly Entry[];
  readonly remove: readonly Entry[];
  readonly order?: readonly Entry[];
}

/** Something inside something else, for messages. */
export interface Content {
  readonly kind: "node" | "member" | "app" | "perm";
  readonly id: string;
  readonly name: string;
}

export const nodeKinds = ["department", "group", "direct", "role", "label", "manager"] as const;
/** The six families of nodes; every org has one root of each. */
export type NodeKind = (typeof nodeKinds)[number];

export interface OrgKey {
  readonly name: string;
}
export interface OrgDesired {
  readonly name: string;
}
export type OrgChanges = Partial<OrgDesired>;
export interface OrgState extends OrgDesired {
  readonly id: string;
  /** Username of the owner, who can't be changed on every system. */
  readonly owner: string;
  readonly roots: Readonly<Record<NodeKind, string>>;
}

export interface NodeKey {
  readonly org: string;
  readonly kind: NodeKind;
  readonly uid: string;
}
export interface NodeFields {
  readonly name: string;
  readonly remark: string;
  /** Only groups know it: whether people may be members. */
  readonly acceptUser: boolean;
}
export const visibilities = [
  "everyone",
  "members",
  "members-and-below",
  "named",
  "nobody",
] as const;
/** Who sees a node: everyone in the org, its members, those and who is below, named ones, nobody. */
export type Visibility = (typeof visibilities)[number];
/** Who may see a node, and whom the people of a manager group may manage. */
export interface NodeAccess {
  readonly visibility: Visibility;
  /** Ids of the nodes whose people may see it, where it is visible to named ones. */
  readonly nodeScope: readonly string[];
  /** Usernames, likewise. */
  readonly userScope: readonly string[];
  /** Only a manager group has one. */
  readonly managerGroup: ManagerGroup;
}
export const managerScopes = ["own", "named"] as const;
export interface ManagerGroup {
  /** Ids of nodes. */
  readonly nodes: readonly string[];
  /** Usernames. */
  readonly users: readonly string[];
  /** Ids of apps. */
  readonly apps: readonly string[];
  /** Ids of perms. */
  readonly perms: readonly string[];
  /** Whether a manager manages the nodes that he is in, or the named nodes and users. */
  readonly scope: (typeof managerScopes)[number];
}
/** What is left out stays as it is, also of the manager group. */
export type AccessChanges = Partial<Omit<NodeAccess, "managerGroup">> & {
  readonly managerGroup?: Partial<ManagerGroup>;
};
export interface NodeDesired extends NodeKey, Partial<NodeFields>, AccessChanges {
  readonly name: string;
  /** A node's id, or `<org>/<kind>` for a root. */
  readonly parent: string;
}
export type NodeChanges = Partial<NodeFields> & AccessChanges & { readonly parent?: string };
/** Without what the system does not know. */
export interface NodeState extends Partial<NodeFields>, Partial<NodeAccess> {
  readonly id: string;
  /** The server's own number: another one under the same id is another node. */
  readonly nodeId: string;
  readonly uid: string;
  readonly name: string;
  readonly remark: string;
  readonly parent: string;
}

export const genders = ["unspecified", "male", "female"] as const;
export type Gender = (typeof genders)[number];

export interface UserKey {
  readonly username: string;
}
export interface UserFields {
  readonly name: string;
  readonly email: string;
  readonly mobile: string;
  readonly gender: Gender;
  /** URL of a picture. */
  readonly avatar: string;
}
export interface UserDesired extends UserKey, Partial<UserFields> {
  readonly password?: string;
}
export type UserChanges = Partial<UserFields> & { readonly password?: NewPassword };
export interface NewPassword {
  readonly value: string;
  /** Whether the person must choose another at the next login. */
  readonly requireReset: boolean;
}
export interface UserState extends UserKey, UserFields {
  readonly id: string;
  /** The server's own number for this person: another one under the same username is another person. */
  readonly userId: string;
}

/** What an org knows of a member, and no other org does; empty is none. */
export interface MemberFields {
  readonly email: string;
  readonly employeeNumber: string;
  readonly position: string;
  /** ISO 8601 with a time and an offset. */
  readonly hireDate: string;
  readonly remark: string;
}

export const protocols = ["oauth", "ldap", "http", "saml"] as const;
/** The ways in which an app lets people in. */
export type Protocol = (typeof protocols)[number];
export const clientTypes = ["confidential", "public"] as const;
/** Whether an OAuth client can keep a secret: a server can, an app in a browser can't. */
export type ClientType = (typeof clientTypes)[number];
export const grantTypes = [
  "authorization-code",
  "implicit",
  "password",
  "client-credentials",
] as const;
/** How an OAuth client comes to its token. */
export type GrantType = (typeof grantTypes)[number];

export interface AppKey {
  readonly org: string;
  readonly uid: string;
}
export interface AppFields {
  readonly name: string;
  readonly logo: string;
  readonly remark: string;
  /** Where its users begin. */
  readonly index: string;
  readonly allowAnyUser: boolean;
}
export interface OauthSettings {
  readonly redirectUris: readonly string[];
  readonly clientType: ClientType;
  readonly grantType: GrantType;
}
export interface SamlSettings {
  readonly entityId: string;
  readonly acs: string;
  readonly sls: string;
  /** PEM. */
  readonly cert: string;
  /** XML. */
  readonly metadata: string;
}
/** A protocol that is off is `false`. */
export interface AppProtocols {
  readonly oauth: OauthSettings | false;
  readonly ldap: boolean;
  readonly http: boolean;
  readonly saml: SamlSettings | false;
}
/** A protocol or a setting of one that is left out stays as it is. */
export interface ProtocolChanges {
  readonly oauth?: Partial<OauthSettings> | false;
  readonly ldap?: boolean;
  readonly http?: boolean;
  readonly saml?: Partial<SamlSettings> | false;
}
export interface AppDesired extends AppKey, Partial<AppFields>, ProtocolChanges {
  readonly name: string;
}
export interface AppChanges extends Partial<AppFields>, ProtocolChanges {
  /** Makes new OAuth credentials; the old ones end. */
  readonly renewCredentials?: boolean;
}
export interface AppState extends AppFields, AppProtocols {
  readonly id: string;
  /** The server's own number: another one under the same uid is another app. */
  readonly appId: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

export interface PermKey {
  /** Id of the app or org that it is about. */
  readonly scope: string;
  readonly name: string;
}
export interface PermDesired extends PermKey {
  readonly remark?: string;
}
export interface PermChanges {
  readonly name?: string;
  readonly remark?: string;
}
export interface PermState extends PermKey {
  readonly id: string;
  readonly remark: string;
}

/** Somebody's own standing in a perm. */
export interface Grant {
  readonly kind: "user" | "node";
  readonly id: string;
  readonly effect: "allow" | "deny";
}
