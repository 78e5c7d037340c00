/**
 * @import { LiveNode, ReportedOrg } from "../live-org/reported-org"
 * @import { Finding } from "../findings/finding"
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
 * The chart of an org, with its findings marked. What the server made by itself is left out where
 * there is nothing in it.
 *
 * @param {ReportedOrg} org
 * @param {readonly Finding[]} findings those that the baseline accepts are not marked
 * @returns {ChartNode}
 */
function treeOf(org, findings) {
  const top = box({ id: org.id, name: org.name, members: 0 }, "org", undefined);
  /** @type {Map<string | undefined, ChartNode>} */
  const byId = new Map();
  for (const node of org.nodes) {
    const parent = byId.get(node.parent) ?? top;
    const name = node.parent === undefined ? ROOTS[node.kind] : node.name;
    const child = box({ ...node, name }, node.kind, parent);
    parent.children.push(child);
    byId.set(node.id, child);
  }
  for (const finding of findings) {
    if (finding.org !== org.id || finding.accepted) continue;
    add((byId.get(finding.at) ?? top).marks, { [finding.category]: 1 });
  }
  const builtIn = new Set(org.nodes.filter((node) => node.builtIn).map(({ id }) => id));
  sum(top, builtIn);
  return top;
}

/**
 * @param {Pick<LiveNode, "id" | "name" | "members">} named
 * @param {ChartNode["kind"]} kind
 * @param {ChartNode | undefined} parent
 * @returns {ChartNode}
 */
function box({ id, name, members }, kind, parent) {
  return { id, name, kind, members, parent, children: [], below: 0, marks: {}, marksBelow: {} };
}

/**
 * Counts from the leaves up, and leaves out what is empty.
 *
 * @param {ChartNode} top
 * @param {ReadonlySet<string>} builtIn
 */
function sum(top, builtIn) {
  for (const node of [...everyNode(top)].reverse()) {
    const kept = node.children.filter((child) => !builtIn.has(child.id) || holdsSomething(child));
    node.children.splice(0, node.children.length, ...kept);
    for (const child of kept) {
      node.below += 1 + child.below;
      add(node.marksBelow, child.marks);
      add(node.marksBelow, child.marksBelow);
    }
  }
}

/** @param {ChartNode} node */
function holdsSomething(node) {
  return node.children.length > 0 || node.members > 0 || isMarked(node);
}

/**
 * Whether it or something below it has drifted.
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
  for (const category of /** @type {(keyof Marks)[]} */ (Object.keys(more))) {
    marks[category] = (marks[category] ?? 0) + (more[category] ?? 0);
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
