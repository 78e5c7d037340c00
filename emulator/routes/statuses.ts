import { invalidField } from "../wire/refusal";

/** One wish of a grant: whose (or which permission's) status becomes what. */
interface StatusEntry {
  uid: string;
  status: number;
}

/**
 * The wishes of a body. Any whole number is taken, in digits too (ARKID.md 32); a missing uid or
 * another status is a 400, where the reference crashes half way.
 */
export function entriesOf(body: Record<string, unknown>, field: string): StatusEntry[] {
  const list = body[field] ?? [];
  if (!Array.isArray(list)) throw invalidField(field, "this field must be list");
  return list.map((entry: unknown) => {
    const { uid, status } = (entry ?? {}) as Record<string, unknown>;
    const number = typeof status === "string" && /^-?\d+$/.test(status) ? Number(status) : status;
    if (typeof uid !== "string") throw invalidField(field, "uid is required");
    if (!Number.isSafeInteger(number))
      throw invalidField(field, `status of ${uid} must be a number`);
    return { uid, status: number as number };
  });
}
