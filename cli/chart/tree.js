/**
 * @import { LiveNode, ReportedOrg } from "../live-org/reported-org"
 * @import { Marked } from "./category"
 * @import { ChartNode, Marks } from "./chart-node"
 */

/** What the root nodes are called: the server names them all like the org. */
const ROOTS = {
  department: "Departments",
  group: "Groups",
  direct: "Direct members",
  role: "Roles",
  label: "Labels",
  manager: "Managers",
};

/**
 * The chart of an org, with marks on it. What the server made by itself is left out: its roots
 * where there is nothing in them, and the groups that it keeps beside other things.
 *
 * @param {ReportedOrg} org
 * @param {readonly Marked[]} marked
 * @returns {ChartNode}
 */
function treeOf(org, marked) {
  const top = box({ ...org, members: 0 }, "org", undefined);
  /** @type {Map<string | undefined, ChartNode>} */
  const byId = new Map();
  for (const node of org.nodes) {
    const parent = byId.get(node.parent) ?? top;
    const name = node.parent === undefined ? ROOTS[node.kind] : node.name;
    const child = box({ ...node, name }, node.kind, parent);
    parent.children.push(child);
    byId.set(node.id, child);
  }
  for (const one of marked) {
    if (one.org === org.id) add((byId.get(one.at) ?? top).marks, { [one.category]: 1 });
  }
  const builtIn = new Map(org.nodes.filter((node) => node.builtIn).map((one) => [one.id, one]));
  sum(top, builtIn);
  return top;
}

/**
 * @param {Pick<LiveNode, "id" | "name" | "members" | "people" | "planned">} named
 * @param {ChartNode["kind"]} kind
 * @param {ChartNode | undefined} parent
 * @returns {ChartNode}
 */
function box({ id, name, members, people = [], planned }, kind, parent) {
  const none = { children: [], below: 0, marks: {}, marksBelow: {} };
  return { id, name, kind, members, people, planned, parent, ...none };
}

/**
 * Counts from the leaves up, and leaves out what is the server's own.
 *
 * @param {ChartNode} top
 * @param {ReadonlyMap<string, LiveNode>} builtIn
 */
function sum(top, builtIn) {
  for (const node of [...everyNode(top)].reverse()) {
    const kept = node.children.filter((child) => {
      const made = builtIn.get(child.id);
      if (!made || child.children.length > 0 || isMarked(child)) return true;
      return !isServersOwn(made) && child.members > 0;
    });
    node.children.splice(0, node.children.length, ...kept);
    for (const child of kept) {
      node.below += 1 + child.below;
      add(node.marksBelow, child.marks);
      add(node.marksBelow, child.marksBelow);
    }
  }
}

/**
 * Whether the server keeps it beside something else: it was not made with the org.
 *
 * @param {LiveNode} node
 */
const isServersOwn = ({ builtIn, parent }) => builtIn && parent !== undefined;

/**
 * Whether it or something below it is marked.
 *
 * @param {ChartNode} node
 */
function isMarked(node) {
  return Object.keys(node.marks).length > 0 || Object.keys(node.marksBelow).length > 0;
}

/**
 * @param {Marks} marks
 * @param {Marks} more
 */
function add(marks, more) {
  for (const [category, count] of Object.entries(more)) {
    marks[category] = (marks[category] ?? 0) + count;
  }
}

/**
 * It and all below, parents before their children.
 *
 * @param {ChartNode} top
 * @returns {Generator<ChartNode, void>}
 */
function* everyNode(top) {
  const waiting = [top];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    for (let i = node.children.length - 1; i >= 0; i -= 1) {
      waiting.push(/** @type {ChartNode} */ (node.children[i]));
    }
  }
}

/**
 * The nodes above, from the nearest on.
 *
 * @param {ChartNode} node
 * @returns {Generator<ChartNode, void>}
 */
function* above(node) {
  for (let next = node.parent; next; next = next.parent) yield next;
}

module.exports = { treeOf, everyNode, above, isMarked, add };
