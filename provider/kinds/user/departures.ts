import { InvalidError } from "../../backends/errors";
import type { Values } from "../../engine/kind";
import { leavingWith, type Taken } from "../../engine/leaving";
import type { Session } from "../../run/session";
import type { StackResource } from "../../run/stack/stack-state";
import { requireUserDeleteLimit } from "./delete-limit";
import { liveOf } from "./user";

type People = ReadonlySet<string>;
const NOBODY: People = new Set();
const departures = new WeakMap<Session, Map<string, Promise<People>>>();

/**
 * People whom this run deletes, and who have left this org and its nodes for that: all at once,
 * before the first of its lists goes, which then need not take them out one by one.
 *
 * @param object the list that goes
 */
export async function departed(
  session: Session,
  org: string | undefined,
  object: Taken,
  state: Values,
): Promise<People> {
  if (org === undefined) return NOBODY;
  const known = departures.get(session) ?? new Map<string, Promise<People>>();
  departures.set(session, known);
  const departing = known.get(org) ?? depart(session, org, object, state);
  known.set(org, departing);
  // After a failure the next one tries again.
  departing.catch(() => known.delete(org));
  return departing;
}

async function depart(
  session: Session,
  org: string,
  object: Taken,
  state: Values,
): Promise<People> {
  const leaving = await leavingWith(session, object, state);
  const people = (leaving?.resources ?? []).filter((one) => isDeleted(session, one));
  if (!(await isAllowed(session, people[0]))) return NOBODY;
  const there = await Promise.all(people.map((one) => personOf(session, one)));
  const usernames = there.flatMap((person) => person?.username ?? []);
  const leaves = session.backend.orgMembers.depart({ id: org }, usernames);
  // Nobody has left where one of them can't: then each list goes by itself.
  return new Set(await leaves.catch(nobodyIfRefused));
}

const isDeleted = ({ configuration }: Session, { kind, outputs }: StackResource): boolean =>
  kind === "User" && (outputs.onRemove ?? configuration.onRemove) === "delete";

/** The limit is one for all: over it none of them is deleted. */
async function isAllowed(session: Session, anyone: StackResource | undefined): Promise<boolean> {
  if (anyone === undefined) return false;
  const over = await requireUserDeleteLimit(session, anyone.id, anyone.outputs).catch(
    (error: unknown) => error,
  );
  return over === undefined;
}

async function personOf(session: Session, { outputs: { username, userId } }: StackResource) {
  if (typeof username !== "string" || typeof userId !== "string") return undefined;
  return liveOf(session, { username, userId });
}

function nobodyIfRefused(error: unknown): readonly string[] {
  if (!(error instanceof InvalidError)) throw error;
  return [];
}
