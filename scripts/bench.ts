/** `npm run bench -- <what>`: measures, prints, and asserts nothing. */
const provider = () => import("../test/provider/bench/main.js");
const benches: Record<string, () => Promise<unknown>> = {
  server: () => import("../test/emulator/bench/server.js"),
  drift: () => import("../test/cli/drift/bench.js").then(({ bench }) => bench()),
  export: () => import("../test/cli/export/bench.js").then(({ bench }) => bench()),
  access: () => import("../test/access/bench.js").then(({ bench }) => bench()),
  plan: () => import("../test/cli/plan/bench.js").then(({ bench }) => bench()),
  writes: () => import("../test/provider/bench/writes.js").then(({ bench }) => bench()),
  plugin: () => import("../test/provider/bench/plugin.js").then(({ bench }) => bench()),
  keycloak: () => import("../test/provider/bench/keycloak/bench.js").then(({ bench }) => bench()),
  people: () => import("../test/provider/bench/people.js").then(({ bench }) => bench()),
  page: () => import("../test/browser/bench.js").then(({ bench }) => bench()),
  ...{ refresh: provider, up: provider, noop: provider, memory: provider },
};

const bench = benches[process.argv[2] ?? ""];
if (bench) {
  bench().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
} else {
  process.stderr.write(`say what to measure: npm run bench -- ${Object.keys(benches).join("|")}\n`);
  process.exitCode = 2;
}
