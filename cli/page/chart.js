const { layoutOf, outlineOf } = require("../chart/layout");
const { svgOf, restId } = require("../chart/svg");
const { above, everyNode } = require("../chart/tree");
const { drawnOf, firstView, openNode, reveal } = require("../chart/view");

/**
 * @import { Category } from "../chart/category"
 * @import { ChartNode, Layout, Placed } from "../chart/chart-node"
 */

/** How wide a screen is where columns do, in pixels. */
const COLUMNS_FROM = 640;
/** How wide a drawing is whose letters are still read when it is fitted to paper, in pixels. */
const WIDEST_PRINT = 1200;
/** A chart has so much free room around it, in pixels. */
const MARGIN = 16;
/** As many search results as a drawing shows. */
const MOST_FOUND = 200;

/** One org's chart: opens and closes, is walked through by arrow keys, tells which node is chosen. */
class Chart {
  /**
   * @param {HTMLElement} holder
   * @param {ChartNode} top
   * @param {object} options
   * @param {readonly Category[]} options.categories of what is marked
   * @param {((node: ChartNode | undefined) => void) | undefined} options.onChoose without it choosing opens
   */
  constructor(holder, top, { categories, onChoose }) {
    this.holder = holder;
    this.top = top;
    this.categories = categories;
    this.onChoose = onChoose;
    this.nodes = new Map([...everyNode(top)].map((node) => [node.id, node]));
    this.view = firstView(top);
    this.focus = top.id;
    /** @type {ChartNode | undefined} */
    this.chosen = undefined;
    /** @type {Layout} */
    this.layout = { placed: [], width: 0, height: 0 };
    this.isNarrow = holder.clientWidth < COLUMNS_FROM;
    this.render();
    new ResizeObserver(() => this.resized()).observe(holder);
    holder.addEventListener("scroll", () => this.cue());
    addEventListener("beforeprint", () => this.printed(true));
    addEventListener("afterprint", () => this.printed(false));
    holder.addEventListener("click", (event) => this.clicked(event));
    holder.addEventListener("keydown", (event) => this.pressed(event));
    holder.addEventListener("focusin", (event) => this.focused(event));
  }

  /** Has room for columns, or no longer. */
  resized() {
    const isNarrow = this.holder.clientWidth < COLUMNS_FROM;
    if (isNarrow === this.isNarrow) return this.cue();
    this.isNarrow = isNarrow;
    this.render();
  }

  /**
   * Paper can't be scrolled: a chart that would have to be made small on it is an outline there.
   *
   * @param {boolean} isPrinted
   */
  printed(isPrinted) {
    const isScreenNarrow = this.holder.clientWidth < COLUMNS_FROM;
    this.isNarrow = isPrinted ? this.layout.width > WIDEST_PRINT : isScreenNarrow;
    this.render();
  }

  /** Shows on which sides the chart goes on. */
  cue() {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = this.holder;
    const { clientWidth, clientHeight, parentElement } = this.holder;
    const further = {
      left: scrollLeft,
      right: scrollWidth - clientWidth - scrollLeft,
      up: scrollTop,
      down: scrollHeight - clientHeight - scrollTop,
    };
    for (const [side, pixels] of Object.entries(further)) {
      parentElement?.classList.toggle(`more-${side}`, pixels >= MARGIN);
    }
  }

  /** Draws anew; the box that has the focus keeps its place on the screen. */
  render() {
    const before = this.boxOf(this.focus)?.getBoundingClientRect().top;
    const hadFocus = this.holder.contains(document.activeElement);
    const arrange = this.isNarrow ? outlineOf : layoutOf;
    this.layout = arrange(drawnOf(this.top, this.view));
    if (!this.layout.placed.some((placed) => idOf(placed) === this.focus)) this.focus = this.top.id;
    const { focus, chosen, categories } = this;
    const label = `Chart of ${this.top.name}`;
    this.holder.innerHTML = svgOf(this.layout, {
      ...{ label, categories, focus },
      selected: chosen?.id,
    });
    const box = this.boxOf(focus);
    if (hadFocus) box?.focus({ preventScroll: true });
    const after = box?.getBoundingClientRect().top;
    if (before !== undefined && after !== undefined) this.holder.scrollTop += after - before;
    this.cue();
  }

  /**
   * Draws only what a search has found, or all again.
   *
   * @param {readonly ChartNode[] | undefined} found
   */
  search(found) {
    this.view.only = found && new Set(found.slice(0, MOST_FOUND));
    this.render();
    this.holder.scrollTo(0, 0);
  }

