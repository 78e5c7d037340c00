/**
 * @import { Category } from "../findings/finding"
 * @import { Marks } from "./chart-node"
 */

/** In the order of reports. */
const CATEGORIES = /** @type {const} */ (["changed", "missing", "unmanaged", "tolerated"]);

/**
 * What tells the categories apart where colours don't: on paper, and to who sees no colours.
 *
 * @type {Record<Category, string>}
 */
const SIGNS = { changed: "~", missing: "−", unmanaged: "+", tolerated: "·" };

/**
 * The categories of which there are some.
 *
 * @param {Marks} marks
 */
function present(marks) {
  return CATEGORIES.filter((category) => (marks[category] ?? 0) > 0);
}

/**
 * `2 changed, 1 missing`.
 *
 * @param {Marks} marks
 */
function inWords(marks) {
  return present(marks)
    .map((category) => `${marks[category]?.toLocaleString("en")} ${category}`)
    .join(", ");
}

module.exports = { CATEGORIES, SIGNS, present, inWords };
