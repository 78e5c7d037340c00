import { spell as spelled } from "../../provider/spelling";

const LONGEST = 32;

/** Spells names by letters, not too many of them; `undefined` for what has no such letters. */
export type Spell = (name: string) => string | undefined;

/** @throws UsageError where a name is in Chinese letters and their dictionary is not installed */
export const spell: Spell = (name) => spelled(name)?.slice(0, LONGEST).replace(/-+$/, "");
