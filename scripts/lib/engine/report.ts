/** Tells a person what happens. */
export interface Report {
  line(text: string): void;
  /** Says what is being done and how long it has taken, until it is done. */
  during<T>(text: string, work: () => Promise<T>): Promise<T>;
}

/** One line when something begins, and another every 30 s: for logs and CI. */
export function lineReport(log: (line: string) => void): Report {
  return {
    line: log,
    async during(text, work) {
      const start = Date.now();
      log(`${text}…`);
      const timer = setInterval(() => log(`  still at it after ${clock(start)}`), 30_000);
      try {
        return await work();
      } finally {
        clearInterval(timer);
      }
    },
  };
}

/** A line, and below it a clock that runs: for somebody who watches. */
export function terminalReport(stream: NodeJS.WriteStream): Report {
  return {
    line: (text) => void stream.write(`${text}\n`),
    async during(text, work) {
      const start = Date.now();
      const show = () => void stream.write(`\r\x1b[K  ${clock(start)} so far`);
      stream.write(`${text}…\n`);
      show();
      const timer = setInterval(show, 1000);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        stream.write("\r\x1b[K");
      }
    },
  };
}

/** The time since `start` as «1:05». */
function clock(start: number): string {
  const seconds = Math.round((Date.now() - start) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
