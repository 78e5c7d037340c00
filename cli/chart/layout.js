const { cluster, hierarchy } = require("d3-hierarchy");
const { markText, markWidth } = require("./marks");
const { widthOf } = require("./text");

/**
 * @import { Drawn, DrawnNode, Layout, Placed } from "./chart-node"
 * @import { HierarchyPointNode } from "d3-hierarchy"
 */

const ROW = 36;
/** Between the columns: room for the lines and for what opens a node. */
const GAP = 54;
/** Right of the last column: room for what opens a node. */
const FOLD = 76;
const MARGIN = 16;
const INDENT = 24;
const NARROWEST = 96;
const WIDEST = 220;
/** What a box has beside its name. */
const PADDING = 24;
const COUNT = 42;

/**
 * Places a drawing from left to right, a level a column, each as wide as its names need. A leaf takes a
 * row, and a node stands in the row of its first child: its top left is where the chart begins, however
 * much of it is open.
 *
 * @param {DrawnNode} drawn
 * @returns {Layout}
 */
function layoutOf(drawn) {
  const points = cluster()
    .nodeSize([ROW, 1])
    .separation((a, b) => (a.parent === b.parent ? 1 : 1.15))(treeIn(drawn));
  points.eachAfter((point) => (point.x = point.children?.[0]?.x ?? point.x));
  const columns = columnsOf(points);
  const last = columns.at(-1) ?? { x: 0, width: 0 };
  const lowest = points.leaves().at(-1)?.x ?? 0;
  return {
    placed: places(points, (point) => ({
      ...(columns[point.depth] ?? last),
      y: MARGIN + ROW / 2 + point.x - points.x,
    })),
    width: last.x + last.width + FOLD,
    height: lowest - points.x + ROW + 2 * MARGIN,
  };
}

/**
 * Places a drawing where there is no room for columns: every box in a row of its own, further right
 * the deeper it is.
 *
 * @param {DrawnNode} drawn
 * @returns {Layout}
 */
function outlineOf(drawn) {
  const points = cluster()(treeIn(drawn));
  let row = 0;
  const placed = places(points, ({ depth, data }) => ({
    x: MARGIN + depth * INDENT,
    y: MARGIN + ROW / 2 + ROW * row++,
    width: boxWidth(data),
  }));
  const right = placed.reduce((most, { x, width }) => Math.max(most, x + width), 0);
  return { placed, width: right + GAP, height: placed.length * ROW + 2 * MARGIN, isOutline: true };
}

/** @param {DrawnNode} drawn */
function treeIn(drawn) {
  return hierarchy(/** @type {Drawn} */ (drawn), (one) => ("rest" in one ? [] : one.children));
}

/**
 * @param {HierarchyPointNode<Drawn>} points
 * @returns {{ x: number, width: number }[]} where each level begins, and how wide it is
 */
function columnsOf(points) {
  /** @type {number[]} */
  const widths = [];
  for (const { depth, data } of points.descendants()) {
    widths[depth] = Math.max(widths[depth] ?? NARROWEST, boxWidth(data));
  }
  let x = MARGIN;
  return widths.map((width) => {
    const column = { x, width };
    x += width + GAP;
    return column;
  });
}

/**
 * The room that a box takes beside its name.
 *
 * @param {Drawn} drawn
 */
function beside(drawn) {
  if ("rest" in drawn) return PADDING;
  const { members, marks } = drawn.node;
  const own = Object.values(marks).reduce((sum, count) => sum + widthOfMark(count), 0);
  return PADDING + (members > 0 ? COUNT : 0) + own;
}

/** @param {number} count */
const widthOfMark = (count) => markWidth(markText("~", count));

/**
 * How much wider its letters are than usual: an org's name is bold.
 *
 * @param {Drawn} drawn
 */
const boldness = (drawn) => ("node" in drawn && drawn.node.kind === "org" ? 1.15 : 1);

/** @param {Drawn} drawn */
function boxWidth(drawn) {
  const room = beside(drawn);
  const name = "rest" in drawn ? `${drawn.rest.length} more` : drawn.node.name;
  return Math.min(
    Math.ceil(widthOf(name) * boldness(drawn)) + room,
    WIDEST + Math.max(0, room - PADDING - COUNT),
  );
}

/**
 * In the order of reading, which is how the keyboard walks.
 *
 * @param {HierarchyPointNode<Drawn>} points
 * @param {(point: HierarchyPointNode<Drawn>) => Pick<Placed, "x" | "y" | "width">} placeOf
 * @returns {Placed[]}
 */
function places(points, placeOf) {
  /** @type {Map<HierarchyPointNode<Drawn> | null, Placed>} */
  const made = new Map();
  points.eachBefore((point) => {
    const siblings = point.parent?.children ?? [point];
    made.set(point, {
      ...placeOf(point),
      drawn: point.data,
      parent: made.get(point.parent),
      level: point.depth + 1,
      position: siblings.indexOf(point) + 1,
      siblings: siblings.length,
    });
  });
  return [...made.values()];
}

module.exports = { layoutOf, outlineOf, beside, boldness };
