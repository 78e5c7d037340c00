import type { Made, Value } from "./parse";

/** All variables that a value names. */
export const namedIn = (value: Value): string[] => {
  if (value.is === "resource") return [value.variable];
  if (value.is === "list") return value.of.flatMap(namedIn);
  return value.is === "map" ? value.of.flatMap(([, one]) => namedIn(one)) : [];
};

export const namedBy = ({ args }: Made): string[] => args.flatMap(([, value]) => namedIn(value));

/** The secrets of the configuration that a program takes. */
export const secretsIn = (program: readonly Made[]): string[] => [
  ...new Set(program.flatMap(({ args }) => args.flatMap(([, value]) => secretsOf(value)))),
];

const secretsOf = (value: Value): string[] => {
  if (value.is === "secret") return [value.name];
  if (value.is === "list") return value.of.flatMap(secretsOf);
  return value.is === "map" ? value.of.flatMap(([, one]) => secretsOf(one)) : [];
};

/**
 * An example as a program that runs by itself: what it names and does not make comes from the
 * examples of the other kinds.
 * @param all by their variables
 */
export function whole(example: readonly Made[], all: ReadonlyMap<string, Made>): Made[] {
  const own = new Map(example.map((made) => [made.variable, made]));
  const ordered = new Set<Made>();
  const add = (made: Made) => {
    if (ordered.has(made)) return;
    for (const name of namedBy(made)) {
      const other = own.get(name) ?? all.get(name);
      if (other === undefined)
        throw new Error(`no example makes ${name}, which ${made.name} names`);
      add(other);
    }
    ordered.add(made);
  };
  for (const made of example) add(made);
  return [...ordered];
}
