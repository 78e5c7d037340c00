import { blankUser, type Values } from "../../provider/inspect";
import type { Fitting } from "./fitting";
import { personIdentity } from "./identities";
import type { Existing } from "./read-existing";
import type { Spell } from "./spelling";
import { uniqueNames } from "./unique-names";

/** A person whom the program declares. */
export interface DeclaredPerson {
  readonly username: string;
  /** The key in the tree. */
  readonly key: string;
  /** What a User takes beside the username. */
  readonly inputs: Values;
  readonly notes: readonly string[];
}

/** Everybody whom a program names: who is declared, and who is only named. */
export interface People {
  readonly declared: readonly DeclaredPerson[];
  /** Keys by username, of all of them. */
  readonly keys: ReadonlyMap<string, string>;
  /** Usernames of those whom the program names and does not declare. */
  readonly others: readonly string[];
}

/**
 * The people of an org, by username. The account of the connection is only named: a program that
 * changes its own account locks itself out.
 */
export function peopleOf(
  existing: Existing,
  fitting: Fitting,
  spell: Spell,
  former: ReadonlyMap<string, string>,
): People {
  const { org, users, account } = existing;
  const usernames = [...namedIn(existing)].sort();
  const ids = usernames.filter((one) => !KEY.test(one));
  const spelled = uniqueNames(
    ids.map((username) => {
      const plain = spell(username) ?? "person";
      const id = personIdentity(username);
      return { id, plain, longer: `${plain}-of-${spell(org.state.name) ?? "org"}`, rank: [0] };
    }),
    former,
  );
  const keys = new Map(usernames.map((one) => [one, spelled.get(personIdentity(one)) ?? one]));
  const declared = usernames.flatMap((username): DeclaredPerson[] => {
    const user = users.get(username);
    if (username === account) return [];
    if (user === undefined) {
      if (existing.ownAccounts.has(username)) return [];
      const reason = "they are only named: this account may not see what they are";
      fitting.miss("User", username, reason);
      return [];
    }
    const fields = Object.entries(user).filter(([key, value]) => isSaid(key, value));
    const given = { username, ...Object.fromEntries(fields), adopt: "only" };
    const fitted = fitting.fit("User", username, given, ["username"]);
    if (fitted === undefined) return [];
    const { username: _, adopt: _adopt, ...inputs } = fitted.inputs;
    return [{ username, key: keys.get(username) ?? username, inputs, notes: fitted.notes }];
  });
  const names = new Set(declared.map(({ username }) => username));
  return { declared, keys, others: usernames.filter((one) => !names.has(one)) };
}

/** Members of the org, and whoever else a grant, a visibility or a manager group of it names. */
function namedIn({ org, access }: Existing): Set<string> {
  const grants = [...org.grants.values()].flat();
  const seeing = [...access.values()].flatMap(({ visibleToUsers = [], managerGroup }) => [
    ...visibleToUsers,
    ...(managerGroup?.users ?? []),
  ]);
  return new Set([
    ...org.orgMembers,
    ...[...org.nodeMembers.values()].flat(),
    ...grants.filter(({ kind }) => kind === "user").map(({ id }) => id),
    ...seeing,
  ]);
}

/** What a key of a tree may be. */
const KEY = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u;

/** Whether a person has another value than a new one. */
const isSaid = (key: string, value: unknown): boolean =>
  Object.entries(blankUser).some(([field, blank]) => field === key && value !== blank);
