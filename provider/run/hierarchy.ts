import type { Place } from "../backends/domain/root-id";
import { Ancestry } from "./ancestry";

/** What is in what, as far as this run has met it without asking the server. */
export class Hierarchy {
  /** Where nodes are, by id. */
  readonly locations = new Map<string, Place>();
  /** The orgs of apps and perms, by their ids. */
  readonly orgOf = new Map<string, string>();
  /** Orgs that this run has looked for, while they are looked for and once they are seen. */
  readonly orgs = new Map<string, Promise<void>>();
  /** The apps and orgs that the program declares and has not taken over: what is in them is its own. */
  readonly owned = new Set<string>();
  /** What the program declares to be above what. */
  readonly declared = new Ancestry();
  /** What the states say is above what; an org's root is below its alias. */
  readonly parents = new Ancestry();
}
