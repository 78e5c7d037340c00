import type { Backend, Grant, UserState } from "../../provider/inspect";
import type { Gap } from "../live-org/gap";
import type { LiveOrg } from "../live-org/live-org";

/** An org for a program, and which accounts in it are the system's own. */
interface WithoutOwn {
  readonly org: LiveOrg;
  /** Usernames of those that the program names all the same. */
  readonly ownAccounts: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
}

/**
 * The account of an app is no person of a program. It joins nodes by itself, and is in no list of their
 * people; what it may do somebody has granted, which is left out only where no program can name it.
 */
export function withoutOwnAccounts(
  org: LiveOrg,
  users: ReadonlyMap<string, UserState>,
  { isOwnAccount, username: rule }: Backend["capabilities"],
): WithoutOwn {
  const isOwn = (username: string) => !users.has(username) && isOwnAccount?.(username) === true;
  const isOwnGrant = ({ kind, id }: Grant) => kind === "user" && isOwn(id);
  const isNameable = (grant: Grant) => !isOwnGrant(grant) || rule.pattern.test(grant.id);
  const nodeMembers = [...org.nodeMembers].map(
    ([id, people]) => [id, people.filter((one) => !isOwn(one))] as const,
  );
  const grants = [...org.grants].map(([id, all]) => [id, all.filter(isNameable)] as const);
  const gaps = [...org.grants].flatMap(([id, all]) =>
    all
      .filter((grant) => !isNameable(grant))
      .map((grant): Gap => ({
        ...{ org: org.state.id, part: "PermGrants", id },
        reason: `"${grant.id}", the account of an app, is left out: a program can name only ${rule.says}`,
      })),
  );
  const named = grants.flatMap(([, all]) => all.filter(isOwnGrant).map((grant) => grant.id));
  return {
    org: { ...org, nodeMembers: new Map(nodeMembers), grants: new Map(grants) },
    ...{ ownAccounts: new Set(named), gaps },
  };
}
