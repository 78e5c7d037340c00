/** The offset in which the server reads dates and times without one, and writes all. */
const OFFSET = "+08:00";
const OFFSET_MS = 8 * 60 * 60 * 1000;

const MOMENT =
  /^([1-9]\d{3}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,6}))?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * A date, or a time, as the server has it: `2026-03-01` becomes `2026-03-01T00:00:00+08:00`, and
 * `2026-03-01T09:00Z` becomes `2026-03-01T17:00:00+08:00`.
 * @returns `undefined` for a text that is no date
 */
export function asMoment(text: string): string | undefined {
  const [, day = "", time = "00:00", fraction = "", zone = OFFSET] = MOMENT.exec(text) ?? [];
  const at = Date.parse(`${day}T${time}${zone}`);
  if (!isDay(day) || Number.isNaN(at)) return undefined;
  const parts = fraction.replace(/0+$/, "");
  const local = new Date(at + OFFSET_MS).toISOString().slice(0, 19);
  return `${local}${parts && `.${parts}`}${OFFSET}`;
}

/** `Date` reads the 30th of February as the 2nd of March. */
function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** A moment as a program would write it: midnight in the server's offset is a date. */
export function asWritten(moment: string): string {
  const day = moment.slice(0, 10);
  return asMoment(day) === asMoment(moment) && moment !== "" ? day : moment;
}
