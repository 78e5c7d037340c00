import { parseRootId } from "../backends/domain/root-id";
import type { Session } from "../run/session";
import { oddEntry } from "./entries";
import type { Failure } from "./kind";
import { namesIn, oddMember, type Named } from "./names";
import type { ReferencesShape } from "./property";

/** Why a name is invalid, as far as the text shows. */
export function nameProblem(
  { backend }: Pick<Session, "backend">,
  named: Named,
  name: string,
): string | undefined {
  const { capabilities } = backend;
  const { username, appKey } = capabilities;
  if (named === "node")
    return parseRootId(name) ? capabilities.rootProblem() : capabilities.nodeProblem(name);
  if (named === "perm") return capabilities.permProblem(name);
  if (named === "user") {
    return username.pattern.test(name) ? undefined : `"${name}" is no username: ${username.says}`;
  }
  if (appKey.pattern.test(name)) return undefined;
  return `"${name}" is no id of an app: give an App, or its uid`;
}

/** A failure of the property that lists the names, where one of them is invalid. */
export function checkNames(
  session: Pick<Session, "backend">,
  property: string,
  named: Named,
  names: readonly string[],
): Failure[] {
  const problems = names.map((name) => nameProblem(session, named, name));
  const reason = problems.find((problem) => problem !== undefined);
  return reason === undefined ? [] : [{ property, reason }];
}

/** The same for a list that was made a map, or for a value that is no valid list. */
export function checkList(
  session: Pick<Session, "backend">,
  property: string,
  { to, as }: Pick<ReferencesShape, "to" | "as">,
  list: unknown,
): Failure[] {
  const odd = as === "MemberMap" ? oddEntry(list, to) : oddMember(list);
  if (odd !== undefined) return [{ property, reason: `${odd}: correct it, or leave it out` }];
  return checkNames(session, property, to, namesIn(list));
}
