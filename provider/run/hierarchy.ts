import type { Place } from "../backends/domain/root-id";
import { Ancestry } from "./ancestry";

/** What is in what, as far as this run knows it without a request. */
export class Hierarchy {
  /** Where nodes are, by id. */
  readonly locations = new Map<string, Place>();
  /** The orgs of apps and perms, by their ids. */
  readonly orgOf = new Map<string, string>();
  /** Reads of orgs in this run, under way or done. */
  readonly orgs = new Map<string, Promise<void>>();
  /** The apps and orgs that this program made: what is in them is its own. */
  readonly owned = new Set<string>();
  /** Parents as the program declares them. */
  readonly declared = new Ancestry();
  /** Parents as the states have them; an org's root is below its alias. */
  readonly parents = new Ancestry();
}
