/**
 * A script for `node --require`, which moves the clock of a process on: of the programs and providers that
 * the CLI starts, and of ours.
 * @param to what it is when the process starts, as ISO 8601
 */
export const clockAt = (to: string): string => `
  const ahead = Date.parse(${JSON.stringify(to)}) - Date.now();
  const { now } = Date;
  const moved = () => now() + ahead;
  globalThis.Date = new Proxy(Date, {
    construct: (of, given, as) => Reflect.construct(of, given.length > 0 ? given : [moved()], as),
    get: (of, key) => (key === "now" ? moved : Reflect.get(of, key)),
  });
`;
