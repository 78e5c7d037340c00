import type { MemberFields } from "../../../domain";
import type { Listing } from "../../../listing";
import type { Connection } from "../connection";
import { toFields } from "../org-members";
import { opened } from "./paged";

/**
 * What an org keeps of its members. The row of a deleted person looks like any other (ARKID.md 10):
 * the living are listed along, and are part of the price.
 */
export async function listOrgMembers(
  { client }: Connection,
  oid: string,
  budget: number,
): Promise<Listing<MemberFields>> {
  const lists = [opened(client.org.listMembers(oid)), opened(client.user.list())] as const;
  const [rows, people] = await Promise.all(lists);
  const price = rows.price + people.price;
  if (price > budget) return { price };
  const [members, everybody] = await Promise.all([rows.all(), people.all()]);
  const living = new Set(everybody.map(({ userId }) => userId));
  const alive = members.filter(({ userId }) => living.has(userId));
  return new Map(alive.map((member) => [member.username, toFields(member)]));
}
