/**
 * @import { PageEntry } from "./entry"
 */

/** How many entries of a group are in the page at first, and how many more each time. */
const FIRST = 100;
const NEXT = 400;

/**
 * An entry of a list, as HTML.
 *
 * @param {PageEntry} entry
 */
const item = ({ html }) => `<li class="entry">${html}</li>`;

module.exports = { FIRST, NEXT, item };
