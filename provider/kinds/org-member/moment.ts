const MOMENT =
  /^([1-9]\d{3}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * A date, or a time, as servers take it: `2026-03-01` becomes `2026-03-01T00:00:00+08:00`.
 * @param offset where the text has none, such as `+08:00`
 * @returns `undefined` for a text that is no date
 */
export function asMoment(text: string, offset: string): string | undefined {
  const [, day = "", time = "00:00:00", zone = offset] = MOMENT.exec(text) ?? [];
  const moment = `${day}T${time.length === 5 ? `${time}:00` : time}${zone}`;
  return isDay(day) && !Number.isNaN(Date.parse(moment)) ? moment : undefined;
}

/** The 30th of February reads as the 2nd of March. */
function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** Whether two texts mean the same moment, in whichever offset each is written. */
export function sameMoment(a: string, b: string, offset: string): boolean {
  const [one, other] = [asMoment(a, offset), asMoment(b, offset)];
  if (one === undefined || other === undefined) return a === b;
  return Date.parse(one) === Date.parse(other);
}

/** A moment as a program would write it: a midnight at the server's offset is a date. */
export function asWritten(moment: string, offset: string): string {
  const day = moment.slice(0, 10);
  return sameMoment(moment, day, offset) ? day : moment;
}
