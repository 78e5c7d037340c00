import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A signal arrived; what had been started is stopped and removed. */
export class Interrupted extends Error {
  /** The exit code that a shell gives to a process which this signal ended. */
  readonly exitCode: number;

  constructor(readonly signal: (typeof SIGNALS)[number]) {
    super(`interrupted by ${signal}`);
    this.name = "Interrupted";
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** Runs `work` with a signal that aborts it, by an {@link Interrupted}, when the process is told to end. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const listeners = SIGNALS.map((name) => {
    const listener = () => controller.abort(new Interrupted(name));
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  try {
    return await work(controller.signal);
  } finally {
    for (const off of listeners) off();
  }
}
