/** Tells a person what happens. */
export interface Report {
  line(text: string): void;
  /** Says what is being done and how long it has taken, until it is done. */
  during<T>(text: string, work: () => Promise<T>): Promise<T>;
}

/** On a terminal with a clock that runs, else in lines. */
export function reportOn(stream: NodeJS.WriteStream): Report {
  const line = (text: string) => void stream.write(`${text}\n`);
  if (!stream.isTTY) return lineReport(line);
  const show = (taken: string) => void stream.write(`\r\x1b[K  ${taken} so far`);
  return report(line, 1000, show, () => void stream.write("\r\x1b[K"));
}

/** One line when something begins, and another every 30 s: for logs and CI. */
export function lineReport(line: (text: string) => void): Report {
  return report(line, 30_000, (taken) => line(`  still at it after ${taken}`));
}

function report(
  line: (text: string) => void,
  every: number,
  show: (taken: string) => void,
  clear: () => void = () => undefined,
): Report {
  return {
    line,
    async during(text, work) {
      const start = Date.now();
      line(`${text}…`);
      const timer = setInterval(() => show(clock(start)), every);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        clear();
      }
    },
  };
}

/** The time since `start`: "1:05". */
function clock(start: number): string {
  const seconds = Math.round((Date.now() - start) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
