import type {
  AppChanges,
  AppDesired,
  AppKey,
  AppState,
  Grant,
  MemberFields,
  NodeAccess,
  NodeChanges,
  NodeDesired,
  NodeKey,
  NodeKind,
  NodeState,
  OrgChanges,
  OrgDesired,
  OrgKey,
  OrgState,
  PermChanges,
  PermDesired,
  PermKey,
  PermState,
  Protocol,
  UserChanges,
  UserDesired,
  UserKey,
  UserState,
} from "./domain";
import type { AccessRules } from "../../access/rules";
import type { AuditEvent } from "./domain/audit-event";
import type { Listable, ListablePart, Listing } from "./listing";
import type { Part, Snapshot, Unseen } from "./snapshot";

/**
 * The port to an identity system. A backend has what is the system's own (calls, keys, quirks);
 * what is the same everywhere (diff, ownership modes, adoption, guards, order of steps) is in
 * `engine/` and `kinds/`.
 *
 * Errors: every method throws those of `errors.ts`, never an HTTP status.
 */
export interface Backend {
  /** As `identity:backend` names it, for messages. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Validates the URL and the credentials. */
  readonly login: () => Promise<void>;
  /**
   * The name of the connection's tenant: two names differ exactly where the same id may mean two
   * objects. Never throws a NotFoundError, which would look like an object that is gone.
   */
  readonly tenant: () => Promise<string>;
  readonly orgs: OrgStore;
  readonly nodes: NodeStore;
  readonly users: UserStore;
  readonly nodeMembers: Collection<Ref, string>;
  readonly orgMembers: OrgMemberStore;
  readonly apps: Store<AppKey, AppState, AppDesired, AppChanges>;
  readonly perms: PermStore;
  /** Own grants and denials of a perm, never inherited ones. */
  readonly grants: GrantCollection;
  /**
   * Reads many objects at once. What the caller may not see is in `unseen`; any other failure fails
   * the whole, so that a part never looks like a small org.
   * @param scope an org's id, or `"tenant"` for people
   * @throws NotFoundError when the org is gone
   */
  readonly snapshot: (scope: string, parts: readonly Part[]) => Promise<Snapshot>;
  /**
   * Lists a collection in place of single reads, unless that takes more requests than the budget.
   * Finding out the price may cost a request or two.
   * @param scope an org's id, or `"tenant"` for people and perms
   */
  readonly list: <P extends ListablePart>(
    part: P,
    scope: string,
    budget: number,
  ) => Promise<Listing<Listable[P]>>;
  /** Whether everybody may use an app; absent where the listing of apps says so. */
  readonly allowsAnyUser?: (app: string) => Promise<boolean>;
  /**
   * What was done in an org, or without one what belongs to none: people and perms. Newest first; absent
   * where the system has no log to read.
   * @param most how many entries of the log to look through
   * @throws MissingRightError when the caller may not read it, UnavailableError at its end where the
   * server keeps none
   */
  readonly history?: (org: string | undefined, most: number) => AsyncIterable<AuditEvent>;
  /**
   * Why it would not keep what is declared, by property, as far as the server's own settings say;
   * absent where none does.
   * @param kind of resource, with its inputs, some of which may be unknown
   */
  readonly refusals?: (
    kind: string,
    inputs: Readonly<Record<string, unknown>>,
  ) => Promise<Readonly<Record<string, string>>>;
  /**
   * Who may see these nodes, and what their people manage: only of those where it differs from a
   * new node's. Absent where the system has neither.
   * @param nodes ids of nodes of the org
   */
  readonly nodeAccess?: (org: string, nodes: readonly string[]) => Promise<AccessReading>;
  /** The username of the connection's own account; absent where that is no person. */
  readonly account?: () => Promise<string>;
}

/** What reading the access of many nodes brings. */
export interface AccessReading {
  /** By node id; without what is as in a new node. */
  readonly access: ReadonlyMap<string, Partial<NodeAccess>>;
  readonly unseen: readonly Unseen[];
}

