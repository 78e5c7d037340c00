import { FieldError, fail, field, isFalsy } from "./fields";
import { message, type Message } from "./messages";

interface TextOptions {
  max?: number;
  min?: number;
  blank?: boolean;
  /** What it must look like, unless blank. */
  like?: RegExp;
}

/** Text: trimmed; numbers become text; NUL and lone surrogates are refused. */
export const text = ({ max = Infinity, min = 0, blank = false, like = /^/ }: TextOptions = {}) =>
  field((value) => {
    if (value === null) fail(message("null"));
    const trimmed = asText(value).trim();
    if (trimmed === "" && !blank) fail(message("blank"));
    const errors: Message[] = [];
    const length = [...trimmed].length;
    if (length > max) errors.push(message("tooLong", max));
    if (length < min) errors.push(message("tooShort", min));
    if (trimmed.includes("\0")) errors.push(message("nul"));
    if (errors.length > 0) throw new FieldError(errors);
    if (trimmed !== "" && !like.test(trimmed)) fail("invalid");
    return trimmed;
  });

const LONE_SURROGATE = /\p{Surrogate}/u;

/** The text of a JSON scalar. */
function asText(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string" || LONE_SURROGATE.test(value)) fail(message("notString"));
  return value;
}

/** One of the given numbers, or its text (`"2"`). */
export const choice = <const T extends number | string>(...options: T[]) =>
  field((value): T => {
    if (value === null) fail(message("null"));
    const shown = typeof value === "string" ? value : JSON.stringify(value);
    return options.find((option) => String(option) === shown) ?? fail(message("choice", shown));
  });

/** A word as the framework takes it: small, capitalized or in capitals, in no other mixture. */
const spelled = (words: string[]) =>
  words.flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()]);

const TRUE: unknown[] = [true, 1, "1", ...spelled(["t", "y", "yes", "true", "on"])];
const FALSE: unknown[] = [false, 0, "0", ...spelled(["f", "n", "no", "false", "off"])];

/** A whole number, or its text. */
export const integer = field((value) => {
  if (value === null) fail(message("null"));
  const isText = typeof value === "string" && /^\s*[+-]?\d+(\.0*)?\s*$/.test(value);
  if (!isText && !Number.isInteger(value)) fail(message("notInteger"));
  return Number(value);
});

/** A boolean, also in the spellings that forms use. */
export const bool = field((value) => {
  if (value === null) fail(message("null"));
  if (TRUE.includes(value)) return true;
  if (FALSE.includes(value)) return false;
  return fail(message("notBoolean"));
});

/** A list of texts; a wrong one is refused in the odd nested shape of node scopes. */
export const scope = (name: string) =>
  field((value) => {
    if (value === null) fail(message("null"));
    if (isFalsy(value)) return [];
    if (Array.isArray(value)) return value.map(String);
    throw new FieldError({ [name]: ["this field must be list"] });
  });

const FORMATS = "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]";
const TIME =
  /^(\d{4})-(\d\d?)-(\d\d?)[T ](\d\d?):(\d\d?)(?::(\d\d?)(?:\.(\d{1,6})\d*)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/;

/** A time, kept as the server shows it: zone +08:00, which a time without a zone has already. */
export const time = field((value): string | null => {
  if (value === null) return null;
  const match = typeof value === "string" ? TIME.exec(value) : null;
  if (!match) return fail(message("datetime", FORMATS));
  const [, year, month, day, hour, minute, second = "0", fraction = "", zone = "+08:00"] = match;
  const pad = (part: string | undefined, size = 2) => (part ?? "").padStart(size, "0");
  const offset =
    zone === "Z"
      ? "+00:00"
      : `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "").padEnd(2, "0")}`;
  const clock = `${pad(hour)}:${pad(minute)}:${pad(second)}`;
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  const instant = new Date(`${date}T${clock}${offset}`);
  if (Number.isNaN(instant.getTime()) || !isCalendarDay(Number(year), Number(month), Number(day))) {
    return fail(message("datetime", FORMATS));
  }
  const shown = new Date(instant.getTime() + 8 * 3600_000).toISOString().slice(0, 19);
  const micros = fraction.padEnd(6, "0");
  return `${shown}${Number(micros) ? `.${micros}` : ""}+08:00`;
});

/** 31 February is no day, though `Date` takes it for one in March. */
function isCalendarDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
