import { randomBytes } from "node:crypto";

/** An id as the reference makes them: 24 hexadecimal digits. */
export const newKey = (): string => randomBytes(12).toString("hex");

/** The present, as the reference writes it. */
export const now = (): string => new Date().toISOString();
