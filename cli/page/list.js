const { rowsOf } = require("./rows");

/**
 * @import { Finding } from "../findings/finding"
 */

/** How many entries are in the page at first, and how many more each time. */
const FIRST = 100;
const NEXT = 400;

/** The list of findings: shows those that it is given, some at a time. */
class List {
  /**
   * @param {HTMLElement} list
   * @param {HTMLButtonElement} more
   * @param {(id: string) => void} onShow
   */
  constructor(list, more, onShow) {
    this.list = list;
    this.more = more;
    /** @type {readonly Finding[]} */
    this.findings = [];
    this.shown = FIRST;
    more.addEventListener("click", () => this.showMore());
    list.addEventListener("keydown", (event) => this.pressed(event));
    list.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      if (button?.dataset.finding !== undefined) onShow(button.dataset.finding);
    });
    // What is printed is all that the filters leave, not only what the screen shows.
    addEventListener("beforeprint", () => this.render(Infinity));
    addEventListener("afterprint", () => this.render(this.shown));
  }

  /** @param {readonly Finding[]} findings */
  show(findings) {
    this.findings = findings;
    this.shown = FIRST;
    this.render(this.shown);
  }

  /** @param {number} count */
  render(count) {
    this.list.innerHTML = rowsOf(this.findings.slice(0, count));
    const left = this.findings.length - count;
    this.more.hidden = left <= 0;
    if (left > 0) this.more.textContent = `Show ${Math.min(left, NEXT)} more`;
  }

  showMore() {
    const next = this.shown;
    this.shown += NEXT;
    this.render(this.shown);
    this.buttons[next]?.focus();
  }

  get buttons() {
    return [...this.list.querySelectorAll("button")];
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const by = event.key === "ArrowDown" ? 1 : -1;
    const { buttons } = this;
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.max(0, Math.min(buttons.length - 1, at + by))]?.focus();
    event.preventDefault();
  }
}

module.exports = { List, FIRST };
