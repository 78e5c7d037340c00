import { ProviderError } from "../../backends/errors";
import type { Configuration } from "../../configuration/configuration";
import { nameOf, objectId } from "../../run/object-id";
import type { Origin } from "../../run/origin";
import type { Session } from "../../run/session";
import type { StackResource } from "../../run/stack/stack-state";
import { isWholeUp } from "../../run/stack/whole-run";
import { firstOf } from "../../engine/contents";
import type { Values } from "../../engine/kind";
import { isOnSameTenant } from "../../engine/keepers";
import { allowed, ALWAYS } from "../../engine/lists/removal-limit";

const SHARE = 0.1;
const WAYS = 'set identity:userDeleteLimit if meant: a number of people, or a share such as "50%"';

/** How many people a run has deleted that could not count who leaves. */
const uncounted = new WeakMap<Session, number>();

/**
 * A run over the limit deletes nobody: those who leave are counted from the program and the state
 * before the first delete, since the engine would stop only after some.
 *
 * @throws ProviderError naming who would be deleted, the same for each of them
 */
export async function requireUserDeleteLimit(
  session: Session,
  id: string,
  state: Values,
): Promise<void> {
  const origin = session.registry.origin ?? (state.origin as Origin | undefined);
  if (origin === undefined || (await isDestroy(session))) return;
  const people = await peopleBeside(session, id, state, origin);
  if (people === undefined) return;
  const total = new Set(people.map(objectId)).size;
  const leaving = leavers(session, people, objectId(asked(id, state)));
  const problem = userDeleteProblem(session.configuration, total, leaving);
  if (problem === undefined) return;
  throw new ProviderError(`${problem}. With --target, whoever is no target counts as leaving`);
}

/**
 * Whether this run is a destroy, which has no limit: it checks nothing. Nor does an `up` where nothing
 * of the program has this connection any more, and that is none.
 */
export const isDestroy = async ({ registry }: Pick<Session, "registry">): Promise<boolean> =>
  registry.isEmpty && !(await isWholeUp());

/**
 * Why a run may not delete so many people.
 * @param total how many people the state has
 * @param leaving usernames
 */
export function userDeleteProblem(
  { userDeleteLimit }: Pick<Configuration, "userDeleteLimit">,
  total: number,
  leaving: readonly string[],
): string | undefined {
  if (leaving.length <= allowed(userDeleteLimit, total, SHARE)) return undefined;
  return `this run would delete ${leaving.length} of the ${total} people of the stack (${firstOf(leaving)}), and deletes none of them; ${WAYS}`;
}

/**
 * The state's people of this connection; `undefined` where it can't be read and one more may be
 * deleted.
 */
async function peopleBeside(session: Session, id: string, state: Values, origin: Origin) {
  let all: readonly StackResource[];
  try {
    all = await session.stack.all(origin);
  } catch (error) {
    return requireFew(session, error);
  }
  const users = all
    .filter(({ kind }) => kind === "User")
    .filter(await isOnSameTenant(session, state));
  const object = objectId(asked(id, state));
  const own = users.find((one) => objectId(one) === object)?.provider;
  return users.filter(({ provider }) => own === undefined || provider === own);
}

/** @throws ProviderError from the fourth delete on, or above the number that is set */
function requireFew(session: Session, error: unknown): undefined {
  const { userDeleteLimit } = session.configuration;
  const most = typeof userDeleteLimit === "number" ? userDeleteLimit : ALWAYS;
  const count = (uncounted.get(session) ?? 0) + 1;
  uncounted.set(session, count);
  if (count <= most) return undefined;
  const reason = error instanceof Error ? error.message : String(error);
  throw new ProviderError(
    `the stack's state can't be read (${reason}), so that it is unknown how many people this run would delete: only ${most} are deleted; set identity:userDeleteLimit to a number if more are meant`,
    undefined,
    { cause: error },
  );
}

/**
 * Usernames of those whom no resource of the program declares. A replacement that deletes first
 * runs before the last check: then only people who are replaced as well count.
 */
function leavers(session: Session, people: readonly StackResource[], object: string): string[] {
  const { registry, configuration } = session;
  const declared = registry.idsOf("User");
  const isReplaced = ({ name }: StackResource) => registry.has("User", name);
  const own = people.filter((one) => objectId(one) === object);
  const isEarly = own.length > 0 && own.every((one) => isReplaced(one) && !one.isPending);
  const leaving = people.filter(
    (one) =>
      !declared.has(objectId(one)) &&
      !declared.has(nameOf(one)) &&
      (one.outputs.onRemove ?? configuration.onRemove) !== "keep" &&
      (!isEarly || isReplaced(one)),
  );
  return [...new Map(leaving.map((one) => [objectId(one), nameOf(one)])).values()];
}

const asked = (id: string, outputs: Values) => ({ kind: "User", id, outputs });
