const { counted } = require("../chart/text");
const { item } = require("./item");
const { peopleIn, placeRow, placesIn } = require("./places");
const { searchIn } = require("./search");

/**
 * @import { ChartNode } from "../chart/chart-node"
 * @import { ReportedOrg } from "../live-org/reported-org"
 * @import { EntryList, PageEntry } from "./entry"
 */

/**
 * An entry of the list beside the charts.
 *
 * @typedef {object} Entry
 * @property {string} id
 * @property {number} group the position of its group in the list
 * @property {string | undefined} [org] whose chart it leads to
 * @property {string | undefined} [at] the node there
 * @property {() => string} row as HTML
 * @property {number} size what it counts for
 */

/**
 * What the list shows of everything.
 *
 * @typedef {object} Entries
 * @property {(words: string) => Entry[]} search in the order of reading
 * @property {(left: number) => string} told how much of all is left
 * @property {(id: string) => Pick<Entry, "org" | "at"> | undefined} placeOf
 */

/**
 * @param {EntryList} list
 * @param {(entry: PageEntry) => boolean} passes
 * @returns {Entries}
 */
function listEntries({ groups, noun }, passes) {
  const all = groups.flatMap(({ entries }, group) => entries.map((entry) => ({ entry, group })));
  const search = searchIn(all, ({ entry }) => entry.words);
  const byId = new Map(all.map(({ entry }) => [entry.id, entry]));
  return {
    search: (words) =>
      search(words)
        .filter(({ entry }) => passes(entry))
        .map(({ entry, group }) => ({ ...entry, group, size: 1, row: () => item(entry) })),
    told: (left) => `${left.toLocaleString("en")} of ${counted(all.length, ...noun)}`,
    placeOf: (id) => byId.get(id),
  };
}

/**
 * Who is where. A search leaves those whom it names, and all of a node that it names.
 *
 * @param {readonly ReportedOrg[]} orgs
 * @param {readonly ChartNode[]} trees
 * @returns {Entries}
 */
function placeEntries(orgs, trees) {
  const places = orgs.flatMap((org, i) => placesIn(org, /** @type {ChartNode} */ (trees[i])));
  const searches = places.map((place) => {
    const above = [place.id, ...place.path];
    return searchIn(place.people, ({ username, name }) => [username, name, ...above]);
  });
  const all = peopleIn(places);
  return {
    search: (words) =>
      places.flatMap((place, i) => {
        const people = searches[i]?.(words) ?? [];
        const { id, org } = place;
        const row = () => placeRow({ ...place, people });
        const size = people.length;
        return size > 0 ? [{ id, group: 0, org, at: id, size, row }] : [];
      }),
    told: (left) => `${left.toLocaleString("en")} of ${counted(all, "membership")}`,
    placeOf: (id) => {
      const place = places.find((one) => one.id === id);
      return place && { org: place.org, at: place.id };
    },
  };
}

module.exports = { listEntries, placeEntries };
