const { FIRST, NEXT } = require("./item");

/**
 * @import { Entry } from "./entries"
 */

/** A group of the list: shows some of its entries at a time, and can be folded where it has a title. */
class ListGroup {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.items = /** @type {HTMLElement} */ (element.querySelector("ol"));
    this.more = /** @type {HTMLButtonElement} */ (element.querySelector(".more"));
    this.count = element.querySelector(".count");
    this.isSearch = false;
    this.isOpen = this.isUnfolded;
    /** @type {readonly Entry[]} */
    this.entries = [];
    this.shown = FIRST;
    this.more.addEventListener("click", () => this.showMore());
  }

  /**
   * @param {readonly Entry[]} entries
   * @param {boolean} isSearch it is unfolded while somebody searches
   */
  show(entries, isSearch) {
    this.entries = entries;
    this.shown = FIRST;
    this.element.hidden = entries.length === 0;
    if (this.count) this.count.textContent = entries.length.toLocaleString("en");
    if (isSearch && !this.isSearch) this.isOpen = this.isUnfolded;
    if (isSearch) this.unfold(true);
    else if (this.isSearch) this.unfold(this.isOpen);
    this.isSearch = isSearch;
    this.render(this.shown);
  }

  /** @param {number} count */
  render(count) {
    this.items.innerHTML = this.entries
      .slice(0, count)
      .map((entry) => entry.row())
      .join("\n");
    const left = this.entries.length - count;
    this.more.hidden = left <= 0;
    if (left > 0) this.more.textContent = `Show ${Math.min(left, NEXT)} more`;
  }

  showMore() {
    const next = this.shown;
    this.shown += NEXT;
    this.render(this.shown);
    const first = this.items.children[next];
    first?.querySelector("button")?.focus();
  }

  /** Shows all, as on paper. */
  print() {
    if (!this.isSearch) this.isOpen = this.isUnfolded;
    this.render(Infinity);
  }

  printed() {
    this.unfold(this.isSearch || this.isOpen);
    this.render(this.shown);
  }

  get isUnfolded() {
    return !(this.element instanceof HTMLDetailsElement) || this.element.open;
  }

  /** @param {boolean} isOpen */
  unfold(isOpen) {
    if (this.element instanceof HTMLDetailsElement) this.element.open = isOpen;
  }
}

module.exports = { ListGroup };
