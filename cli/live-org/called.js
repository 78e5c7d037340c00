/**
 * `Ada Lovelace (ada)`, or the username alone where there is no other name.
 *
 * @param {string} username
 * @param {string} [name]
 */
function called(username, name = "") {
  return name.trim() === "" || name === username ? username : `${name} (${username})`;
}

module.exports = { called };
