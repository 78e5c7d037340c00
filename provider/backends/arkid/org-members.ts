import type { OrgMemberStore } from "../backend";
import type { MemberFields } from "../domain";
import type { OrgMemberChanges, OrgMemberFields } from "../../../sdk";
import { bound } from "./bound-members";
import type { Connection } from "./connection";
import { existingMembers } from "./existing-members";
import { chunks } from "./members";
import { asWritten } from "./moment";
import { REPEATABLE } from "./writes";

/** Members of orgs, by username, and what an org keeps of each. */
export function orgMembers(connection: Connection): OrgMemberStore {
  const { org } = connection.client;
  return {
    list: ({ id }) => connection.seeing(id, () => existingMembers(connection, id)),

    // The owner is in and stays: to name him in either is an error (ARKID.md 8).
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
