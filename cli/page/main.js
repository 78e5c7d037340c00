const { treeOf } = require("../chart/tree");
const { counted } = require("../chart/text");
const { Chart, isWithin } = require("./chart");
const { Filters } = require("./filters");
const { List } = require("./list");
const { findingSearch, nodeSearch } = require("./search");

/**
 * @import { Finding } from "../findings/finding"
 * @import { ChartNode } from "../chart/chart-node"
 * @import { PageData } from "./content"
 */

/** @type {PageData} */
const { orgs, findings = [] } = JSON.parse(byId("data").textContent ?? "{}");
const hasList = document.getElementById("list") !== null;
const findingsWith = findingSearch(findings);
const findingById = new Map(findings.map((finding) => [finding.id, finding]));
const trees = orgs.map((org) => treeOf(org, findings));
const nodesWith = trees.map(nodeSearch);
const charts = trees.map((tree, i) => {
  const onChoose = hasList ? (/** @type {ChartNode | undefined} */ n) => choose(i, n) : undefined;
  return new Chart(byId(`chart-${i}`), tree, onChoose);
});
const filters = new Filters(byId("tools"), show, () => choose(-1, undefined));
const list = hasList ? new List(byId("list"), button("more"), showInChart) : undefined;
/** @type {{ org: number, node: ChartNode } | undefined} */
let within;
let searched = "";
let nodesFound = 0;

byId("tools").hidden = false;
show();

/** Shows what the search and the filters leave, in the list and in the charts. */
function show() {
  const words = filters.words.trim();
  const left = findingsWith(words).filter((one) => filters.passes(one) && isInside(one));
  list?.show(left);
  if (words !== searched) nodesFound = searchCharts(words);
  searched = words;
  filters.tell(within?.node.name, resultOf(words, left.length));
}

/**
 * @param {string} words
 * @param {number} left
 */
function resultOf(words, left) {
  const inChart = `${counted(nodesFound, "match", "matches")} in the chart`;
  if (!list) return words === "" ? "" : inChart;
  const inList = `${left.toLocaleString("en")} of ${counted(findings.length, "finding")}`;
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

/** @param {Finding} finding */
function isInside(finding) {
  if (!within) return true;
  const chart = charts[within.org];
  if (!chart || finding.org !== orgs[within.org]?.id) return false;
  return isWithin(chart.nodes.get(finding.at ?? "") ?? chart.top, within.node);
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
  const finding = findingById.get(id);
  const org = orgs.findIndex((one) => one.id === finding?.org);
  charts[org]?.show(finding?.at ?? "");
}

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** @param {string} id */
function button(id) {
  return /** @type {HTMLButtonElement} */ (byId(id));
}
