const { above, everyNode } = require("../chart/tree");
const { called } = require("../live-org/called");
const { counted, escaped } = require("../chart/text");
const { named, way } = require("./named");

/**
 * @import { ChartNode } from "../chart/chart-node"
 * @import { Person, ReportedOrg } from "../live-org/reported-org"
 */

/**
 * Somewhere that people are.
 *
 * @typedef {object} Place
 * @property {string} id of the node; the org's for those who are in no node
 * @property {string} org
 * @property {string} name
 * @property {readonly string[]} path names from the org down to it
 * @property {readonly Person[]} people
 */

/** As many people as an entry shows before somebody opens the rest. */
const FIRST_PEOPLE = 50;

/**
 * Where people are, in the chart's order; those who are in no node of the org come last.
 *
 * @param {ReportedOrg} org
 * @param {ChartNode} top
 * @returns {Place[]}
 */
function placesIn({ inNoNode = [] }, top) {
  const org = top.id;
  const places = [...everyNode(top)].map((node) => {
    const path = [...above(node)].reverse().map(({ name }) => name);
    return { id: node.id, org, name: node.name, path: [...path, node.name], people: node.people };
  });
  const outside = { id: org, org, name: "In no node", path: [top.name, ""], people: inNoNode };
  return [...places, outside].filter(({ people }) => people.length > 0);
}

/** @param {readonly Place[]} places */
const peopleIn = (places) => places.reduce((sum, { people }) => sum + people.length, 0);

/**
 * An entry of a list of places, as HTML.
 *
 * @param {Place} place
 */
function placeRow({ id, name, path, people }) {
  const first = people.slice(0, FIRST_PEOPLE);
  const rest = people.slice(FIRST_PEOPLE);
  const more = `<details><summary>${counted(rest.length, "more", "more")}</summary>${listOf(rest)}</details>`;
  return `<li class="entry">
<p class="what"><button type="button" class="show" data-entry="${escaped(id)}">${named(name)}</button> <span class="kind">${counted(people.length, "person", "people")}</span></p>
${way(path)}${listOf(first)}${rest.length > 0 ? more : ""}</li>`;
}

/** @param {readonly Person[]} people */
const listOf = (people) => `<ul class="people">${people.map(personItem).join("")}</ul>`;

/**
 * The name gives way where there is no room, and never the username.
 *
 * @param {Person} person
 */
function personItem({ username, name }) {
  const text = called(username, name);
  if (text === username) return `<li>${named(username)}</li>`;
  return `<li title="${escaped(text)}"><span>${named(name)}</span> (${named(username)})</li>`;
}

module.exports = { placesIn, peopleIn, placeRow };
