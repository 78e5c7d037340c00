import { randomUUID } from "node:crypto";

interface FamilyModule {
  readonly FAMILY: string;
  killFamily(family: string): void;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- shared with leash.cjs, which starts without a compiler
const shared = require("./family-members.cjs") as FamilyModule;

/** The variable that marks all that a command has started. */
export const { FAMILY } = shared;

/** A mark for one command. */
export const newFamily = (): string => randomUUID();

/** Ends whatever a command has left running. */
export const endFamily = (family: string): void => shared.killFamily(family);
