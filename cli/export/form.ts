/** Whether the tree of an export is one resource, or many. */
export const forms = ["auto", "always", "never"] as const;
export type BulkChoice = (typeof forms)[number];

/** What a former export has. */
export const BULK = "bulk";
export const OF_MANY = "of many";

/** From how many resources on a tree is one: each costs the engine about a tenth of a second. */
const MANY = 1000;

/**
 * Whether a tree is to be one resource. `auto`: where a former export has it so, else where it is large.
 * @param resources that it would be otherwise
 */
export function isBulkTree(
  choice: BulkChoice,
  former: string | undefined,
  resources: number,
): boolean {
  if (choice !== "auto") return choice === "always";
  return former === undefined ? resources >= MANY : former === BULK;
}
