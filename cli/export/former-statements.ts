import { BULK, OF_MANY } from "./form";
import { appIdentity, FORM, nodeIdentity, permIdentity, TREE } from "./identities";

const TEXT = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
const STATEMENT = new RegExp(
  String.raw`(?:const ([\p{L}\p{N}_$]+) = )?new (OrgTree|App|Node|Perm)\((${TEXT}), \{(.*?)\}\);`,
  "gsu",
);

/**
 * The names of resources in a program as an export writes it, by identity. What somebody wrote in
 * another way since is not found, and gets a name as if it were new.
 */
export function formerStatements(program: string): Map<string, string> {
  const names = new Map<string, string>();
  const apps = new Map<string, string>();
  for (const [, variable, kind, name = "", args = ""] of program.matchAll(STATEMENT)) {
    const uid = textOf(args, "uid");
    const called = textOf(args, "name");
    if (kind === "OrgTree") names.set(FORM, /\bbulk: true\b/.test(args) ? BULK : OF_MANY);
    if (kind === "App" && variable !== undefined && uid !== undefined) apps.set(variable, uid);
    const scope = apps.get(/\bscope: ([\p{L}\p{N}_$]+)/u.exec(args)?.[1] ?? "");
    const identity = {
      OrgTree: TREE,
      App: uid && appIdentity(uid),
      Node: uid && nodeIdentity(textOf(args, "kind") ?? "", uid),
      Perm: called && permIdentity(scope, called),
    }[kind ?? ""];
    if (identity) names.set(identity, plain(name));
  }
  return names;
}

/** A property whose value is a text. */
function textOf(args: string, property: string): string | undefined {
  const found = new RegExp(String.raw`(?:^|[\s,])${property}:\s+(${TEXT})`, "u").exec(args)?.[1];
  return found === undefined ? undefined : plain(found);
}

/** What a text in quotes says; one that is no text of an export says nothing. */
function plain(quoted: string): string {
  const inside = quoted.slice(1, -1);
  const double = quoted.startsWith("'")
    ? inside.replaceAll("\\'", "'").replaceAll('"', '\\"')
    : inside;
  try {
    return String(JSON.parse(`"${double}"`));
  } catch {
    return "";
  }
}
