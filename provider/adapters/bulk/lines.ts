import { valueText, type ChangedEntry } from "../../engine/changed";
import type { Values } from "../../engine/kind";
import type { Takeover } from "../../run/takeover";
import { pathOf, type Change } from "./changes";
import { keyIn } from "./contents";

interface Known {
  /** What becomes of people who leave. */
  readonly onRemove: unknown;
  /** What a change declares, checked: without those whose time is over. */
  readonly declared: Values | undefined;
  /** What a create takes over. */
  readonly takeover: Takeover | undefined;
}

/** What a change does, in a line for each entry: `+ ada in platform`. */
export function linesOf(change: Change, { onRemove, declared = {}, takeover }: Known): string[] {
  if (change.what === "create") {
    const {
      kind,
      path: [, key],
    } = change.declaration;
    if (takeover === undefined) return created(kind, key, declared);
    return takeover.changes.map((entry) => changed(kind, key, entry));
  }
  if (change.what === "update" || change.what === "return") {
    const {
      kind,
      path: [, key],
    } = change.declaration;
    const returns = change.what === "return" ? [`+ person ${key} returns`] : [];
    const before = keyIn(change.held.name);
    const isRenamed = kind !== "NodeMembers" && before !== key;
    const renamed = isRenamed ? [`~ ${key} was ${before} in the tree`] : [];
    return [...returns, ...renamed, ...change.entries.map((entry) => changed(kind, key, entry))];
  }
  const { kind, inputs } = change.held;
  const [, key] = pathOf(change.held);
  if (kind === "NodeMembers") {
    return membersIn(inputs.users).map(([one]) => `- ${one} from ${key}`);
  }
  if (kind === "User") {
    const how = {
      leave: onRemove === "suspend" ? "is locked out" : "is locked out, and deleted later",
      delete: "leaves",
      "hand over": `goes on as ${nameOf(change.to)}`,
    };
    return [`- person ${key} ${how[change.what]}`];
  }
  return [`- ${String(inputs.kind)} ${key}`];
}

function created(kind: string, key: string, inputs: Values): string[] {
  if (kind === "NodeMembers") {
    return membersIn(inputs.users).map(([one, until]) => `+ ${one}${endOf(until)} in ${key}`);
  }
  const what = kind === "User" ? "person" : String(inputs.kind);
  const name = typeof inputs.name === "string" ? ` (${inputs.name})` : "";
  return [`+ ${what} ${key}${name}`];
}

function changed(kind: string, key: string, { path, old, new: value }: ChangedEntry): string {
  const [property = "", member] = path;
  if (kind === "NodeMembers" && property === "users" && member !== undefined) {
    if (value === undefined) return `- ${member} from ${key}`;
    return `${old === undefined ? "+" : "~"} ${member} in ${key}${endOf(value)}`;
  }
  return `~ ${key}: ${path.join(".")} ${valueText(old)} → ${valueText(value)}`;
}

/** The name in the program, of what `resourceName` makes. */
const nameOf = (resource = ""): string => resource.slice(resource.lastIndexOf("$") + 1);

/** Members of a list, each with `"member"` or `"until 2026-12-31"`. */
const membersIn = (users: unknown): [string, unknown][] =>
  typeof users === "object" && users !== null ? Object.entries(users) : [];

const endOf = (value: unknown): string =>
  typeof value === "string" && value !== "member" ? ` ${value}` : "";
