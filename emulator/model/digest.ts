import { createHash } from "node:crypto";

/**
 * The SHA-256 of a text: of one size, however long the text is. Plain is enough for what is random
 * itself, as tokens and nonces are: there is nothing to guess.
 */
export const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
