// Loaded before anything else of `npm start` and `npm run server`: a checkout runs on all its packages.
const { optionalDependencies } = require("../package.json");

const missing = Object.keys(optionalDependencies).filter((name) => {
  try {
    return !require.resolve(name);
  } catch {
    return true;
  }
});
if (missing.length > 0) {
  console.error(
    `a checkout needs all its packages, and of these are not installed: ${missing.join(", ")}; run npm install without --omit=optional`,
  );
  process.exit(1);
}
