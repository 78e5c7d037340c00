import { called } from "../live-org/called";
import type { Finding, PropertyChange } from "./finding";

/** A part of a sentence: words of ours; what something is called; or a value, which stands in quotes. */
export type Piece = string | { readonly name: string } | { readonly value: string };

const LISTED = /^(users|nodes|denyUsers|denyNodes)\.(.+)$/s;

/** The list that a property of a change is in, and who or what; nothing for other properties. */
export function entryOf(property: string): {
  list: string | undefined;
  member: string | undefined;
} {
  const [, list, member] = LISTED.exec(property) ?? [];
  return { list, member };
}

/** What a finding is called: its name, and for a person also the username. */
export function titleOf(finding: Finding): string {
  const last = finding.path.at(-1) ?? finding.object;
  return isPerson(finding) ? called(last, nameOf(finding, last)) : last;
}

/** What has happened, a sentence each: what a program declares is taken for what was there before. */
export function tellingsOf(finding: Finding): Piece[][] {
  const { category, changes = [] } = finding;
  if (category === "changed") return changes.map((one) => changed(finding, one));
  return [category === "missing" ? missing(finding) : came(finding)];
}

function changed(finding: Finding, change: PropertyChange): Piece[] {
  const { kind, path } = finding;
  const { property, declared, live } = change;
  const { list, member } = entryOf(property);
  if (list !== undefined && member !== undefined && isList(kind)) {
    return listed(finding, list, member, change);
  }
  const title = { name: titleOf(finding) };
  if (property === "parent") {
    return [title, " was moved from ", place(finding, declared), " to ", place(finding, live)];
  }
  if (property === "name" && declared && live) {
    if (path.at(-1) === live) return [{ value: declared }, " was renamed to ", { value: live }];
    return [title, " was renamed from ", { value: declared }, " to ", { value: live }];
  }
  if (!live) return [`${property} was taken away: it was `, { value: declared ?? "" }];
  if (!declared) return [`${property} was set to `, { value: live }];
  return [`${property} was changed from `, { value: declared }, " to ", { value: live }];
}

/** Somebody, or a node, in a list. */
function listed(
  finding: Finding,
  list: string,
  member: string,
  { declared, live }: Pick<PropertyChange, "declared" | "live">,
): Piece[] {
  const who = { name: called(member, nameOf(finding, member)) };
  const name = list.endsWith("odes") ? { name: nameOf(finding, member) ?? member } : who;
  const [came, left] = wordsFor(finding.kind, list);
  if (live === undefined) return [name, ` ${left} `, ...owner(finding)];
  if (declared === undefined) return [name, ` ${came} `, ...owner(finding)];
  return [name, ` went from place ${declared} to place ${live} in `, ...owner(finding)];
}

function wordsFor(kind: Finding["kind"], list: string): readonly [came: string, left: string] {
  if (kind !== "PermGrants") return ["joined", "left"];
  return list.startsWith("deny") ? ["was denied", "is no longer denied"] : ["was granted", "lost"];
}

/** What exists and nobody declared. */
function came(finding: Finding): Piece[] {
  const { category, kind, list = "users", member, path, count = 1 } = finding;
  const title = { name: titleOf(finding) };
  if (category === "overdue") return overdue(finding);
  if (count > 1) return [title, ` and ${count - 1} below it were added`];
  if (kind === "OrgMember") return [title, " joined ", { name: path.at(-2) ?? "the org" }];
  if (member === undefined) return [title, " was added"];
  return [title, ` ${wordsFor(kind, list)[0]} `, ...owner(finding)];
}

/** What was to end, and has not. */
function overdue(finding: Finding): Piece[] {
  const { kind, list = "users", path, until } = finding;
  const denied = list.startsWith("deny") ? " is still denied " : " still has ";
  const still = kind === "PermGrants" ? denied : " is still in ";
  const where = kind === "OrgMember" ? [{ name: path.at(-2) ?? "the org" }] : owner(finding);
  return [{ name: titleOf(finding) }, still, ...where, `, which was to end on ${until}`];
}

function missing(finding: Finding): Piece[] {
  const { kind, path, replaced } = finding;
  const title = { name: titleOf(finding) };
  if (replaced) return [title, " is gone, and another one has its place"];
  if (kind === "OrgMember") return [title, " left ", { name: path.at(-2) ?? "the org" }];
  if (kind === "PermGrants") return [...owner(finding), " is gone, and with it its grants"];
  return isList(kind)
    ? [title, " is gone, and with it the list of its people"]
    : [title, " is gone"];
}

/** What a list belongs to: a node, an org, or a perm with its app. */
function owner({ kind, path, member, object }: Finding): Piece[] {
  const names = member === undefined ? path : path.slice(0, -1);
  const [scope, name = object] = names.length > 1 ? names.slice(-2) : [undefined, ...names];
  const isOfApp = kind === "PermGrants" && scope !== undefined && scope !== name;
  return isOfApp ? [{ name }, " of ", { name: scope }] : [{ name }];
}

const place = (finding: Finding, id: string | undefined): Piece =>
  id ? { name: nameOf(finding, id) ?? id } : "the top";

const isList = (kind: Finding["kind"]): boolean =>
  kind === "NodeMembers" || kind === "OrgMembers" || kind === "PermGrants";

function isPerson({ kind, member, list = "users" }: Finding): boolean {
  if (kind === "User" || kind === "OrgMember") return true;
  return member !== undefined && /^(users|denyUsers)$/.test(list);
}

const nameOf = ({ names = {} }: Finding, id: string): string | undefined =>
  Object.hasOwn(names, id) ? names[id] : undefined;
