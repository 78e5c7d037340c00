import type { Finding } from "../findings/finding";
import type { Gap } from "../live-org/gap";
import type { ReportedOrg } from "../live-org/reported-org";

/** What a page shows. Names in it come from people: the page escapes them. */
export interface PageContent {
  /** What the page is: `Drift`. */
  readonly what: string;
  /** What it is of: a stack, an org. */
  readonly title: string;
  /** The result in a few words, and whether it is good news. */
  readonly verdict?: { readonly mood: "good" | "bad"; readonly text: string };
  /** When, where, how much: short texts. */
  readonly facts: readonly string[];
  readonly orgs: readonly ReportedOrg[];
  /** Left out of a page that is only a chart. */
  readonly findings?: readonly Finding[];
  readonly unseen: readonly Gap[];
  /** Sentences on how the content was made. */
  readonly notes: readonly string[];
  /** What made the page. */
  readonly tool: { readonly name: string; readonly version: string };
}

/** The part of the content that the page's script works with. */
export type PageData = Pick<PageContent, "orgs" | "findings">;
