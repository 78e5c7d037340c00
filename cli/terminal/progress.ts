import { SingleBar } from "cli-progress";

/** Where progress is shown. */
interface Surroundings {
  readonly stream: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
}

const INTERRUPTIONS = ["SIGINT", "SIGTERM"] as const;

/**
 * Shows at a terminal how many requests were sent, how many resources are done of how many, and since
 * when. In CI and in a pipe it is silent.
 */
export class Progress {
  private readonly bar: SingleBar | undefined;
  private requests = 0;

  constructor(
    what: string,
    { stream, env }: Surroundings = { stream: process.stderr, env: process.env },
  ) {
    if (!stream.isTTY || env.CI || env.TERM === "dumb") return;
    const format = `${what}: {done}{requests} requests, {duration_formatted}`;
    const options = { stream, format, clearOnComplete: true, hideCursor: true, linewrap: null };
    this.bar = new SingleBar(options);
    this.bar.start(0, 0, { done: "", requests: 0 });
    for (const signal of INTERRUPTIONS) process.once(signal, this.onInterruption);
  }

  /** Told of every attempt. */
  readonly onRequest = (): void => {
    this.requests++;
    this.bar?.update({ requests: this.requests });
  };

  /** Told of each resource that is done. */
  readonly onDone = (done: number, total: number): void => {
    this.bar?.update({ done: `${done} of ${total} resources, ` });
  };

  /** Removes the line. */
  stop(): void {
    for (const signal of INTERRUPTIONS) process.removeListener(signal, this.onInterruption);
    this.bar?.stop();
  }

  /** Gives the terminal its cursor back, and then lets the signal end the process. */
  private readonly onInterruption = (signal: NodeJS.Signals): void => {
    this.stop();
    process.kill(process.pid, signal);
  };
}