/** What a system lacks and its rules, so that a preview can validate without a request. */
export interface Capabilities {
  /** Inputs that it can't keep, by kind of resource, each with a clause that says why. */
  readonly lacks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * The same of inputs that a program can do without: a preview says so, and goes on as if they were
   * not declared.
   */
  readonly ignores: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * The value as the system keeps it: an email address in lower case, a date with an offset. Two
   * values with the same result mean the same, so that neither is a change.
   * @param kind of resource, and the property of it
   * @returns the value itself where the system keeps it; `undefined` for an invalid one
   */
  readonly normalize: (kind: string, property: string, value: unknown) => unknown;
  /** Properties, by kind of resource, that a create leaves to the first update. */
  readonly later: Readonly<Record<string, readonly string[]>>;
  readonly access: AccessRules;
  readonly nodeKinds: readonly NodeKind[];
  /**
   * Which texts it takes, by kind of resource and property; as `normalize` writes them, and without
   * white space at the ends.
   */
  readonly rules: Readonly<Record<string, Readonly<Record<string, Rule>>>>;
  /**
   * Properties, by kind of resource, that can't change on every system, and that this one changes in
   * place.
   */
  readonly changeable: Readonly<Record<string, readonly string[]>>;
  readonly username: Rule;
  /**
   * Whether an account of which no list of people tells is the system's own by its name, such as that
   * of an app: it is no person.
   * @default never
   */
  readonly isOwnAccount?: (username: string) => boolean;
  /** The id that a node will have; `undefined` where the server chooses one. */
  nodeId(kind: NodeKind, key: string): string | undefined;
  /**
   * Whether a node that was made elsewhere may lack a key, and is listed with its id in place of it:
   * no program finds it by that.
   * @default false
   */
  readonly mayLackKey?: true;
  /** The part of an app's id that the program may choose. */
  readonly appKey: Rule;
  readonly protocols: readonly Protocol[];
  /** Why an app can't have these protocols at once. */
  protocolsProblem(on: readonly Protocol[]): string | undefined;
  /** The key of an org, which makes its id; `undefined` where the server chooses one. */
  readonly orgKey: Rule | undefined;
  /** Whether parts of an org may remain after it is deleted, out of reach. */
  readonly orgsLeaveRemains: boolean;
  /** Why this can't be an org's id. */
  orgProblem(id: string): string | undefined;
  /** Why this can't be the id of an app or an org. */
  scopeProblem(id: string): string | undefined;
  /** Why this can't be a perm's id. */
  permProblem(id: string): string | undefined;
  /** Why nobody can be denied this perm. */
  denyProblem(id: string): string | undefined;
  /** Why a node of this kind can't be below that parent, as far as the two ids show. */
  parentProblem(kind: NodeKind, parent: string): string | undefined;
  /**
   * Why a node of this kind can't leave the branch below the root that it was made in, with the
   * ways out.
   */
  branchProblem(kind: NodeKind): string | undefined;
  /** Why a root can't have people and grants. */
  rootProblem(): string | undefined;
  /** Why this can't be a node's id. */
  nodeProblem(id: string): string | undefined;
  /**
   * Whether the system refuses to delete this node while it holds anything, with a NotEmptyError:
   * then nothing need be read before a delete.
   */
  refusesFull(id: string): boolean;
  /** Why the people of this node have no order that a program could declare. */
  orderProblem(id: string): string | undefined;
}

/** A pattern and, for messages, what it requires: "4 to 16 lower-case letters and digits". */
export interface Rule {
  readonly pattern: RegExp;
  readonly says: string;
}

/** Addresses one object; `org` where the system needs it beside the id. */
export interface Ref {
  readonly org?: string;
  readonly id: string;
}

/** The names of the stores. */
export type StoreName = Exclude<
  keyof Backend,
  | "name"
  | "capabilities"
  | "login"
  | "tenant"
  | "snapshot"
  | "list"
  | "allowsAnyUser"
  | "history"
  | "refusals"
  | "nodeAccess"
  | "account"
>;

/**
 * The methods of stores that only read. Each other one writes, and `run/reads` declares which reads
 * it makes stale.
 */
export type ReadMethod =
  | "find"
  | "get"
  | "list"
  | "contents"
  | "children"
  | "resolve"
  | "placeOf"
  | "bound"
  | "signsIn"
  | "byUserId";

/** One kind of object with an identity of its own. */
export interface Store<Key, State, Desired, Changes> {
  /** All objects of this natural key; where it is unique on the system, at most one. */
  find: (key: Key) => Promise<State[]>;
  /**
   * @throws NotFoundError only when absence is proven; MissingRightError when the caller may not
   * know.
   */
  get: (ref: Ref) => Promise<State>;
  /** @throws ConflictError when the natural key is taken */
  create: (desired: Desired) => Promise<State>;
  update: (ref: Ref, changes: Changes) => Promise<State>;
  /** Succeeds for an object that is gone already. */
  delete: (ref: Ref) => Promise<void>;
  /** What is inside, without what the server made itself: a delete would remove it. */
  contents: (ref: Ref) => Promise<Content[]>;
}

