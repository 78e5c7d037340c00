const { treeOf } = require("../chart/tree");
const { counted } = require("../chart/text");
const { Chart, isWithin } = require("./chart");
const { listEntries, placeEntries } = require("./entries");
const { Filters } = require("./filters");
const { List } = require("./list");
const { markedIn } = require("./marked");
const { nodeSearch } = require("./search");

/**
 * @import { ChartNode } from "../chart/chart-node"
 * @import { PageData } from "./content"
 * @import { Entry } from "./entries"
 */

/** @type {PageData} */
const { orgs, list: content } = JSON.parse(byId("data").textContent ?? "{}");
const marked = markedIn(content);
const trees = orgs.map((org) => treeOf(org, marked));
const filters = new Filters(byId("tools"), show, () => choose(-1, undefined));
const hasList = document.getElementById("list") !== null;
const entries = content
  ? listEntries(content, (entry) => filters.passes(entry))
  : placeEntries(orgs, trees);
const nodesWith = trees.map(nodeSearch);
const charts = trees.map((tree, i) => {
  const onChoose = hasList ? (/** @type {ChartNode | undefined} */ n) => choose(i, n) : undefined;
  const categories = content?.categories ?? [];
  return new Chart(byId(`chart-${i}`), tree, { categories, onChoose });
});
const list = hasList ? new List(byId("list"), showInChart) : undefined;
/** @type {{ org: number, node: ChartNode } | undefined} */
let within;
let searched = "";
let nodesFound = 0;

byId("tools").hidden = false;
show();

/** Shows what the search and the filters leave, in the list and in the charts. */
function show() {
  const words = filters.words.trim();
  const left = hasList ? entries.search(words).filter(isInside) : [];
  list?.show(left, words !== "");
  if (words !== searched) nodesFound = searchCharts(words);
  searched = words;
  const size = left.reduce((sum, entry) => sum + entry.size, 0);
  filters.tell(within?.node.name, resultOf(words, size));
}

/**
 * @param {string} words
 * @param {number} left
 */
function resultOf(words, left) {
  const inChart = `${counted(nodesFound, "match", "matches")} in the chart`;
  if (!list) return words === "" ? "" : inChart;
  const inList = entries.told(left);
  return words === "" ? inList : `${inList}, ${inChart}`;
}

/**
 * @param {string} words none ends the search
 * @returns {number} how many nodes have them
 */
function searchCharts(words) {
  const found = nodesWith.map((search) => (words === "" ? undefined : search(words)));
  charts.forEach((chart, i) => chart.search(found[i]));
  return found.reduce((sum, nodes) => sum + (nodes?.length ?? 0), 0);
}

/** @param {Entry} entry */
function isInside({ org, at = "" }) {
  if (!within) return true;
  const chart = charts[within.org];
  if (!chart || org !== orgs[within.org]?.id) return false;
  return isWithin(chart.nodes.get(at) ?? chart.top, within.node);
}

/**
 * @param {number} org
 * @param {ChartNode | undefined} node
 */
function choose(org, node) {
  within = node && { org, node };
  charts.forEach((chart, i) => i !== org && chart.choose(undefined));
  show();
}

/** @param {string} id */
function showInChart(id) {
  const place = entries.placeOf(id);
  const org = orgs.findIndex((one) => one.id === place?.org);
  charts[org]?.show(place?.at ?? "");
}

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}
