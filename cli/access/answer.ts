import { managedBy, whatCan, whoCan, why, whyNot, type AccessGraph, type Path } from "../../access";
import type { GraphReading } from "../graph/graph-reading";
import { choose } from "./choose";
import { endings, pathOf } from "./endings";
import { Names, permIn, personIn } from "./names";
import type { AccessReport, Ask, PermAccess, PersonAccess, Question } from "./report";

/** A question as it was given. */
export interface Given {
  readonly ask: Ask;
  readonly person?: string;
  readonly perm?: string;
  /** Milliseconds. */
  readonly within?: number;
}

/** A graph, and the time at which it is asked. */
export interface Asked extends GraphReading {
  readonly at: Date;
}

/** The part of a report that the graphs tell. */
export type Answer = Pick<
  AccessReport,
  "question" | "people" | "perms" | "manages" | "whyNot" | "expiring" | "names" | "titles"
>;

/** @throws WrongUsage for a person or a perm that none or several graphs have */
export function answer(given: Given, readings: readonly Asked[], now: Date): Answer {
  if (given.ask === "expiring") return whatEnds(given.within ?? 0, readings, now);
  if (given.ask === "who-can") return whoHas(given.perm ?? "", readings);
  if (given.ask === "what-can") return whatTheyHave(given.person ?? "", readings);
  return whetherTheyHave(given, readings);
}

function whoHas(text: string, readings: readonly Asked[]): Answer {
  const names = new Names();
  const chosen = choose("perm", text, readings);
  const people = chosen.flatMap(({ reading: { graph, at }, id }) =>
    whoCan(graph, id, at).map(({ username, paths }): PersonAccess => {
      names.add(graph, [username]).addPaths(graph, paths);
      return { ...personIn(graph, username), paths };
    }),
  );
  const [first] = chosen;
  const question: Question = { ask: "who-can", ...(first && asked(first.reading, first.id)) };
  for (const { reading, id } of chosen) names.add(reading.graph, [id]);
  return { question, people, perms: [], names: names.all, titles: names.titles };
}

const asked = ({ graph }: GraphReading, perm: string) => ({ perm: permIn(graph, perm) });

function whatTheyHave(text: string, readings: readonly Asked[]): Answer {
  const names = new Names();
  const chosen = choose("person", text, readings);
  const perms = chosen.flatMap(({ reading: { graph, at }, id }) =>
    whatCan(graph, id, at).map(({ perm, paths }): PermAccess => {
      names.add(graph, [perm]).addPaths(graph, paths);
      return { ...permIn(graph, perm), paths };
    }),
  );
  const all = chosen.map(({ reading: { graph, at }, id }) => {
    const managed = managedBy(graph, id, at);
    const { nodes, people, apps, perms } = managed;
    names.add(graph, [id, ...nodes, ...people, ...apps, ...perms]);
    return managed;
  });
  const together = (part: keyof (typeof all)[number]) => all.flatMap((one) => one[part]);
  return {
    question: { ask: "what-can", ...who(chosen) },
    ...{ people: [], perms, names: names.all, titles: names.titles },
    manages: {
      ...{ nodes: together("nodes"), people: together("people") },
      ...{ apps: together("apps"), perms: together("perms") },
    },
  };
}

const who = ([first]: readonly { readonly reading: GraphReading; readonly id: string }[]) =>
  first && { person: personIn(first.reading.graph, first.id) };

/** Of why and why-not: in the graph that has the perm. */
function whetherTheyHave(
  { ask, person = "", perm = "" }: Given,
  readings: readonly Asked[],
): Answer {
  const people = choose("person", person, readings);
  const [chosen] = choose("perm", perm, readings);
  if (chosen === undefined) throw new Error(`no graph has the perm ${perm}`);
  const { reading, id } = chosen;
  const { graph, at } = reading;
  const username = people[0]?.id ?? person;
  const paths = why(graph, username, id, at);
  const not = ask === "why-not" ? whyNot(graph, username, id, at) : undefined;
  const names = new Names().add(graph, [username, id]).addPaths(graph, [...paths, ...pathsIn(not)]);
  const asked = { person: personIn(graph, username), perm: permIn(graph, id) };
  return {
    question: { ask, ...asked },
    people: paths.length === 0 ? [] : [{ ...asked.person, paths }],
    perms: paths.length === 0 ? [] : [{ ...asked.perm, paths }],
    ...(not && { whyNot: not }),
    ...{ names: names.all, titles: names.titles },
  };
}

const pathsIn = (not: ReturnType<typeof whyNot> | undefined): readonly Path[] =>
  not === undefined ? [] : [...not.denials, ...not.withheld, ...not.ended];

function whatEnds(within: number, readings: readonly Asked[], now: Date): Answer {
  const to = new Date(now.getTime() + within);
  const names = new Names();
  const all = readings.flatMap(({ graph }) =>
    endings(graph, now, to).map((ending) => {
      names.addPaths(graph, [pathOf(ending)]);
      return { graph, ending };
    }),
  );
  all.sort((a, b) => Date.parse(a.ending.until) - Date.parse(b.ending.until));
  return {
    question: { ask: "expiring", until: to.toISOString() },
    people: grouped(all, ({ who }) => who).map(([username, graph, paths]) => ({
      ...personIn(graph, username),
      paths,
    })),
    perms: grouped(all, ({ perm }) => perm).map(([perm, graph, paths]) => ({
      ...permIn(graph, perm),
      paths,
    })),
    expiring: all.map(({ ending }) => ending),
    ...{ names: names.all, titles: names.titles },
  };
}

type Found = { readonly graph: AccessGraph; readonly ending: ReturnType<typeof endings>[number] };

/** The paths of endings by whom or what they are of. */
function grouped(
  all: readonly Found[],
  keyOf: (ending: Found["ending"]) => string | undefined,
): [key: string, graph: AccessGraph, paths: Path[]][] {
  const groups = new Map<string, [string, AccessGraph, Path[]]>();
  for (const { graph, ending } of all) {
    const key = keyOf(ending);
    if (key === undefined) continue;
    const group = groups.get(key) ?? [key, graph, []];
    group[2].push(pathOf(ending));
    groups.set(key, group);
  }
  return [...groups.values()];
}
