import type { AccessGraph } from "../graph";

/** Something that a text may mean. */
export interface Match {
  /** A username for a person, else the id. */
  readonly id: string;
  /** What shows which one it is: `Ada Lovelace`, `CI/Deploy`, `Acme/Engineering/Platform`. */
  readonly path: string;
}

/** The ways to write one thing, the plainest first: a text that fits an earlier way means nothing else. */
export interface Spelled extends Match {
  readonly ways: readonly (readonly string[])[];
}

/**
 * Finds those things of a graph that a text means: by the first way that fits any of them exactly, however
 * its letters are composed; else by the first that fits but for capital letters. None where nothing fits.
 * @param spell all things of a graph, asked for once a graph
 */
export function finder(
  spell: (graph: AccessGraph) => readonly Spelled[],
): (graph: AccessGraph, text: string) => readonly Match[] {
  const known = new WeakMap<AccessGraph, readonly Way[]>();
  return (graph, text) => {
    const ways = known.get(graph) ?? waysOf(spell(graph));
    known.set(graph, ways);
    if (text === "") return [];
    const fitting = ways.find(({ normal, things }) => things.has(normal(text)));
    const found = fitting?.things.get(fitting.normal(text)) ?? [];
    return [...found].map(({ id, path }) => ({ id, path }));
  };
}

/** One way to write things, and the things by what is written so. */
interface Way {
  readonly normal: (text: string) => string;
  readonly things: ReadonlyMap<string, ReadonlySet<Spelled>>;
}

/** All ways, those that count before others first. */
function waysOf(all: readonly Spelled[]): readonly Way[] {
  const most = all.reduce((longest, { ways }) => Math.max(longest, ways.length), 0);
  return [composed, lowered].flatMap((normal) =>
    Array.from({ length: most }, (_, way) => ({ normal, things: byText(all, way, normal) })),
  );
}

function byText(all: readonly Spelled[], way: number, normal: Way["normal"]): Way["things"] {
  const things = new Map<string, Set<Spelled>>();
  for (const thing of all) {
    for (const text of thing.ways[way] ?? []) {
      const key = normal(text);
      things.set(key, (things.get(key) ?? new Set()).add(thing));
    }
  }
  return things;
}

const composed = (text: string): string => text.normalize("NFC");
const lowered = (text: string): string => composed(text).toLowerCase();
