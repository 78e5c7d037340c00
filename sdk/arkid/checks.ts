import { checkGiven, checkObject, checkText } from "../transport/checks";
import { UsageError } from "../transport/errors";

/** A list, and not a string, which the server would read letter by letter (contract, 8). */
export function checkList(name: string, value: readonly string[]): string[] {
  checkGiven(name, value);
  const given: unknown = value;
  if (!Array.isArray(given) || given.some((one) => typeof one !== "string")) {
    throw new UsageError(`${name} must be a list of strings`, name);
  }
  return [...value];
}

/** A prefixed node uid; others the server silently skips in a list (contract, 16 and 26). */
export function checkNodeUids(name: string, uids: readonly string[]): string[] {
  const wrong = checkList(name, uids).find((uid) => !/^[dg]_./.test(uid));
  if (wrong !== undefined) throw new UsageError(`${name}: "${wrong}" must begin d_ or g_`, name);
  return [...uids];
}

/** Like {@link checkNodeUids}, and of the same kind as the node they meet. */
export function checkSameKind(name: string, node: string, uids: readonly string[]): string[] {
  const wrong = checkNodeUids(name, uids).find((uid) => uid.slice(0, 2) !== node.slice(0, 2));
  if (wrong === undefined) return [...uids];
  throw new UsageError(
    `${name}: ${wrong} and ${node} are of different kinds (department, group), which the server silently ignores`,
    name,
  );
}

/**
 * The uid of a node of one kind without its prefix, as some endpoints of one kind take it. One that
 * comes without is fine.
 */
export function bareUid(name: string, uid: string, kind: "d" | "g"): string {
  checkText(name, uid);
  if (uid.startsWith(`${kind}_`)) return uid.slice(2);
  if (!/^[dg]_./.test(uid)) return uid;
  throw new UsageError(`${name}: "${uid}" must begin ${kind}_`, name);
}

/** What a URL of the server can hold: other uids are accepted and then never found (contract, 14). */
export function checkNewUid(uid: string | undefined): void {
  if (uid === undefined || /^[\p{L}\p{N}_|-]+$/u.test(uid)) return;
  throw new UsageError(
    "uid may hold letters, digits, _, | and -: the server accepts others, but can never find them again",
    "uid",
  );
}

/**
 * The name of what is wanted. To an absent one the server answers 500 (contract, 15, 29 and 34);
 * others it judges itself.
 */
export function nameOf(what: string, wanted: { readonly name: string }): string {
  checkObject(what, wanted);
  if (wanted.name === undefined) throw new UsageError("name is missing", "name");
  return wanted.name;
}

/** Changes that are there, without what the server would accept, answer with 200, and ignore. */
export function checkChanges(changes: object, reasons: Readonly<Record<string, string>>): void {
  checkObject("changes", changes);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || !Object.hasOwn(reasons, key)) continue;
    throw new UsageError(`${key}: ${reasons[key]}`, key);
  }
}
