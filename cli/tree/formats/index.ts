import { createColors } from "picocolors";
import { safeJson } from "../../drift/formats/safe-json";
import type { LiveTree } from "../live-tree";
import { html } from "./html";
import { svg } from "./svg";
import { textIn } from "./text";

/** How much is written. */
export interface Extent {
  /** How many levels below each org. */
  readonly depth: number;
}

/** Writes orgs; ends with a line break. */
export type Format = (tree: LiveTree, extent: Extent) => string;

/** By the name that `--format` takes. */
export const formats = {
  text: textIn(createColors(false)),
  json: safeJson,
  svg,
  html,
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as FormatName[];
