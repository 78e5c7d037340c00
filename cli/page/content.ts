import type { Gap } from "../live-org/gap";
import type { ReportedOrg } from "../live-org/reported-org";
import type { EntryList } from "./entry";

/** What is around the main part of any page. Names in it come from people: the page escapes them. */
export interface Frame {
  /** What the page is: `Drift`. */
  readonly what: string;
  /** What it is of: a stack, an org. */
  readonly title: string;
  /** The result in a few words, and whether it is good news. */
  readonly verdict?: { readonly mood: "good" | "bad"; readonly text: string };
  /** When, where, how much: short texts. */
  readonly facts: readonly string[];
  readonly unseen: readonly Gap[];
  /** Sentences on how the content was made. */
  readonly notes: readonly string[];
  /** What made the page. */
  readonly tool: { readonly name: string; readonly version: string };
}

/** What a page with charts shows. */
export interface PageContent extends Frame {
  readonly orgs: readonly ReportedOrg[];
  /** Left out of a page without a list, or with one of who is where, which the orgs then hold. */
  readonly list?: EntryList;
}

/** The part of the content that the page's script works with. */
export type PageData = Pick<PageContent, "orgs" | "list">;
