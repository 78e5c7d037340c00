const { CATEGORIES, SIGNS } = require("../chart/marks");
const { escaped } = require("../chart/text");
const { sentence } = require("./sentence");

/**
 * @import { Finding, PropertyChange } from "../findings/finding"
 */

/**
 * The entries of a list of findings, as HTML.
 *
 * @param {readonly Finding[]} findings
 */
function rowsOf(findings) {
  return findings.map(row).join("\n");
}

/** @param {Finding} finding */
function row(finding) {
  const { category, path, kind, object, changes = [], advice, accepted } = finding;
  const name = path.at(-1) ?? object;
  return `<li class="finding ${accepted ? "accepted" : category}">
<p class="what">${badge(category)}<button type="button" class="show" data-finding="${escaped(finding.id)}"><bdi>${escaped(name)}</bdi></button> <span class="kind">${escaped(kind)}</span></p>
${way(path)}${changes.length > 0 ? `<dl class="changes">${changes.map(change).join("")}</dl>` : ""}
<p class="advice">${finding.replaced ? "<strong>Replaced.</strong> " : ""}${sentence(advice)}</p>
${facts(finding)}</li>`;
}

/** @param {Finding["category"]} category */
function badge(category) {
  const known = CATEGORIES.includes(category) ? category : "tolerated";
  return `<span class="badge ${known}"><span aria-hidden="true">${SIGNS[known]}</span> ${known}</span>`;
}

/** @param {readonly string[]} path */
function way(path) {
  const above = path.slice(0, -1).map((name) => `<bdi>${escaped(name)}</bdi>`);
  return above.length > 0 ? `<p class="way">${above.join(" › ")}</p>\n` : "";
}

/** @param {PropertyChange} change */
function change({ property, declared, live }) {
  return `<dt>${escaped(property)}</dt><dd>${side("declared", declared)} <span aria-hidden="true">→</span> ${side("live", live)}</dd>`;
}

/**
 * @param {string} where
 * @param {string | undefined} value
 */
function side(where, value) {
  const text = value === undefined ? "<i>nothing</i>" : `<bdi>${escaped(value)}</bdi>`;
  return `<span class="${where}"><span class="side">${where} </span>${text}</span>`;
}

/** @param {Finding} finding */
function facts({ resource, object, list, member, who, accepted }) {
  const entry = list === undefined || list === "users" ? member : `${list} ${member}`;
  const parts = [
    resource === undefined ? undefined : `declared as <code>${escaped(resource)}</code>`,
    `<code>${escaped(member === undefined ? object : `${object} ${entry}`)}</code>`,
    who &&
      `by <bdi>${escaped(who.actor)}</bdi>, ${escaped(who.at.slice(0, 16).replace("T", " "))} UTC`,
    accepted &&
      `accepted: <bdi>${escaped(accepted.reason)}</bdi>${accepted.expires ? `, until ${escaped(accepted.expires)}` : ""}`,
  ];
  return `<p class="facts">${parts.filter((part) => part !== undefined).join(" · ")}</p>\n`;
}

module.exports = { rowsOf };
