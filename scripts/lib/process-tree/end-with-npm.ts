/** Milliseconds. */
const EVERY = 300;

/**
 * Hangs up on this process when the npm that runs it is gone, however that ended: nobody waits for
 * the result any more, and nothing may be left running.
 */
export function endWithNpm(): void {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGHUP");
  }, EVERY);
  timer.unref();
}
