const { ListGroup } = require("./list-group");

/**
 * @import { Entry } from "./entries"
 */

/** The list beside the charts: shows those that it is given, in their groups. */
class List {
  /**
   * @param {HTMLElement} list
   * @param {(id: string) => void} onShow
   */
  constructor(list, onShow) {
    this.list = list;
    const groups = /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".group"));
    this.groups = [...groups].map((element) => new ListGroup(element));
    list.addEventListener("keydown", (event) => this.pressed(event));
    list.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      if (button?.dataset.entry !== undefined) onShow(button.dataset.entry);
    });
    // What is printed is all that the filters leave, not only what the screen shows.
    addEventListener("beforeprint", () => {
      for (const group of this.groups) group.print();
      for (const details of list.querySelectorAll("details")) details.open = true;
    });
    addEventListener("afterprint", () => {
      for (const group of this.groups) group.printed();
    });
  }

  /**
   * @param {readonly Entry[]} entries
   * @param {boolean} isSearch then what is found is not folded
   */
  show(entries, isSearch) {
    this.groups.forEach((group, i) => {
      const own = entries.filter((entry) => entry.group === i);
      group.show(own, isSearch);
    });
  }

  /** Those that can be reached: not in what is folded. */
  get buttons() {
    const all = [...this.list.querySelectorAll("button")];
    return all.filter((button) => !button.hidden && !button.closest("details:not([open])"));
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

module.exports = { List };
