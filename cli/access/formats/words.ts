import type { Edge, Path } from "../../../access";
import { called } from "../../live-org/called";
import { dayOf } from "../../output/day";
import type { AccessReport, AskedPerm, AskedPerson, Ending } from "../report";

/** One thing that a report says, and by which ways it is so: none where there is nothing to tell. */
export interface Statement {
  readonly is: "has" | "denied" | "withheld" | "ended" | "expires" | "overdue" | "manages" | "none";
  /** A sentence without a full stop: `Ada Lovelace (ada) has Deploy of CI`. */
  readonly says: string;
  readonly ways: readonly string[];
}

/** `Deploy of CI`, or `the use of CI`. */
export const permWords = ({ name, app }: AskedPerm): string =>
  name === "access" ? `the use of ${app}` : `${name} of ${app}`;

const hasWords = (perm: AskedPerm): string =>
  perm.name === "access" ? `may use ${perm.app}` : `has ${permWords(perm)}`;

/** What was asked, as a title: `Who has Deploy of CI`. */
export function titleOf({ question, askedAt }: AccessReport): string {
  const { ask, person, perm, until } = question;
  const who = person ? called(person.username, person.name) : "";
  const what = perm ? permWords(perm) : "";
  switch (ask) {
    case "who-can":
      return `Who has ${what}`;
    case "what-can":
      return `What ${who} has`;
    case "why":
      return `Why ${who} has ${what}`;
    case "why-not":
      return `Why ${who} does not have ${what}`;
    case "expiring":
      return `What ends from ${dayOf(askedAt)} to ${dayOf(until ?? askedAt)}`;
  }
}

/** The answer in a few words: `2 people`, `nothing`. */
export function summaryOf({ question, people, perms, expiring = [] }: AccessReport): string {
  switch (question.ask) {
    case "who-can":
      return counted(people.length, "person", "people", "nobody");
    case "what-can":
      return counted(perms.length, "perm", "perms", "no perm");
    case "why":
    case "why-not": {
      const ways = people[0]?.paths.length ?? 0;
      return counted(ways, "way", "ways", "they do not have it");
    }
    case "expiring": {
      const overdue = expiring.filter((one) => one.overdue).length;
      const rest = counted(expiring.length - overdue, "end", "ends", "nothing ends");
      return overdue === 0 ? rest : `${rest}, ${overdue} overdue`;
    }
  }
}

