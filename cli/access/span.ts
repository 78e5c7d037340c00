import { WrongUsage } from "../usage/wrong-usage";

const HOURS = { h: 1, d: 24, w: 7 * 24 } as const;
const SPAN = /^(\d{1,5})([hdw])$/;
const isUnit = (text: string): text is keyof typeof HOURS => text in HOURS;

/**
 * Reads a span of time: `12h`, `30d`, `2w`.
 * @returns milliseconds
 * @throws WrongUsage for another text
 */
export function spanOf(text: string): number {
  const [, count = "", unit = ""] = SPAN.exec(text.trim()) ?? [];
  if (isUnit(unit)) return Number(count) * HOURS[unit] * 3_600_000;
  throw new WrongUsage(`--within "${text}" is invalid: give hours, days or weeks, as 12h, 30d, 2w`);
}
