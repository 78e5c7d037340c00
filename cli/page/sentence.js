const { escaped } = require("../chart/text");

/**
 * A sentence as HTML: it begins with a capital, and what stands in backticks is code.
 *
 * @param {string} text
 */
function sentence(text) {
  const begun = text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return `<bdi dir="ltr">${escaped(begun).replace(/`([^`]+)`/g, "<code>$1</code>")}</bdi>`;
}

module.exports = { sentence };
