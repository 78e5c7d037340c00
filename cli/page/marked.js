/**
 * @import { PageEntry } from "./entry"
 * @import { PageData } from "./content"
 */

/**
 * What charts mark of a list: all but the categories that are hidden at first.
 *
 * @param {PageData["list"]} list
 * @returns {readonly PageEntry[]}
 */
function markedIn(list) {
  if (!list) return [];
  const hidden = new Set(list.categories.filter((one) => one.isHidden).map(({ name }) => name));
  const all = list.groups.flatMap(({ entries }) => entries);
  return all.filter(({ category }) => !hidden.has(category));
}

module.exports = { markedIn };
