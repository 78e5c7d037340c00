import { SingleBar } from "cli-progress";
import type { RequestEvent } from "../sdk";

/** Where progress is shown, and to whom. */
interface Surroundings {
  readonly stream: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Tells who waits at a terminal that something happens: how many requests were sent, and for how long.
 * How many there will be nobody knows. In CI and in a pipe it is silent.
 */
export class Progress {
  private readonly bar: SingleBar | undefined;
  private requests = 0;

  constructor(
    what: string,
    { stream, env }: Surroundings = { stream: process.stderr, env: process.env },
  ) {
    if (!stream.isTTY || env.CI || env.TERM === "dumb") return;
    const format = `${what}: {value} requests, {duration_formatted}`;
    this.bar = new SingleBar({
      stream,
      format,
      clearOnComplete: true,
      hideCursor: true,
      linewrap: null,
    });
    this.bar.start(0, 0);
  }

  /** Told of every attempt. */
  readonly onRequest = (_event: RequestEvent): void => {
    this.requests++;
    this.bar?.update(this.requests);
  };

  /** Takes the line away again. */
  stop(): void {
    this.bar?.stop();
  }
}
