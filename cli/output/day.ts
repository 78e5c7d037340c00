/** An instant as people read it; the end of a day in UTC is the day. */
export const dayOf = (instant: string): string =>
  instant.replace(/T23:59:59(\.\d+)?Z$/, "").replace(/T(\d\d:\d\d):.*Z$/, " $1 UTC");
