import type { Unwrap } from "@pulumi/pulumi";
import type { UserFields } from "../../backends/domain";
import type { UserArgs } from "../../resources/user";

/**
 * What an `OrgTree` is made of: a literal, or a YAML or JSON file. Only an entry's `key` makes the
 * names of its resources: its name and its place are data, so that a rename or a move is an update.
 */
export interface Tree {
  /** What people call the org. */
  readonly name: string;
  /** Those directly below the root, each with those below it. */
  readonly departments?: readonly Department[] | undefined;
  /** Those directly below the root of their kind, each with those below it, likewise. */
  readonly groups?: readonly Nested<"groups">[] | undefined;
  readonly roles?: readonly Nested<"roles">[] | undefined;
  readonly labels?: readonly Nested<"labels">[] | undefined;
  /** Everybody whom the tree makes. */
  readonly people?: readonly Person[] | undefined;
}

/** What every entry has. */
export interface Entry {
  /**
   * What the program knows the entry by, for ever: letters, digits, `.`, `-` and `_`. A department,
   * a group, a role and a label of one tree have different ones. Required in files.
   * @default in a literal a slug of the name (`R&D Tools` is `r-d-tools`), a person's username
   */
  readonly key?: string | undefined;
  /** Keys that it had before: its objects stay the same ones. */
  readonly previously?: readonly string[] | undefined;
}

/** What departments, groups, roles and labels have. */
export interface Unit extends Entry {
  /** What people call it. */
  readonly name: string;
  /** Free text; `null` clears it. */
  readonly description?: string | null | undefined;
  /** The key of the node on the server; to take over an existing one, with `adopt`. */
  readonly uid?: string | undefined;
  /**
   * Who belongs to it, by key; `[]` is nobody. Left out, its members are not managed; when a
   * list is removed again, the members it named are removed from the node. For a while:
   * `{ person: adalovelace, until: 2026-12-31 }`.
   */
  readonly people?: readonly (string | PersonUntil)[] | undefined;
}

/** Somebody who belongs to a node until a date. */
export interface PersonUntil {
  /** Their key. */
  readonly person: string;
  /**
   * A day such as `2026-12-31`, which counts to its end in UTC, or a time with its offset such as
   * `2026-12-31T18:00:00+08:00`. The first `up` after that takes them out.
   */
  readonly until: string;
}

/** A department and all below it. */
export interface Department extends Unit {
  readonly departments?: readonly Department[] | undefined;
}

/** A group, a role or a label. */
export interface Group extends Unit {
  /** Whether people may be members. */
  readonly acceptsMembers?: boolean | undefined;
}

/** A group and all below it, in a list of the same name. */
export type Nested<List extends string> = Group & {
  readonly [L in List]?: readonly Nested<List>[] | undefined;
};

/** A person. There is no place for a password here: the program gives it, as a secret. */
export interface Person extends Entry, Plain<Pick<UserArgs, keyof UserFields>> {
  /**
   * What they log in with.
   * @default the key
   */
  readonly username?: string | undefined;
}

/** Arguments of a resource as a file has them: without outputs. */
type Plain<Args> = { readonly [K in keyof Args]?: Unwrap<Args[K]> | undefined };
