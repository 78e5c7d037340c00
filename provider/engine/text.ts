import { z } from "zod";

/** Text without NUL and lone surrogates, for which the API returns an error page. */
export const textSchema = z
  .string({ error: "give a text" })
  .regex(/^[^\0\p{Surrogate}]*$/u, "it holds a NUL, or half a character");

/** A text as servers keep it. */
export const trimmed = (value: string): string => value.replace(EDGES, "");

/** What servers trim: more than JavaScript's white space in Python (U+0085, U+001C), less elsewhere. */
const EDGES = /^[\s\p{Cc}]+|[\s\p{Cc}]+$/gu;

/** Whether a text is not blank. */
export const hasText = (value: string): boolean => trimmed(value) !== "";
