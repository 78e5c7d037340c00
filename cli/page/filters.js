/**
 * @import { PageEntry } from "./entry"
 */

/** What narrows a page: words, categories, kinds, a node that was chosen in a chart. */
class Filters {
  /**
   * @param {HTMLElement} tools
   * @param {() => void} onChange
   * @param {() => void} onLeave the chosen node no longer narrows
   */
  constructor(tools, onChange, onLeave) {
    this.search = /** @type {HTMLInputElement} */ (tools.querySelector("#words"));
    this.boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (tools.querySelectorAll(".pick"))];
    this.kind = /** @type {HTMLSelectElement | null} */ (tools.querySelector("#kind"));
    this.within = /** @type {HTMLElement} */ (tools.querySelector("#within"));
    this.status = /** @type {HTMLElement} */ (tools.querySelector("#status"));
    tools.addEventListener("input", onChange);
    this.within.addEventListener("click", onLeave);
  }

  get words() {
    return this.search.value;
  }

  /** @param {PageEntry} entry */
  passes({ category, kind }) {
    if (this.boxes.some((box) => box.value === category && !box.checked)) return false;
    return !this.kind || this.kind.value === "" || this.kind.value === kind;
  }

  /**
   * Says what is shown.
   *
   * @param {string | undefined} node the chosen one's name
   * @param {string} result
   */
  tell(node, result) {
    this.within.hidden = node === undefined;
    if (node !== undefined) this.within.textContent = `Only inside ${node} ✕`;
    this.status.textContent = result;
  }
}

module.exports = { Filters };
