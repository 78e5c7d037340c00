import type { Path } from "../../../access";
import { csvOf } from "../../output/csv";
import type { AccessReport, AskedPerm, AskedPerson } from "../report";
import type { Format } from "./format";
import { wayOf, type Statement } from "./words";

const COLUMNS = [
  ...["is", "username", "name", "perm", "perm_name", "app", "node", "way"],
  ...["resources", "sources", "until"],
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/** A row for each way, for spreadsheets. */
export const csv: Format = (report) =>
  csvOf([COLUMNS, ...rowsOf(report).map((row) => COLUMNS.map((column) => row[column] ?? ""))]);

function rowsOf(report: AccessReport): Row[] {
  const { question, people, perms, whyNot, manages, expiring } = report;
  const { ask, person, perm } = question;
  if (ask === "expiring") return (expiring ?? []).map((one) => endingRow(report, one));
  const has =
    ask === "what-can"
      ? perms.flatMap((one) => one.paths.map((path) => row(report, "has", path, person, one)))
      : people.flatMap((one) => one.paths.map((path) => row(report, "has", path, one, perm)));
  const not = whyNot
    ? (["denied", "withheld", "ended"] as const).flatMap((is) => {
        const paths = { denied: whyNot.denials, withheld: whyNot.withheld, ended: whyNot.ended };
        return paths[is].map((path) => row(report, is, path, person, perm));
      })
    : [];
  return [...has, ...not, ...(manages ? managedRows(report, manages) : [])];
}

function row(
  report: AccessReport,
  is: Statement["is"],
  path: Path,
  person: AskedPerson | undefined,
  perm: AskedPerm | undefined,
): Row {
  const joined = (texts: readonly (string | undefined)[]) =>
    [...new Set(texts.filter((text) => text !== undefined))].join("; ");
  const [until] = path.flatMap((edge) => edge.until ?? []).sort();
  return {
    ...{ is, ...personCells(person), ...permCells(perm), way: wayOf(report, path) },
    resources: joined(path.map(({ resource }) => resource)),
    sources: joined(path.map(({ source }) => source)),
    ...(until !== undefined && { until }),
  };
}

const personCells = (person: AskedPerson | undefined): Row =>
  person ? { username: person.username, name: person.name } : {};

const permCells = (perm: AskedPerm | undefined): Row =>
  perm ? { perm: perm.id, perm_name: perm.name, app: perm.app } : {};

function managedRows(
  { question, names }: AccessReport,
  manages: AccessReport["manages"] & object,
): Row[] {
  const common = { is: "manages", ...personCells(question.person) };
  const name = (id: string) => names[id] ?? id;
  return [
    ...manages.nodes.map((id) => ({ ...common, node: id, way: `the node ${name(id)}` })),
    ...manages.people.map((id) => ({ ...common, way: `the person ${id}` })),
    ...manages.apps.map((id) => ({ ...common, app: name(id), way: `the app ${name(id)}` })),
    ...manages.perms.map((id) => ({ ...common, perm: id, way: `the perm ${name(id)}` })),
  ];
}

function endingRow(report: AccessReport, ending: (AccessReport["expiring"] & object)[number]): Row {
  const { what, who, node, perm, until, overdue, resource, source } = ending;
  return {
    ...{ is: overdue ? "overdue" : "expires", way: what, until },
    ...(who !== undefined && { username: who, name: report.names[who] ?? "" }),
    ...permCells(report.perms.find(({ id }) => id === perm)),
    ...(node !== undefined && { node: report.names[node] ?? node }),
    ...(resource !== undefined && { resources: resource }),
    ...(source !== undefined && { sources: source }),
  };
}
