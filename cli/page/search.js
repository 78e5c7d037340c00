const { everyNode } = require("../chart/tree");

/**
 * @import { ChartNode } from "../chart/chart-node"
 */

/**
 * Finds entries by words, whatever their case and width: all words must be in an entry's texts.
 *
 * @template Entry
 * @param {Iterable<Entry>} entries
 * @param {(entry: Entry) => readonly string[]} textsOf
 * @returns {(words: string) => Entry[]} in the entries' order
 */
function searchIn(entries, textsOf) {
  const haystacks = [...entries].map((entry) => ({
    entry,
    text: plain(textsOf(entry).join("\n")),
  }));
  return (words) => {
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    return haystacks
      .filter(({ text }) => wanted.every((word) => text.includes(word)))
      .map(({ entry }) => entry);
  };
}

/** @param {string} text */
const plain = (text) => text.normalize("NFKC").toLowerCase();

/** @param {ChartNode} top */
const nodeSearch = (top) =>
  searchIn(everyNode(top), ({ id, name, people }) => [
    name,
    id,
    ...people.flatMap((person) => [person.username, person.name]),
  ]);

module.exports = { searchIn, nodeSearch };