/** Orgs can be listed. */
export interface OrgStore extends Store<OrgKey, OrgState, OrgDesired, OrgChanges> {
  /** Those that this caller may list: all, or on some systems only those that they are in. */
  list: () => Promise<OrgState[]>;
}

/** Nodes form trees, and can be replaced. */
export interface NodeStore extends Store<NodeKey, NodeState, NodeDesired, NodeChanges> {
  /** Which node an id of the form `<org>/<kind>` (a root) means; another id means itself. */
  resolve: (id: string) => Promise<string>;
  /**
   * Moves to a node what belongs to another: its members, the nodes below it that may move there,
   * and its own grants. Absent where nothing is ever made in place of a node.
   * @returns whether this caller sees grants; else they are left behind
   */
  inherit?: (from: Ref, to: Ref) => Promise<boolean>;
  /** The nodes directly below. */
  children: (ref: Ref) => Promise<Content[]>;
  /** In which org a node is and of what kind; `undefined` in an org that this caller can't list. */
  placeOf: (id: string) => Promise<{ readonly org: string; readonly kind: NodeKind } | undefined>;
}

/** Perms; `resolve` returns the perm that an id of the form `<app>/access` means. */
export interface PermStore extends Store<PermKey, PermState, PermDesired, PermChanges> {
  resolve: (id: string) => Promise<string>;
}

/** People can be suspended, and their passwords be tried. */
export interface UserStore extends Store<UserKey, UserState, UserDesired, UserChanges> {
  /**
   * Whether this is the person's password, by signing in once, which must not lock anybody out.
   * Also `false` where the system offers no way to try.
   */
  signsIn: (ref: Ref, password: string) => Promise<boolean>;
  /**
   * The person of a user id, whatever their username is by now; `undefined` where there is none, or
   * where no username ever changes.
   */
  byUserId: (userId: string) => Promise<UserState | undefined>;
  /** Afterwards nobody can log in as this person, who is in no node. */
  suspend: (ref: Ref) => Promise<void>;
  /**
   * Afterwards a person who was suspended may log in again, and is in no node still. Where the system
   * has no flag for it this does nothing: whoever calls it writes a new password.
   * @throws NotFoundError where the system has such a flag, but not the person
   */
  restore: (ref: Ref) => Promise<void>;
}

/** Who is in an org, by username, and what the org keeps of each. */
export interface OrgMemberStore extends Collection<Ref, string> {
  /** @param ref the org, and the username as the id */
  get: (ref: Ref) => Promise<MemberFields>;
  update: (ref: Ref, changes: Partial<MemberFields>) => Promise<MemberFields>;
  /**
   * Those of these people who can't be removed from the org alone: the owner, and members of its
   * nodes.
   */
  bound: (org: Ref, usernames: readonly string[]) => Promise<string[]>;
  /**
   * Takes people who are to be deleted out of an org and of all its nodes, in one request, but for
   * those whose delete will be refused.
   * @returns who has left; nobody where the system has no such request
   */
  depart: (org: Ref, usernames: readonly string[]) => Promise<string[]>;
}

/** The members of something: no identity of their own, changed in bulk. */
export interface Collection<Owner, Entry> {
  /** In the server's order. */
  list: (owner: Owner) => Promise<Entry[]>;
  /** Adding a member and removing another person are no-ops. `order` is the whole wanted list. */
  change: (owner: Owner, change: Change<Entry>) => Promise<void>;
}

/** Grants may be read by their effect, where only one is wanted. */
export interface GrantCollection extends Collection<Ref, Grant> {
  list: (perm: Ref, effects?: readonly Grant["effect"][]) => Promise<Grant[]>;
}

export interface Change<Entry> {
  readonly add: readonly Entry[];
  readonly remove: readonly Entry[];
  readonly order?: readonly Entry[];
}

/** Something inside something else, for messages. */
export interface Content {
  /** A `user` ends with what it is in; a `member` only leaves it. */
  readonly kind: "node" | "member" | "app" | "perm" | "user";
  readonly id: string;
  readonly name: string;
}
