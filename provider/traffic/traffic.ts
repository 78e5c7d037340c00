import { sleep } from "../../sdk/transport/deadline";
import { engineLives } from "./engine";
import { Tally } from "./tally";
import type { Trace } from "./trace";

/** What one connection sends, seen from outside: traced, counted, and held back where it must be. */
export class Traffic {
  readonly tally = new Tally();

  constructor(
    private readonly trace: Trace = () => undefined,
    private readonly pause: (milliseconds: number) => Promise<void> = sleep,
    /** Awaited before each attempt; never settles, or rejects, where it must not leave any more. */
    readonly ready: () => Promise<void> = engineLives,
  ) {}

  /** Told of every attempt. */
  readonly onRequest: Trace = (event) => {
    this.tally.count(event);
    this.trace(event);
  };

  /** Waits before a retry, or because the server asks for it. */
  readonly sleep = (milliseconds: number): Promise<void> =>
    this.tally.wait(this.pause(milliseconds));
}