  /**
   * Opens the way to a node and goes there.
   *
   * @param {string} id
   */
  show(id) {
    const node = this.nodes.get(id) ?? this.top;
    if (!this.view.only?.has(node)) this.view.only = undefined;
    reveal(this.view, node);
    this.focus = node.id;
    this.render();
    this.moveTo(node.id);
  }

  /** @param {ChartNode | undefined} node */
  choose(node) {
    if (this.chosen === node) return;
    this.chosen = node;
    this.render();
  }

  /** @param {string} id */
  boxOf(id) {
    const selector = `[data-id="${CSS.escape(id)}"]`;
    return /** @type {SVGGElement | null} */ (this.holder.querySelector(selector));
  }

  /** @param {string} id */
  moveTo(id) {
    const box = this.boxOf(id);
    box?.focus({ preventScroll: true });
    box?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {FocusEvent} event */
  focused(event) {
    const id = boxAt(event)?.dataset.id;
    if (id === undefined || id === this.focus) return;
    this.boxOf(this.focus)?.setAttribute("tabindex", "-1");
    this.focus = id;
    this.boxOf(id)?.setAttribute("tabindex", "0");
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const box = boxAt(event);
    if (!box) return;
    this.focus = box.dataset.id ?? this.focus;
    box.focus({ preventScroll: true });
    const isFold = event.target instanceof Element && event.target.closest(".fold") !== null;
    if (isFold) this.toggle();
    else this.act();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = this.keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @type {Record<string, () => void>} as trees are walked through everywhere (WAI-ARIA, "Tree View") */
  keys = {
    ArrowDown: () => this.step(1),
    ArrowUp: () => this.step(-1),
    Home: () => this.step(-Infinity),
    End: () => this.step(Infinity),
    ArrowRight: () => this.inward(),
    ArrowLeft: () => this.outward(),
    Enter: () => this.act(),
    " ": () => this.act(),
  };

  /** @param {number} by */
  step(by) {
    const { placed } = this.layout;
    const at = placed.findIndex((one) => idOf(one) === this.focus) + by;
    const next = placed[Math.max(0, Math.min(placed.length - 1, at))];
    if (next) this.moveTo(idOf(next));
  }

  get current() {
    return this.layout.placed.find((one) => idOf(one) === this.focus);
  }

  inward() {
    const drawn = this.current?.drawn;
    if (!drawn || "rest" in drawn || drawn.node.children.length === 0) return;
    if (drawn.children.length > 0) this.step(1);
    else this.toggle();
  }

  outward() {
    const current = this.current;
    if (!current) return;
    const { drawn, parent } = current;
    if (!("rest" in drawn) && drawn.children.length > 0 && !this.view.only) this.toggle();
    else if (parent) this.moveTo(idOf(parent));
  }

  /** Opens or closes the node with the focus. */
  toggle() {
    const drawn = this.current?.drawn;
    if (!drawn || "rest" in drawn || drawn.node.children.length === 0) return;
    if (this.view.only) return this.show(drawn.node.id);
    if (drawn.children.length > 0) this.view.open.delete(drawn.node.id);
    else openNode(this.view, drawn.node);
    this.render();
  }

  /** What Enter and a click do. */
  act() {
    const drawn = this.current?.drawn;
    if (!drawn) return;
    if ("rest" in drawn) return this.more(drawn.of);
    if (!this.onChoose) return this.toggle();
    this.choose(this.chosen === drawn.node ? undefined : drawn.node);
    this.onChoose(this.chosen);
  }

  /** @param {ChartNode} node */
  more(node) {
    openNode(this.view, node);
    this.render();
    const last = node.children.at(-1);
    const isAll = last !== undefined && this.boxOf(`${node.id} rest`) === null;
    this.moveTo(isAll ? last.id : `${node.id} rest`);
  }
}

/** @param {Placed} placed */
const idOf = ({ drawn }) => ("rest" in drawn ? restId(drawn) : drawn.node.id);

/** @param {Event} event */
function boxAt({ target }) {
  const box = target instanceof Element ? target.closest(".box") : null;
  return /** @type {SVGGElement | null} */ (box);
}

/**
 * Whether a node is another or below it.
 *
 * @param {ChartNode} node
 * @param {ChartNode} other
 */
const isWithin = (node, other) => node === other || [...above(node)].includes(other);

module.exports = { Chart, isWithin };
