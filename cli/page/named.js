const { escaped } = require("../chart/text");

/**
 * What people have written, as HTML: its direction of writing changes nothing around it.
 *
 * @param {string} text
 */
const named = (text) => `<bdi>${escaped(text)}</bdi>`;

/**
 * The names above something, as HTML.
 *
 * @param {readonly string[]} path
 */
function way(path) {
  const above = path
    .slice(0, -1)
    .map((name) => `<span title="${escaped(name)}">${named(name)}</span>`);
  return above.length > 0 ? `<p class="way">${above.join(" › ")}</p>\n` : "";
}

module.exports = { named, way };
