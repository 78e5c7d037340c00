import type { RequestEvent } from "../../sdk/transport/request-event";

/** So many attempts in a row may go without an answer: a few reads with all their retries. */
const MOST_IN_VAIN = 24;

/**
 * Notices that a server no longer answers. A command that reads thousands of things would otherwise wait
 * for each of them, and retry it, before it said so.
 */
export class Silence {
  private inVain = 0;
  private last = "";

  /** @param server the server's name in the message */
  constructor(private readonly server: string) {}

  /** Told of every attempt. */
  readonly onRequest = ({ status, error }: RequestEvent): void => {
    this.inVain = status === undefined ? this.inVain + 1 : 0;
    this.last = error ?? this.last;
  };

  /** Rejects where too many attempts in a row had no answer. */
  readonly ready = (): Promise<void> => {
    if (this.inVain < MOST_IN_VAIN) return Promise.resolve();
    const what = `${this.server} answers no more (${this.last})`;
    return Promise.reject(new Error(`${what}: run the command again when it does`));
  };
}
