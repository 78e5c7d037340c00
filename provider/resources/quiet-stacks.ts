/**
 * Until the returned function is called, the SDK makes no text of the stack traces that it keeps of its own
 * promises, four for each property, to find those that never end. With source maps, which it switches
 * on, they took two fifths of a program's time. Errors keep their traces, which become texts only when they are asked
 * for, and resources their places in the program, for which the SDK lifts the limit of a trace's length.
 */
export function quietStacks(): () => void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- V8 calls it as a function
  const prepare = Error.prepareStackTrace;
  if (prepare === undefined || process.env.PULUMI_DEBUG_PROMISE_LEAKS) return () => undefined;
  Error.prepareStackTrace = (error, frames): unknown =>
    Error.stackTraceLimit === Infinity ? prepare(error, frames) : String(error);
  return () => {
    Error.prepareStackTrace = prepare;
  };
}
