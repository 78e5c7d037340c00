/** `npm run bench -- <what>`: measures, prints, and asserts nothing. */
const benches: Record<string, () => Promise<unknown>> = {
  server: () => import("../test/emulator/bench/server.js"),
  drift: () => import("../test/cli/drift/bench.js").then(({ bench }) => bench()),
  page: () => import("../test/browser/bench.js").then(({ bench }) => bench()),
  ...Object.fromEntries(
    ["refresh", "up", "noop", "memory"].map((what) => [
      what,
      () => import("../test/provider/bench/main.js"),
    ]),
  ),
};

const [what = ""] = process.argv.slice(2);
const bench = benches[what];
if (bench) {
  bench().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
} else {
  process.stderr.write(`say what to measure: npm run bench -- ${Object.keys(benches).join("|")}\n`);
  process.exitCode = 2;
}
