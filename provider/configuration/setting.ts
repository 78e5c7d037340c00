import { z } from "zod";
import type { RemovalLimit } from "./choices";

/** One setting: `identity:<name>` of the stack, else `IDENTITY_<NAME>` of the environment. */
export interface Setting {
  /** Takes the text without white space around it, or `undefined` where it is not given. */
  readonly schema: z.ZodType;
  /** One sentence, for the page of settings and for `Connection`. */
  readonly doc: string;
  readonly byDefault?: string;
  /** What a program gives for it, where that is no string. */
  readonly type?: string;
  /** Kept encrypted, and never shown. */
  readonly secret?: true;
  /** White space around it is refused, not taken off: somebody may have typed it. */
  readonly exact?: true;
  /** Not needed where this other one is given. */
  readonly unless?: string;
  /** What it was called before, which is still taken. */
  readonly formerly?: string;
}

/** Settings by name. */
export type Settings = Readonly<Record<string, Setting>>;

/** What the schemas of settings make of the texts. */
export type ValuesOf<S extends Settings> = {
  readonly [Name in keyof S]: z.infer<S[Name]["schema"]>;
};

export const text = z.string().min(1, "it is empty");

/** A token or a key: made by a machine, so that white space means a bad copy. */
export const copied = text.regex(
  /^\S+$/,
  "it has white space in it: copy it again, all on one line",
);

export const oneOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `give one of ${values.join(", ")}` });

export const boolean = oneOf(["true", "false"]).transform((value) => value === "true");

/** @param says what is expected */
export const number = (says: string) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, says)
    .transform(Number);

const LIMIT = { error: 'give a whole number of people, or a share such as "25%"' };
const share = z
  .string()
  .regex(/^\d+(\.\d+)?%$/)
  .transform((value) => value as RemovalLimit);

/** As a program gives it. */
export const removalLimit = z.union([z.number().int().min(0, LIMIT), share], LIMIT);
/** As a setting gives it. */
export const limitText = z.union([number("").pipe(z.int().min(0, LIMIT)), share], LIMIT);