const counted = (count: number, one: string, many: string, none: string): string =>
  count === 0 ? none : `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** All that a report says, in its order. */
export function statementsOf(report: AccessReport): Statement[] {
  const { question, people, perms, manages } = report;
  const { ask, person, perm } = question;
  switch (ask) {
    case "who-can":
      return people.map((one) => hasIt(report, one, perm, one.paths));
    case "what-can":
      return [
        ...perms.map((one) => hasIt(report, person, one, one.paths)),
        ...(manages ? managesAll(report, manages) : []),
      ];
    case "why":
      return perms.length > 0
        ? perms.map((one) => hasIt(report, person, one, one.paths))
        : [{ is: "none", says: `${whoIs(person)} does not have ${what(perm)}`, ways: [] }];
    case "why-not":
      return whyNotStatements(report);
    case "expiring":
      return (report.expiring ?? []).map((one) => ends(report, one));
  }
}

type Person = AskedPerson | undefined;
type Perm = AskedPerm | undefined;

const whoIs = (person: Person): string =>
  person ? called(person.username, person.name) : "nobody";
const what = (perm: Perm): string => (perm ? permWords(perm) : "it");

function hasIt(
  report: AccessReport,
  person: Person,
  perm: Perm,
  paths: readonly Path[],
): Statement {
  const says = `${whoIs(person)} ${perm ? hasWords(perm) : "has it"}`;
  return { is: "has", says, ways: paths.map((path) => wayOf(report, path)) };
}

function managesAll(report: AccessReport, manages: AccessReport["manages"] & object): Statement[] {
  const who = whoIs(report.question.person);
  const name = (id: string) => report.names[id] ?? id;
  const person = (id: string) => called(id, report.names[id]);
  const all = [
    ["nodes", manages.nodes.map(name)],
    ["people", manages.people.map(person)],
    ["apps", manages.apps.map(name)],
    ["perms", manages.perms.map(name)],
  ] as const;
  return all
    .filter(([, ways]) => ways.length > 0)
    .map(([part, ways]) => ({ is: "manages", says: `${who} manages ${part}`, ways }));
}

function whyNotStatements(report: AccessReport): Statement[] {
  const { question, whyNot, people } = report;
  const { person, perm } = question;
  const who = whoIs(person);
  const has = people.map((one) => hasIt(report, one, perm, one.paths));
  if (whyNot === undefined) return has;
  const ways = (paths: readonly Path[]) => paths.map((path) => wayOf(report, path));
  const statement = (is: Statement["is"], says: string, paths: readonly Path[]): Statement[] =>
    paths.length === 0 ? [] : [{ is, says, ways: ways(paths) }];
  const isNone = whyNot.reason !== "has" && whyNot.reason !== "denied";
  const none: Statement = {
    ...{ is: "none", ways: [] },
    says: `${who} does not have ${what(perm)}: ${REASONS[whyNot.reason] ?? ""}`,
  };
  return [
    ...has,
    ...(isNone ? [none] : []),
    ...statement("denied", `${who} is denied ${what(perm)}`, whyNot.denials),
    ...statement("withheld", `${who} would have it otherwise`, whyNot.withheld),
    ...statement("ended", `${who} had it until it ended`, whyNot.ended),
  ];
}

const REASONS: Readonly<Record<string, string>> = {
  ended: "what gave it has ended",
  "not-granted": "nothing grants it to them, or to a node that they are in or below",
  "unknown-person": "there is nobody of that name",
  "unknown-perm": "there is no such perm",
};

function ends(report: AccessReport, ending: Ending): Statement {
  const { overdue, until, what, who, node, perm } = ending;
  const person = who === undefined ? undefined : called(who, report.names[who]);
  const place = node === undefined ? "" : nodeIn(report, node);
  const asked = report.perms.find(({ id }) => id === perm);
  const right = asked ? permWords(asked) : (perm ?? "");
  const subject = person ?? place;
  const { resource, source } = ending;
  const by = declaredBy({ ...(resource && { resource }), source });
  const day = dayOf(until);
  if (overdue) {
    const still = {
      membership: `${subject} is still in ${place}`,
      grant: `${subject} still has ${right}`,
      denial: `${subject} is still denied ${right}`,
    }[what];
    return { is: "overdue", says: `Overdue since ${day}: ${still}${by}`, ways: [] };
  }
  const then = {
    membership: `${subject} leaves ${place}`,
    grant: `${subject} loses ${right}`,
    denial: `${subject} is no longer denied ${right}`,
  }[what];
  return { is: "expires", says: `On ${day} ${then}${by}`, ways: [] };
}

/** `in Platform (platform-people, index.ts:9), below Engineering, which is granted it (deployers, index.ts:12)`. */
export const wayOf = (report: AccessReport, path: Path): string =>
  path.map((edge, index) => step(report, edge, index === 0)).join(", ");

function step(report: AccessReport, edge: Edge, isFirst: boolean): string {
  const { by, to, through } = edge;
  const note = declaredBy(edge, by !== "below" && by !== "everyone");
  switch (by) {
    case "member":
      return `in ${nodeIn(report, to)}${note}`;
    case "below":
      return `below ${nodeIn(report, to)}${note}`;
    case "grant":
      return grantedBy(through && (report.names[through] ?? through), isFirst, note);
    case "denial":
      return `${isFirst ? "denied it themselves" : "which is denied it"}${note}`;
    case "everyone":
      return `everybody has it${note}`;
  }
}

/** Of a perm that contains the one in question, its name is told. */
function grantedBy(whole: string | undefined, isFirst: boolean, note: string): string {
  const what = `granted ${whole ?? "it"}`;
  const whom = isFirst ? `${what} themselves` : `which is ${what}`;
  return `${whom}${note}${whole === undefined ? "" : ", which contains it"}`;
}

const nodeIn = ({ titles, names }: AccessReport, id: string): string =>
  titles[id] ?? names[id] ?? id;

type By = Pick<Edge, "resource" | "source" | "until" | "undocumented">;

/** @param mayLack whether to say that no resource of the stack declares it */
function declaredBy({ resource, source, until, undocumented }: By, mayLack = true): string {
  const parts = [
    resource ?? (mayLack ? "not in the stack" : undefined),
    source,
    until === undefined ? undefined : `until ${dayOf(until)}`,
    undocumented === true ? "not documented" : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
