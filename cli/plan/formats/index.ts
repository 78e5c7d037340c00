import { createColors } from "picocolors";
import type { Format } from "./format";
import { html } from "./html";
import { json } from "./json";
import { markdown } from "./markdown";
import { textIn } from "./text";

/** By the name that `--format` takes. */
export const formats = {
  text: textIn(createColors(false)),
  json,
  markdown,
  html,
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as FormatName[];
