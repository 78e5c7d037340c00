import { randomBytes } from "node:crypto";

/** An id as the reference makes them: 24 hexadecimal digits. */
export const newKey = (): string => randomBytes(12).toString("hex");

/** The present, as the reference writes it. */
export const now = (): string => new Date().toISOString();

/** The key of a new row, and when it is made. */
export function birth(): { key: string; created: string; updated: string } {
  const created = now();
  return { key: newKey(), created, updated: created };
}

/** What there is, or an error. */
export function known<T>(row: T | undefined, missing: () => Error): T {
  if (row === undefined) throw missing();
  return row;
}

/** The given properties without those that are not given. */
export function given<T extends Record<string, unknown>>(
  values: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
