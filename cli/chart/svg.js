const { beside } = require("./layout");
const { SIGNS, present, inWords } = require("./marks");
const { add } = require("./tree");
const { counted, escaped, fitted, widthOf } = require("./text");

/**
 * @import { ChartNode, DrawnNode, DrawnRest, Layout, Marks, Placed } from "./chart-node"
 */

/** Half of a box's height. */
const HALF = 14;
const MARK = 32;

/**
 * A drawing as SVG text: a picture, or a tree to walk through by the keyboard.
 *
 * @param {Layout} layout
 * @param {{ label: string, focus?: string, selected?: string | undefined }} options `focus` makes it a
 *   tree and says which box the Tab key reaches
 */
function svgOf({ placed, width, height, isOutline }, { label, focus, selected }) {
  const role = focus === undefined ? "img" : "tree";
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  const boxes = placed.map((one) => box(one, focus, selected)).join("\n");
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
 * @param {string | undefined} focus
 * @param {string | undefined} selected
 */
function box(placed, focus, selected) {
  const { drawn, x, y } = placed;
  const id = "rest" in drawn ? restId(drawn) : drawn.node.id;
  const content =
    "rest" in drawn ? restBox(placed, drawn) : nodeBox(placed, drawn, focus !== undefined);
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

/** @param {DrawnRest} drawn */
function restLabel({ rest, of }) {
  const marks = inWords(marksOf(rest));
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

/** @param {ChartNode} node */
function nodeLabel({ name, kind, members, marks, marksBelow, below }) {
  const parts = [name, kind];
  if (members > 0) parts.push(counted(members, "person", "people"));
  if (below > 0) parts.push(`${below.toLocaleString("en")} below`);
  const [own, inside] = [inWords(marks), inWords(marksBelow)];
  if (own) parts.push(own);
  if (inside) parts.push(`below it ${inside}`);
  return parts.join(", ");
}

/**
 * @param {Placed} placed
 * @param {DrawnRest} drawn
 */
function restBox({ width }, drawn) {
  const more = counted(drawn.rest.length, "more", "more");
  const box = Math.min(width, widthOf(more) + beside(drawn));
  const [worst] = present(marksOf(drawn.rest));
  return {
    classes: `box rest ${worst ?? ""}`.trimEnd(),
    label: restLabel(drawn),
    shapes: `<rect class="card" y="${-HALF}" width="${round(box)}" height="${2 * HALF}" rx="${HALF}"/><text class="name" x="12" y="4.5">${more}</text>`,
  };
}

/**
 * @param {Placed} placed
 * @param {DrawnNode} drawn
 * @param {boolean} opens
 */
function nodeBox({ width }, drawn, opens) {
  const { node } = drawn;
  const own = present(node.marks);
  const name = fitted(node.name, width - beside(drawn) + 4);
  return {
    classes: ["box", node.kind, ...own.slice(0, 1)].join(" "),
    label: nodeLabel(node),
    shapes: [
      `<rect class="card" y="${-HALF}" width="${round(width)}" height="${2 * HALF}" rx="6"/>`,
      `<text class="name" x="12" y="4.5">${escaped(name)}</text>`,
      ...own.map((category, i) =>
        mark(category, node.marks[category] ?? 0, width - (own.length - i) * (MARK + 4) - 2),
      ),
      people(node.members, width - own.length * (MARK + 4) - 10),
      fold(drawn, width, opens),
    ].join(""),
  };
}

/**
 * @param {keyof Marks} category
 * @param {number} count
 * @param {number} x
 */
function mark(category, count, x) {
  const text = count > 99 ? "99+" : count;
  return `<g class="mark ${category}" transform="translate(${round(x)} 0)"><rect y="-9" width="${MARK}" height="18" rx="9"/><text x="${MARK / 2}" y="4">${SIGNS[category]} ${text}</text></g>`;
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
 * What opens and closes a node, right of its box: how much there is below, or how much of it drifted.
 *
 * @param {DrawnNode} drawn
 * @param {number} width
 * @param {boolean} opens whether somebody can
 */
function fold({ node, children }, width, opens) {
  const isOpen = children.length > 0;
  if (node.children.length === 0 || (isOpen && !opens)) return "";
  const [worst] = isOpen ? [] : present(node.marksBelow);
  const text = worst ? `${SIGNS[worst]} ${short(node.marksBelow[worst] ?? 0)}` : short(node.below);
  const count = isOpen ? "" : `<text x="17" y="4">${text}</text>`;
  const arrow = isOpen ? "M11 -4L7 0L11 4" : "M7 -4L11 0L7 4";
  const pill = isOpen ? 18 : 24 + digits(text);
  return `<g class="fold ${worst ?? ""}" transform="translate(${round(width + 3)} 0)"><rect y="-9" width="${round(pill)}" height="18" rx="9"/><path d="${arrow}"/>${count}</g>`;
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
