import { Company, type Timed } from "../../../../sdk/transport/limits/company";

/** What a server gets done in a time, with so many under way, in what it does for one by itself; `done` so far. */
export type Throughput = (underWay: number, done: number) => number;

/** Says how many at once, and is told how it went. */
export interface Pacer {
  readonly current: number;
  readonly mark: number;
  wentWell(mark: number, timed: Timed): void;
}

/** So many at once, whatever happens: a bare client. */
export const always = (current: number): Pacer => ({ current, mark: 0, wentWell: () => undefined });

/** Writes to do: how much work each is, in units of one. */
export type Work = readonly number[];

/** So many that differ by a share either way; the same for the same seed (mulberry32). */
export function differing(count: number, share: number, seed: number): Work {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return 1 + share * (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1);
  });
}

interface UnderWay {
  left: number;
  readonly mark: number;
  readonly leave: () => Timed;
}

/**
 * Units of time until all is done, on a server that shares what it gets done evenly among those under way.
 * Its time is counted, not waited for.
 */
export function timeOf(work: Work, pacer: Pacer, throughput: Throughput): number {
  let [time, sent, done] = [0, 0, 0];
  const company = new Company(() => time);
  const underWay: UnderWay[] = [];
  while (done < work.length) {
    for (; underWay.length < pacer.current && sent < work.length; sent++) {
      underWay.push({ left: work[sent] ?? 1, mark: pacer.mark, leave: company.join() });
    }
    const speed = throughput(underWay.length, done) / underWay.length;
    const least = Math.min(...underWay.map(({ left }) => left));
    time += least / speed;
    for (const one of underWay) one.left -= least;
    for (const one of underWay.filter(({ left }) => left < 1e-9)) {
      underWay.splice(underWay.indexOf(one), 1);
      done++;
      pacer.wentWell(one.mark, one.leave());
    }
  }
  return time;
}
