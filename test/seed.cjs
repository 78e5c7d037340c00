/**
 * What is random in a test begins with one number, the same in each run (docs/decisions/0047), or
 * with that of PROPERTY_SEED. `random` draws one here, and mocha's workers inherit it.
 */
const { randomInt } = require("node:crypto");
const fc = require("fast-check");

const drawn = () => {
  const seed = randomInt(2 ** 31);
  console.log(`What is random begins with PROPERTY_SEED=${seed}`);
  return seed;
};

const asked = process.env.PROPERTY_SEED || "17";
if (!/^(random|\d+)$/.test(asked)) throw new Error(`PROPERTY_SEED is a number or random: ${asked}`);
const seed = asked === "random" ? drawn() : Number(asked);
process.env.PROPERTY_SEED = String(seed);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
