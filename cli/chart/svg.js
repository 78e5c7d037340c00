const { beside, boldness } = require("./layout");
const { present, inWords, markText, markWidth } = require("./marks");
const { add } = require("./tree");
const { counted, escaped, fitted, widthOf } = require("./text");

/**
 * @import { Category } from "./category"
 * @import { ChartNode, DrawnNode, DrawnRest, Layout, Marks, Placed } from "./chart-node"
 */

/** Half of a box's height. */
const HALF = 14;
/** Between marks, in pixels. */
const BETWEEN = 4;

/**
 * How to draw. `focus` makes it a tree, and says which box the Tab key reaches.
 *
 * @typedef {object} Options
 * @property {string} label
 * @property {readonly Category[]} categories of what is marked; what counts most comes first
 * @property {string} [focus]
 * @property {string | undefined} [selected]
 */

/**
 * A drawing as SVG text: a picture, or a tree to walk through by the keyboard.
 *
 * @param {Layout} layout
 * @param {Options} options
 */
function svgOf({ placed, width, height, isOutline }, options) {
  const { label, focus } = options;
  const role = focus === undefined ? "img" : "tree";
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  const boxes = placed.map((one) => box(one, options)).join("\n");
  return `<svg class="chart" role="${role}" aria-label="${escaped(label)}" ${size}>
<g aria-hidden="true">${placed.map(isOutline ? outlineLink : link).join("")}</g>
${boxes}
</svg>`;
}

/**
 * From a box to one right of it, in its row or below.
 *
 * @param {Placed} placed
 */
function link({ parent, x, y }) {
  if (!parent) return "";
  const start = `M${round(parent.x + parent.width)} ${round(parent.y)}`;
  if (y === parent.y) return `<path class="link" d="${start}H${round(x)}"/>`;
  const trunk = round(x - 18);
  return `<path class="link" d="${start}H${trunk - 8}q8 0 8 8V${round(y - 8)}q0 8 8 8H${round(x)}"/>`;
}

/**
 * From a box to one below it and further right.
 *
 * @param {Placed} placed
 */
function outlineLink({ parent, x, y }) {
  if (!parent) return "";
  return `<path class="link" d="M${round(parent.x + 10)} ${round(parent.y + HALF)}V${round(y - 8)}q0 8 8 8H${round(x)}"/>`;
}

/**
 * @param {Placed} placed
 * @param {Options} options
 */
function box(placed, { focus, selected, categories }) {
  const { drawn, x, y } = placed;
  const id = "rest" in drawn ? restId(drawn) : drawn.node.id;
  const content =
    "rest" in drawn
      ? restBox(placed, drawn, categories)
      : nodeBox(placed, drawn, { opens: focus !== undefined, categories });
  const role = focus === undefined ? "" : treeItem(placed, id === focus, id === selected);
  return `<g class="${content.classes}" data-id="${escaped(id)}" transform="translate(${round(x)} ${round(y)})"${role}><title>${escaped(content.label)}</title><g aria-hidden="true">${content.shapes}</g></g>`;
}

/**
 * What makes a box an item of a tree; its name is its title.
 *
 * @param {Placed} placed
 * @param {boolean} isFocus
 * @param {boolean} isSelected
 */
function treeItem(placed, isFocus, isSelected) {
  const { drawn, level, position, siblings } = placed;
  const expands =
    "rest" in drawn || drawn.node.children.length === 0
      ? ""
      : ` aria-expanded="${drawn.children.length > 0}"`;
  return ` role="treeitem" tabindex="${isFocus ? 0 : -1}" aria-selected="${isSelected}" aria-level="${level}" aria-posinset="${position}" aria-setsize="${siblings}"${expands}`;
}

/**
 * What stands for the children that are not drawn.
 *
 * @param {DrawnRest} drawn
 */
const restId = ({ of }) => `${of.id} rest`;

/**
 * @param {DrawnRest} drawn
 * @param {readonly Category[]} categories
 */
function restLabel({ rest, of }, categories) {
  const marks = inWords(marksOf(rest), categories);
  return `${counted(rest.length, "more", "more")} in ${of.name}${marks && `: ${marks}`}`;
}

/** @param {readonly ChartNode[]} nodes */
function marksOf(nodes) {
  /** @type {Marks} */
  const marks = {};
  for (const node of nodes) {
    add(marks, node.marks);
    add(marks, node.marksBelow);
  }
  return marks;
}

const PLANNED = { made: "new", deleted: "deleted for good", away: "moves away from here" };

/**
 * @param {ChartNode} node
 * @param {readonly Category[]} categories
 */
