/**
 * @import { Category } from "./category"
 * @import { Marks } from "./chart-node"
 */

/**
 * The categories of which there are some.
 *
 * @param {Marks} marks
 * @param {readonly Category[]} categories what counts most comes first
 */
function present(marks, categories) {
  return categories.filter(({ name }) => (marks[name] ?? 0) > 0);
}

/**
 * `2 changed, 1 missing`.
 *
 * @param {Marks} marks
 * @param {readonly Category[]} categories
 */
function inWords(marks, categories) {
  return present(marks, categories)
    .map(({ name }) => `${marks[name]?.toLocaleString("en")} ${name}`)
    .join(", ");
}

/**
 * What a mark says: how many of what.
 *
 * @param {string} sign of one letter
 * @param {number} count
 */
const markText = (sign, count) => `${sign} ${count > 99 ? "99+" : count}`;

/**
 * How wide a mark is, in pixels, with the room before it.
 *
 * @param {string} text
 */
const markWidth = (text) => 15 + text.length * 7;

module.exports = { present, inWords, markText, markWidth };
