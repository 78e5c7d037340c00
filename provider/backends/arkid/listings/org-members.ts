import type { MemberFields } from "../../domain";
import type { Listing } from "../../listing";
import type { Connection } from "../connection";
import { toFields } from "../org-members";
import { existingUsers } from "./existing-users";
import { opened } from "../../kit/paged";

/**
 * What an org keeps of its members. The row of a deleted person looks like any other (ARKID.md 10):
 * the living are listed along, and are part of the price until they are known.
 */
export async function listOrgMembers(
  connection: Connection,
  oid: string,
  budget: number,
): Promise<Listing<MemberFields>> {
  const lists = [
    opened(connection.client.org.listMembers(oid)),
    existingUsers(connection),
  ] as const;
  const [rows, people] = await Promise.all(lists);
  const price = rows.price + people.price;
  if (price > budget) return { price };
  const [members, alive] = await Promise.all([rows.all(), people.all()]);
  const found = members.filter(({ userId }) => alive.has(userId));
  return new Map(found.map((member) => [member.username, toFields(member)]));
}
