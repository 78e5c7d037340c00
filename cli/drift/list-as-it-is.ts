import {
  declaredMembers,
  endsIn,
  grantLists,
  meaningOf,
  membersIn,
  unmanagedMembers,
} from "../../provider/inspect";
import type { Code } from "../code/code";
import type { ComparedResource } from "./resource-drift";

/**
 * A list that declares who is there, so that nothing is left to do: of an exact one everybody, of
 * another one those whom it named, also under another username. Nobody whose end date has passed.
 */
export function listAsItIs(
  all: readonly ComparedResource[],
  { resource, compared }: ComparedResource,
  list: string,
): Code | undefined {
  if (compared.is !== "there") return undefined;
  const { declared, live } = compared;
  const wanted = declaredMembers(declared, list);
  const ends = new Map(endsIn(resource.inputs[list]));
  const isOver = (member: string) => ends.has(member) && !wanted.includes(member);
  const renamed = all.flatMap((one) => newNameOf(one, wanted));
  const others = unmanagedMembers(live, list).filter((one) => renamed.includes(one));
  const there = new Set([...membersIn(live, list), ...others]);
  return [...there]
    .filter((member) => !isOver(member))
    .map((member) => {
      const until = ends.get(member);
      return until === undefined ? member : { [namedIn(list)]: member, until };
    });
}

/** What an entry names: `user` or `node`. */
const namedIn = (list: string): string => {
  const known = grantLists.find((one) => one === list);
  return known === undefined ? "user" : meaningOf(known).kind;
};

/** The username of a person of the list whom somebody has renamed. */
function newNameOf({ resource, compared }: ComparedResource, people: readonly string[]): string[] {
  if (resource.kind !== "User" || compared.is !== "there") return [];
  const [old, now] = [compared.declared.username, compared.live.username];
  const isRenamed = typeof old === "string" && typeof now === "string" && old !== now;
  return isRenamed && people.includes(old) ? [now] : [];
}
