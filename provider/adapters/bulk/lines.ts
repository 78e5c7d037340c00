import { valueText, type ChangedEntry } from "../../engine/changed";
import type { Values } from "../../engine/kind";
import { pathOf, type Change } from "./changes";
import { keyIn } from "./contents";

/** What a change does, in a line for each entry: `+ ada in platform`. */
export function linesOf(change: Change): string[] {
  if (change.what === "create") {
    const { kind, path } = change.declaration;
    return created(kind, path[1], change.inputs);
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
    return membersIn(inputs.users).map((one) => `- ${one} from ${key}`);
  }
  if (kind === "User") {
    const how = {
      leave: "is locked out, and deleted later",
      delete: "leaves",
      "hand over": `goes on as ${nameOf(change.to)}`,
    };
    return [`- person ${key} ${how[change.what]}`];
  }
  return [`- ${String(inputs.kind)} ${key}`];
}

function created(kind: string, key: string, inputs: Values): string[] {
  if (kind === "NodeMembers") {
    return membersIn(inputs.users).map((one) => `+ ${one} in ${key}`);
  }
  const what = kind === "User" ? "person" : String(inputs.kind);
  const name = typeof inputs.name === "string" ? ` (${inputs.name})` : "";
  return [`+ ${what} ${key}${name}`];
}

function changed(kind: string, key: string, { path, old, new: value }: ChangedEntry): string {
  const [property = "", member] = path;
  if (kind === "NodeMembers" && property === "users" && member !== undefined) {
    const until = typeof value === "string" && value !== "member" ? ` ${value}` : "";
    if (value === undefined) return `- ${member} from ${key}`;
    return `${old === undefined ? "+" : "~"} ${member} in ${key}${until}`;
  }
  return `~ ${key}: ${path.join(".")} ${valueText(old)} → ${valueText(value)}`;
}

/** The name in the program, of what `resourceName` makes. */
const nameOf = (resource = ""): string => resource.slice(resource.lastIndexOf("$") + 1);

/** Members of a list, as a program gives it or as a map. */
function membersIn(users: unknown): string[] {
  if (Array.isArray(users)) {
    return users.map((one: unknown) => {
      if (typeof one === "string") return one;
      const { user, until } = one as Values;
      return `${String(user)} until ${String(until)}`;
    });
  }
  return Object.keys(users ?? {});
}
