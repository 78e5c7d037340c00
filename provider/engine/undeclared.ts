import { MissingRightError } from "../backends/errors";
import type { Undeclared } from "../run/preview";
import type { Session } from "../run/session";
import type { Values } from "./kind";
import { isUnknown } from "./unknown";
import { keptUsername } from "./usernames";

/**
 * The names that neither the program declares nor the server has, looked up at preview. Those of
 * the old inputs are not looked up again: a program without a change costs nothing. Nor are those
 * whose end date has passed: the inputs have them no more. What this caller may not see is left to
 * the apply, with a warning.
 */
export async function missingNames(
  session: Session,
  undeclared: readonly Undeclared[],
  inputs: Values,
  olds: Values,
): Promise<Undeclared[]> {
  if (!session.configuration.verify) return [];
  const { made } = session;
  const org = orgOf(session, inputs);
  const keptName = ({ named, name }: Undeclared) =>
    named === "user" ? keptUsername(session, name) : name;
  const fresh = undeclared.filter((one) => {
    const { at, named } = one;
    const name = keptName(one);
    const place = at.split(".");
    const isOver = isMap(inputs[at]) && !holds(inputs, place, name);
    return !isOver && !holds(olds, place, name) && !made.has(named, name);
  });
  const missing = fresh.map(async (one) => {
    const [named, name] = [one.named, keptName(one)];
    try {
      return !(await session.lookups.has(named, name, org));
    } catch (error) {
      if (!(error instanceof MissingRightError)) throw error;
      session.warn(`whether there is a ${named} "${name}" shows only the apply: ${error.message}`);
      return false;
    }
  });
  const isMissing = await Promise.all(missing);
  return fresh.filter((_, index) => isMissing[index]);
}

const isMap = (value: unknown): boolean => typeof value === "object" && value !== null;

/** Whether inputs name it at this place, in a list or as the value. */
function holds(inputs: Values, [key = "", ...rest]: readonly string[], name: string): boolean {
  const value = inputs[key];
  if (value === name) return true;
  if (typeof value !== "object" || value === null) return false;
  return rest.length > 0 ? holds({ ...value }, rest, name) : name in value;
}

/** In which org the nodes of these inputs are, as far as it is known. */
function orgOf({ hierarchy }: Session, { org, perm }: Values): string | undefined {
  if (typeof org === "string" && !isUnknown(org)) return org;
  return typeof perm === "string" ? hierarchy.orgOf.get(perm) : undefined;
}
