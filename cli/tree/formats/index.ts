import { createColors } from "picocolors";
import { safeJson } from "../../output/safe-json";
import type { Format } from "./format";
import { html } from "./html";
import { svg } from "./svg";
import { textIn } from "./text";

/** By the name that `--format` takes. */
export const formats = {
  text: textIn(createColors(false)),
  json: safeJson,
  svg,
  html,
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as FormatName[];
