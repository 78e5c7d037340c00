import { z } from "zod";

/** Text without what the API answers with an error page: NUL, and halves of characters. */
export const textSchema = z
  .string({ error: "give a text" })
  .regex(/^[^\0\p{Surrogate}]*$/u, "it holds a NUL, or half a character");

/** A text as any server has it. */
export const trimmed = (value: string): string => value.replace(EDGES, "");

/** What servers trim: more than JavaScript's white space in Python (U+0085, U+001C), less elsewhere. */
const EDGES = /^[\s\p{Cc}]+|[\s\p{Cc}]+$/gu;

/** Whether a text says something. */
export const hasText = (value: string): boolean => trimmed(value) !== "";
