import { z } from "zod";

const day = z.iso.date();
const instant = z.union([
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: -1 }),
]);

/** What an end date may be, for messages. */
const EXPECTED =
  "give a day such as 2026-12-31, which counts to its end in UTC, or a time with its offset such as 2026-12-31T18:00:00+08:00";

const isEndDate = (text: string) => [day, instant].some((one) => one.safeParse(text).success);

const says = ({ input }: { readonly input?: unknown }) => `${whatIs(input)}: ${EXPECTED}`;

function whatIs(input: unknown): string {
  if (input === undefined) return "it is missing";
  const isObject = typeof input === "object" && input !== null;
  return isObject ? "this is no text" : `${JSON.stringify(input)} is no end date`;
}

/** An end date as people write it: a day, or a time with its offset. */
export const endDate = z.string({ error: says }).refine(isEndDate, { error: says });

/**
 * The last instant that counts, as ISO 8601 in UTC: of a day its last millisecond.
 * @param until a valid end date
 */
export function lastInstant(until: string): string {
  const text = day.safeParse(until).success ? `${until}T23:59:59.999Z` : until;
  return new Date(text).toISOString();
}

/**
 * Whether an end date has passed.
 * @param until a valid end date
 */
export const isOver = (until: string, at: Date): boolean =>
  at.getTime() > Date.parse(lastInstant(until));
