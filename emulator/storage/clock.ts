import { type Database } from "./database";

/** What time it is, milliseconds since 1970; tests give one of their own. */
export type Clock = () => number;

/** The machine's. */
export const systemClock: Clock = () => Date.now();

/**
 * The next tick of the birth clock shared by users, nodes and perms: comparing two ticks tells
 * which of two objects is older, which a time of day can't for objects of one batch.
 */
export function nextBirth(db: Database): number {
  const row = db.get<{ value: string }>(
    `INSERT INTO settings (key, value) VALUES ('births', '1')
     ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value`,
  );
  return Number(row?.value);
}

/** A time as the reference server writes it: its zone is +08:00, with microseconds. */
export function timestamp(at = new Date(), micros = at.getMilliseconds() * 1000): string {
  const local = new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19);
  return `${local}${micros ? `.${String(micros).padStart(6, "0")}` : ""}+08:00`;
}
