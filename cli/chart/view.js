const { above, isMarked } = require("./tree");

/**
 * @import { ChartNode, Drawn, DrawnNode, View } from "./chart-node"
 */

/** How many boxes a chart opens with: what a screen or a sheet of paper shows at once. */
const FIRST_BOXES = 48;
/** How many children a node opens with when the chart does it, and when somebody does. */
const FIRST_CHILDREN = 8;
const NEXT_CHILDREN = 50;

/**
 * What a chart shows at first: the way to all that is marked, as far as there is room, then the upper levels.
 *
 * @param {ChartNode} top
 * @param {number} [boxes] about how many there may be
 * @returns {View}
 */
function firstView(top, boxes = FIRST_BOXES) {
  /** @type {Map<string, number>} */
  const open = new Map();
  let room = boxes - 1;
  /** @type {(wanted: (node: ChartNode) => boolean) => void} */
  const openAll = (wanted) => {
    const waiting = [top];
    for (let node = waiting.shift(); node; node = waiting.shift()) {
      if (!wanted(node) || node.children.length === 0) continue;
      const count = open.get(node.id) ?? Math.min(node.children.length, FIRST_CHILDREN);
      if (!open.has(node.id) && count > room && node !== top) continue;
      if (!open.has(node.id)) room -= count;
      open.set(node.id, count);
      waiting.push(...chosen(node, count));
    }
  };
  openAll((node) => Object.keys(node.marksBelow).length > 0);
  openAll(() => true);
  return { open };
}

/**
 * Everything, for a drawing that nobody can open.
 *
 * @param {ChartNode} top
 * @param {number} [depth] how many levels below the top
 * @returns {View}
 */
function wholeView(top, depth = Infinity) {
  /** @type {Map<string, number>} */
  const open = new Map();
  let level = [top];
  for (let i = 0; i < depth && level.length > 0; i += 1) {
    for (const node of level) open.set(node.id, node.children.length);
    level = level.flatMap((node) => node.children);
  }
  return { open };
}

/**
 * Opens a node, or more of it where it is open.
 *
 * @param {View} view
 * @param {ChartNode} node
 */
function openNode(view, node) {
  const count = (view.open.get(node.id) ?? 0) + NEXT_CHILDREN;
  view.open.set(node.id, Math.min(node.children.length, count));
}

/**
 * Opens the way to a node, so that it is drawn.
 *
 * @param {View} view
 * @param {ChartNode} node
 */
function reveal(view, node) {
  let child = node;
  for (const parent of above(node)) {
    const count = view.open.get(parent.id) ?? Math.min(parent.children.length, FIRST_CHILDREN);
    const isDrawn = chosen(parent, count).includes(child);
    view.open.set(parent.id, isDrawn ? count : parent.children.length);
    child = parent;
  }
}

/**
 * What is drawn of a tree.
 *
 * @param {ChartNode} top
 * @param {View} view
 * @returns {DrawnNode}
 */
function drawnOf(top, view) {
  const draw = view.only ? searched(view.only) : opened(view.open);
  return { node: top, children: draw(top) };
}

/**
 * @param {ReadonlyMap<string, number>} open
 * @returns {(node: ChartNode) => Drawn[]}
 */
function opened(open) {
  /** @type {(node: ChartNode) => Drawn[]} */
  const draw = (node) => {
    const count = open.get(node.id);
    if (count === undefined || node.children.length === 0) return [];
    const children = chosen(node, count);
    const drawn = children.map((child) => ({ node: child, children: draw(child) }));
    if (children.length === node.children.length) return drawn;
    const shown = new Set(children);
    return [...drawn, { rest: node.children.filter((child) => !shown.has(child)), of: node }];
  };
  return draw;
}

/**
 * @param {ReadonlySet<ChartNode>} found
 * @returns {(node: ChartNode) => Drawn[]}
 */
function searched(found) {
  const ways = new Set([...found].flatMap((node) => [node, ...above(node)]));
  /** @type {(node: ChartNode) => Drawn[]} */
  const draw = (node) =>
    node.children
      .filter((child) => ways.has(child))
      .map((child) => ({ node: child, children: draw(child) }));
  return draw;
}

/**
 * The children that are drawn when there is room for so many: those that are marked before others, all in
 * the server's order.
 *
 * @param {ChartNode} node
 * @param {number} count
 */
function chosen({ children }, count) {
  // One that is left out would take the room of the words that say so.
  if (count >= children.length - 1) return children;
  const ranked = [...children.filter(isMarked), ...children.filter((child) => !isMarked(child))];
  const kept = new Set(ranked.slice(0, count));
  return children.filter((child) => kept.has(child));
}

module.exports = { firstView, wholeView, openNode, reveal, drawnOf };
