import type { Declared, Managed, Path, WhyNot } from "../../access";
import type { Gap } from "../live-org/gap";

/** The version of the JSON; a change that breaks readers raises it. */
export const SCHEMA = 1;

/** What may be asked. */
export const asks = ["who-can", "what-can", "why", "why-not", "expiring"] as const;
export type Ask = (typeof asks)[number];

/** A question, with whom and what it is about. */
export interface Question {
  readonly ask: Ask;
  readonly person?: AskedPerson;
  readonly perm?: AskedPerm;
  /** Of `expiring`: the end of the time that is looked at, as ISO 8601 in UTC. */
  readonly until?: string;
}

export interface AskedPerson {
  readonly username: string;
  /** Empty for none. */
  readonly name: string;
}

export interface AskedPerm {
  readonly id: string;
  /** `access` for the perm to use an app. */
  readonly name: string;
  /** Name of the app or the org that it is of. */
  readonly app: string;
}

/** Somebody who has what was asked about, and by which ways. */
export interface PersonAccess extends AskedPerson {
  readonly paths: readonly Path[];
}

/** What somebody has, and by which ways. */
export interface PermAccess extends AskedPerm {
  readonly paths: readonly Path[];
}

/** A membership, a grant or a denial that ends. */
export interface Ending extends Partial<Declared> {
  /** An instant as ISO 8601 in UTC. */
  readonly until: string;
  /** It has ended and is still there. */
  readonly overdue: boolean;
  readonly what: "membership" | "grant" | "denial";
  /** Username: of whom it is. */
  readonly who?: string;
  /** Id: of the node that is left, or that was granted or denied something. */
  readonly node?: string;
  /** Id. */
  readonly perm?: string;
}

/** The answer to a question. Names in it come from people: a format escapes them. */
export interface AccessReport {
  readonly schema: typeof SCHEMA;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, in UTC. */
  readonly askedAt: string;
  /** `<project>/<stack>`. */
  readonly stack: string;
  readonly tenants: readonly string[];
  /** What it was read from: the orgs as they are, or what the stack's state declares. */
  readonly base: "live" | "declared";
  readonly question: Question;
  /** Of who-can, why, why-not: who has it. Of expiring: whose membership or own grant ends, as a path. */
  readonly people: readonly PersonAccess[];
  /** Of what-can, why, why-not: what they have. Of expiring: of what a grant ends, as a path. */
  readonly perms: readonly PermAccess[];
  /** Of what-can: what the manager groups that they are in let them manage. */
  readonly manages?: Managed;
  /** Of why-not. */
  readonly whyNot?: WhyNot;
  /** Of expiring: the first to end first. */
  readonly expiring?: readonly Ending[];
  /** Names for the ids in it: of nodes their paths, `Acme/Engineering`, of perms `CI/Deploy`. */
  readonly names: Readonly<Record<string, string>>;
  /** Own names of nodes, for sentences; not in the JSON. */
  readonly titles: Readonly<Record<string, string>>;
  /** What could not be seen: then the answer may be incomplete. */
  readonly unseen: readonly Gap[];
  readonly notes: readonly string[];
}
