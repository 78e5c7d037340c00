const { everyNode } = require("../chart/tree");

/**
 * @import { Finding } from "../findings/finding"
 * @import { ChartNode } from "../chart/chart-node"
 */

/**
 * Finds entries by words, whatever their case and width: all words must be in an entry's texts.
 *
 * @template Entry
 * @param {Iterable<Entry>} entries
 * @param {(entry: Entry) => (string | undefined)[]} textsOf
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

/** @param {readonly Finding[]} findings */
const findingSearch = (findings) =>
  searchIn(findings, (finding) => [
    finding.category,
    finding.kind,
    finding.object,
    finding.member,
    finding.resource,
    finding.who?.actor,
    ...finding.path,
    ...(finding.changes ?? []).flatMap(({ property, declared, live }) => [
      property,
      declared,
      live,
    ]),
  ]);

/** @param {ChartNode} top */
const nodeSearch = (top) => searchIn(everyNode(top), ({ id, name }) => [name, id]);

module.exports = { findingSearch, nodeSearch };
