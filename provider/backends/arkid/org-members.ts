import type { OrgMemberStore } from "../backend";
import type { MemberFields } from "../domain";
import { isForbidden, isNotFound, type OrgMemberChanges, type OrgMemberFields } from "../../../sdk";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { existingMembers } from "./existing-people";
import { kindIn } from "./locations";
import { chunks } from "./members";
import { asWritten } from "./moment";
import { readTrees, usernamesIn } from "./snapshot/nodes";
import { REPEATABLE } from "./writes";

/** Members of orgs, by username, and what an org keeps of each. */
export function orgMembers(connection: Connection): OrgMemberStore {
  const { org } = connection.client;
  return {
    list: ({ id }) =>
      connection.seeing(id, async () =>
        (await existingMembers(connection, id)).map(({ username }) => username),
      ),

    // The owner always is a member: naming them in either is an error (ARKID.md 8).
    change: ({ id }, { add, remove }) =>
      connection.seeing(id, async () => {
        try {
          for (const some of chunks(add)) await org.addMembers(id, some, REPEATABLE);
        } finally {
          connection.memberships.join(add);
        }
        for (const some of chunks(remove)) await org.deleteMembers(id, some, REPEATABLE);
      }),

    get: ({ org: oid = "", id }) =>
      connection.seeing(oid, async () => toFields(await org.getMember(oid, id))),

    update: ({ org: oid = "", id }, changes) =>
      connection.seeing(oid, async () =>
        toFields(await org.updateMember(oid, id, fromFields(changes), REPEATABLE)),
      ),

    // Their own delete then need not take them out (ARKID.md 9, 10).
    depart: ({ id }, usernames) =>
      connection.seeing(id, async () => {
        const { username: caller } = await connection.caller();
        const owners = (await connection.owned.all()).map(({ owner }) => owner);
        const leavers = usernames.filter((one) => one !== caller && !owners.includes(one));
        for (const some of chunks(leavers)) await org.deleteMembers(id, some, REPEATABLE);
        connection.memberships.leave(id, leavers);
        return leavers;
      }),

    bound: ({ id }, usernames) => connection.seeing(id, () => bound(connection, id, usernames)),
  };
}

export function toFields({ hiredate, ...fields }: OrgMemberFields): MemberFields {
  const { email, employeeNumber, position, remark: description } = fields;
  return { email, employeeNumber, position, description, hireDate: asWritten(hiredate ?? "") };
}

/** Only `null` clears the date, and only the empty text the others (ARKID.md 11). */
function fromFields({ hireDate, description, ...fields }: Partial<MemberFields>): OrgMemberChanges {
  return {
    ...fields,
    ...(description !== undefined && { remark: description }),
    ...(hireDate !== undefined && { hiredate: hireDate || null }),
  };
}

/** Up to so many people are read one by one; for more, the org's trees are read. */
const FEW = 5;

/**
 * Those of these people who can't be removed from the org alone: its owner, and members of its
 * nodes, who would leave those as well (ARKID.md 8, 9).
 */
async function bound(
  connection: Connection,
  oid: string,
  usernames: readonly string[],
): Promise<string[]> {
  if (usernames.length === 0) return [];
  const { owner } = await connection.client.org.get(oid);
  const others = usernames.filter((username) => username !== owner);
  const inTrees = others.length > FEW ? await membersOfTrees(connection, oid) : undefined;
  const isInNode = (one: string) => inTrees?.has(one) ?? isInNodeOf(connection, oid, one);
  const answers = await Promise.all(others.map(async (one) => await isInNode(one)));
  const inNodes = new Set(others.filter((_, index) => answers[index]));
  return usernames.filter((username) => username === owner || inNodes.has(username));
}

/** Everybody in any node of the org; `undefined` where the caller may not read whole trees. */
async function membersOfTrees(connection: Connection, oid: string) {
  const trees = await readTrees(connection, oid, true);
  return trees && new Set([...trees.members.keys()].flatMap((id) => usernamesIn(trees, id)));
}

/** The direct request is for the org's owner and managers only, not for administrators (ARKID.md 7). */
async function isInNodeOf(connection: Connection, oid: string, username: string) {
  const { org, user } = connection.client;
  const own = await org.memberNodes(oid, username).catch(unless(isForbidden));
  if (own) return own.length > 0;
  for (const { nodeUid } of await user.nodes(username)) {
    const kind = await kindIn(connection, oid, nodeUid).catch(unless(isNotFound));
    if (kind !== undefined) return true;
  }
  return false;
}