function nodeLabel({ name, kind, planned, members, marks, marksBelow, below }, categories) {
  const parts = [name, kind];
  if (planned) parts.push(PLANNED[planned]);
  if (members > 0) parts.push(counted(members, "person", "people"));
  if (below > 0) parts.push(`${below.toLocaleString("en")} below`);
  const [own, inside] = [inWords(marks, categories), inWords(marksBelow, categories)];
  if (own) parts.push(own);
  if (inside) parts.push(`below it ${inside}`);
  return parts.join(", ");
}

/**
 * @param {Placed} placed
 * @param {DrawnRest} drawn
 * @param {readonly Category[]} categories
 */
function restBox({ width }, drawn, categories) {
  const more = counted(drawn.rest.length, "more", "more");
  const box = Math.min(width, widthOf(more) + beside(drawn));
  const [worst] = present(marksOf(drawn.rest), categories);
  return {
    classes: `box rest ${worst?.tone ?? ""}`.trimEnd(),
    label: restLabel(drawn, categories),
    shapes: `<rect class="card" y="${-HALF}" width="${round(box)}" height="${2 * HALF}" rx="${HALF}"/><text class="name" x="12" y="4.5">${more}</text>`,
  };
}

/**
 * @param {Placed} placed
 * @param {DrawnNode} drawn
 * @param {{ opens: boolean, categories: readonly Category[] }} options `opens`: whether somebody can open it
 */
function nodeBox({ width }, drawn, options) {
  const { node } = drawn;
  const own = present(node.marks, options.categories);
  const marks = marksIn(node.marks, own, width - 2);
  const name = fitted(node.name, (width - beside(drawn) + 4) / boldness(drawn));
  return {
    classes: ["box", node.kind, node.planned, own[0]?.tone].filter(Boolean).join(" "),
    label: nodeLabel(node, options.categories),
    shapes: [
      `<rect class="card" y="${-HALF}" width="${round(width)}" height="${2 * HALF}" rx="6"/>`,
      `<text class="name" x="12" y="4.5">${escaped(name)}</text>`,
      ...marks.shapes,
      people(node.members, marks.left - 8),
      fold(drawn, width, options),
    ].join(""),
  };
}

/**
 * The marks in a box, from left to right, and where they begin.
 *
 * @param {Marks} marks
 * @param {readonly Category[]} own
 * @param {number} right
 */
function marksIn(marks, own, right) {
  let left = right;
  const shapes = [...own].reverse().map(({ name, sign, tone }) => {
    const text = markText(sign, marks[name] ?? 0);
    left -= markWidth(text);
    return mark(tone, text, left);
  });
  return { shapes: shapes.reverse(), left };
}

/**
 * @param {string} tone
 * @param {string} text
 * @param {number} x
 */
function mark(tone, text, x) {
  const width = markWidth(text) - BETWEEN;
  return `<g class="mark ${tone}" transform="translate(${round(x)} 0)"><rect y="-9" width="${round(width)}" height="18" rx="9"/><text x="${round(width / 2)}" y="4">${escaped(text)}</text></g>`;
}

/**
 * How many are in it, right of the name.
 *
 * @param {number} count
 * @param {number} right
 */
function people(count, right) {
  if (count === 0) return "";
  const text = short(count);
  const person = `<path d="M-5 -0.5a2.4 2.4 0 1 1 0.1 0zM-9.2 5a4.2 4.2 0 0 1 8.4 0z" transform="translate(${round(-digits(text) - 3)} 0)"/>`;
  return `<g class="people" transform="translate(${round(right)} 0)">${person}<text y="4">${text}</text></g>`;
}

/**
 * What opens and closes a node, right of its box: how much there is below, or how much of it is marked.
 *
 * @param {DrawnNode} drawn
 * @param {number} width
 * @param {{ opens: boolean, categories: readonly Category[] }} options
 */
function fold({ node, children }, width, { opens, categories }) {
  const isOpen = children.length > 0;
  if (node.children.length === 0 || (isOpen && !opens)) return "";
  const [worst] = isOpen ? [] : present(node.marksBelow, categories);
  const text = worst
    ? `${escaped(worst.sign)} ${short(node.marksBelow[worst.name] ?? 0)}`
    : short(node.below);
  const count = isOpen ? "" : `<text x="17" y="4">${text}</text>`;
  const arrow = isOpen ? "M11 -4L7 0L11 4" : "M7 -4L11 0L7 4";
  const pill = isOpen ? 18 : 24 + digits(text);
  return `<g class="fold ${worst?.tone ?? ""}" transform="translate(${round(width + 3)} 0)"><rect y="-9" width="${round(pill)}" height="18" rx="9"/><path d="${arrow}"/>${count}</g>`;
}

/**
 * The width of a short number, in pixels.
 *
 * @param {string} text
 */
const digits = (text) => text.length * 7;

/** @param {number} count */
const short = (count) => (count > 999 ? `${Math.floor(count / 1000)}k` : `${count}`);

/** @param {number} pixels */
const round = (pixels) => Math.round(pixels * 10) / 10;

module.exports = { svgOf, restId };
