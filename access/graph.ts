import type { AccessRules } from "./rules";

/**
 * Who is where, and who was granted what, in one tenant: the facts that access follows from. People go by
 * username, everything else by its id on the server; what a preview creates, by its resource's URN.
 */
export interface AccessGraph {
  readonly rules: AccessRules;
  readonly orgs: ReadonlyMap<string, Named>;
  readonly people: ReadonlyMap<string, Person>;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly apps: ReadonlyMap<string, App>;
  readonly perms: ReadonlyMap<string, Perm>;
  readonly memberships: readonly Membership[];
  readonly grants: readonly Grant[];
}

/** Something with an id and a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Person {
  readonly username: string;
  /** Empty for none. */
  readonly name: string;
  /** Whether they can sign in; `undefined` where the system can't tell. */
  readonly canSignIn?: boolean | undefined;
}

export interface Node extends Named {
  /** `department`, `group` and so on. */
  readonly kind: string;
  /** Id of its org. */
  readonly org: string;
  /** Id of the node above; `undefined` for a top. */
  readonly parent?: string | undefined;
  /** It is one of those that the server makes with an org, though it may be below another of them. */
  readonly isRoot?: boolean;
  /** Of the edge to its parent. */
  readonly declared?: Declared | undefined;
  /** Of a manager group: what its people manage. */
  readonly manages?: Reach | undefined;
}

/** What the people of a manager group manage. */
export interface Reach {
  /** Whether it is the nodes that a manager is in; then `nodes` and `users` do not count. */
  readonly own: boolean;
  /** Ids of nodes, with all below them. */
  readonly nodes: readonly string[];
  readonly users: readonly string[];
  readonly apps: readonly string[];
  readonly perms: readonly string[];
}

export interface App extends Named {
  readonly org: string | undefined;
  /** Everybody may use it, whatever is granted. */
  readonly allowsAnyUser: boolean;
  /** Who says so. */
  readonly declared?: Declared | undefined;
}

export interface Perm extends Named {
  /** Id of its app or org. */
  readonly scope: string;
  /** It is the perm to use the app that is its scope. */
  readonly isAppAccess: boolean;
  /** The server made it by itself. */
  readonly isBuiltIn?: boolean;
  /** Ids of perms that whoever is granted this one has, too. */
  readonly parts?: readonly string[] | undefined;
  /** The system gives it to everybody. */
  readonly isEverybodys?: boolean | undefined;
}

/** Where a program declares something; absent where nobody does. */
export interface Declared {
  /** The resource's name in the program. */
  readonly resource: string;
  readonly urn: string;
  /** `index.ts:12`, from the program's folder; absent where it is not known. */
  readonly source?: string | undefined;
}

/** Somebody is in a node. */
export interface Membership {
  /** Username. */
  readonly person: string;
  /** Id. */
  readonly node: string;
  /** Until then: an instant as ISO 8601 in UTC. */
  readonly until?: string | undefined;
  readonly declared?: Declared | undefined;
}

/** Somebody's or a node's own grant or denial of a perm. */
export interface Grant {
  readonly perm: string;
  /** The perm that is granted, where this one comes with it as a part. */
  readonly through?: string;
  readonly to: Subject;
  readonly effect: "allow" | "deny";
  /** Until then: an instant as ISO 8601 in UTC. */
  readonly until?: string | undefined;
  readonly declared?: Declared | undefined;
}

export interface Subject {
  readonly kind: "user" | "node";
  readonly id: string;
}
