import type { Edge, Path } from "../../access";
import { counted } from "../chart/text";
import { called as calledPerson } from "../live-org/called";
import { dayOf } from "../output/day";
import type { AccessChange, Change, PlanReport } from "./report";

/** What a report calls things. */
type Names = PlanReport["names"];

/** What a change does, as a sentence: `Ada Lovelace (ada) joins Acme/Platform`. Not escaped. */
export function sentenceOf(change: Change, names: Names): string {
  const { what, node, perm, from, to } = change;
  const it = titleOf(change, names);
  const who = subjectOf(change, names);
  const until = untilText(change);
  const where = calledBy(names, node ?? change.object);
  switch (what) {
    case "create":
      return `${it} is made${to === undefined ? "" : ` in ${to}`}`;
    case "adopt":
      return `${it} exists and is taken over`;
    case "rename":
      return `${it} ${to === undefined ? "has no name" : `is called "${to}"`} from now on${from === undefined ? "" : `, not "${from}"`}`;
    case "move":
      return `${it} moves from ${from ?? "?"} to ${to ?? "?"}${alongOf(change)}`;
    case "update":
      if (change.property === "until")
        return `${who} is among ${it} ${endOf(to)}, not ${endOf(from)}`;
      return `${change.property ?? ""} of ${it}${valuesOf(change)}`;
    case "replace":
      return `${it} is deleted, and made anew${alongOf(change)}`;
    case "delete":
      return `${it} is deleted for good${alongOf(change)}`;
    case "suspend":
      return `${it} can't sign in any more, and leaves all nodes`;
    case "return":
      return `${it} is let in again`;
    case "release":
      return `${it} stays on the server; the program lets go of it`;
    case "join":
      return `${who} joins ${where}${until}`;
    case "leave":
      return `${who} leaves ${where}`;
    case "expire":
      return perm === undefined
        ? `${who} leaves ${where}`
        : `${who} has ${calledBy(names, perm)} no more`;
    case "grant":
      return `${who} is granted ${calledBy(names, perm)}${until}`;
    case "revoke":
      return `the grant of ${calledBy(names, perm)} to ${who} ends`;
    case "deny":
      return `${who} is denied ${calledBy(names, perm)}${until}`;
    case "undeny":
      return `the denial of ${calledBy(names, perm)} to ${who} ends`;
  }
}

/** Where somebody joins or leaves: `Acme/Platform until 2026-12-31`. */
export const placeText = (change: Change, names: Names): string =>
  `${calledBy(names, change.node ?? change.object)}${untilText(change)}`;

const untilText = ({ until }: Change): string =>
  until === undefined ? "" : ` until ${dayOf(until)}`;

const endOf = (instant: string | undefined): string =>
  instant === undefined ? "without end" : `until ${dayOf(instant)}`;

const NOUNS: Readonly<Record<Change["kind"], string>> = {
  ...{ Org: "org", Node: "node", User: "", App: "app", Perm: "perm" },
  ...{ NodeMembers: "the members of", OrgMembers: "the members of", PermGrants: "the grants of" },
  OrgMember: "",
};

/** `node Platform`, `Ada Lovelace (ada)`. */
function titleOf({ kind, object, name, who }: Change, names: Names): string {
  if (kind === "User") return calledPerson(shortId(object), name);
  if (kind === "OrgMember") return calledBy(names, who ?? object);
  const isList = kind !== "Org" && kind !== "Node" && kind !== "App" && kind !== "Perm";
  const called = isList ? calledBy(names, object) : (name ?? shortId(object));
  return `${NOUNS[kind]} ${called}`.trim();
}

/** Who joins, leaves, or is granted something: a person, or the people of a node. */
const subjectOf = ({ who, node }: Change, names: Names): string =>
  who === undefined ? calledBy(names, node) : personOf(names, who);

/** `Ada Lovelace (ada)`. */
export const personOf = (names: Names, username: string): string =>
  calledPerson(shortId(username), names[username]);

const calledBy = (names: Names, id = ""): string => names[id] ?? shortId(id);

/** What is new has a URN for an id: its last part is the name in the program. */
const shortId = (id: string): string =>
  id.startsWith("urn:") ? (id.split("::").at(-1) ?? id) : id;

const quotedValue = (value: string | undefined): string =>
  value === undefined ? "nothing" : `"${value}"`;

function valuesOf({ from, to }: Change): string {
  if (from === undefined && to === undefined) return " changes";
  return `: ${quotedValue(from)} → ${quotedValue(to)}`;
}

/** How much goes along. */
function alongOf({ people, grants }: Change): string {
  const all = [
    ...(people ? [counted(people, "person", "people")] : []),
    ...(grants === undefined ? [] : [counted(grants, "grant")]),
  ];
  return all.length === 0 ? "" : `, with ${all.join(" and ")}`;
}

/** `Deploy of CI`. */
export const permOf = ({ permName, scope }: AccessChange): string => `${permName} of ${scope}`;

/** By which way somebody has a perm: `in Acme/Platform, below Acme, which is granted it (deployers, index.ts:12)`. */
export function pathText(path: Path, names: Names): string {
  return path.map((edge, index) => edgeText(edge, index, names)).join(", ");
}

function edgeText(edge: Edge, index: number, names: Names): string {
  const { to, by, through, resource, source, until } = edge;
  const declared = [resource, source].filter((one) => one !== undefined).join(", ");
  const by_ = declared === "" ? "" : ` (${declared})`;
  const ends = until === undefined ? "" : ` until ${dayOf(until)}`;
  if (by === "member") return `in ${calledBy(names, to)}${ends}`;
  if (by === "below") return `below ${calledBy(names, to)}`;
  if (by === "everyone") return `everybody has it${by_}`;
  const [what, containing] =
    through === undefined ? ["it", ""] : [calledBy(names, through), ", which contains it"];
  const given = `${by === "grant" ? "granted" : "denied"} ${what}`;
  const whom = index === 0 ? `${given} themselves` : `which is ${given}`;
  return `${whom}${ends}${by_}${containing}`;
}
