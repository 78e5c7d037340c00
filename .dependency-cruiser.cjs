// The layers of the project: `npm run lint` holds them, and CONTRIBUTING.md tells of them.

/**
 * Every folder of ours, from low to high, and what it may import beside its own files and packages. A
 * name means the file, or all files below the folder that no other name means. Types count like
 * anything else.
 */
const layers = {
  "sdk/version.ts": [],
  "sdk/transport": [],
  "sdk/arkid": ["sdk/transport", "sdk/version.ts"],
  "sdk/authing": ["sdk/transport", "sdk/version.ts"],
  "sdk/keycloak": ["sdk/transport", "sdk/version.ts"],
  "sdk/index.ts": ["sdk/arkid", "sdk/transport"],

  "emulator/same.ts": [],
  "emulator/storage": [],
  "emulator/model": ["emulator/same.ts", "emulator/storage"],
  "emulator/seed": ["emulator/model", "emulator/same.ts", "emulator/storage"],
  "emulator/wire": ["emulator/model", "emulator/same.ts", "emulator/storage"],
  "emulator/options.ts": [],
  "emulator/faults.ts": ["emulator/options.ts", "emulator/wire"],
  "emulator/serve.ts": ["emulator/options.ts", "emulator/storage"],
  "emulator/http": [
    ...["emulator/faults.ts", "emulator/model", "emulator/same.ts", "emulator/storage"],
    "emulator/wire",
  ],
  "emulator/routes": [
    ...["emulator/http", "emulator/model", "emulator/same.ts", "emulator/storage"],
    "emulator/wire",
  ],
  "emulator/authing/wire": ["emulator/storage"],
  "emulator/authing/model": [
    ...["emulator/authing/wire", "emulator/model", "emulator/same.ts", "emulator/storage"],
  ],
  "emulator/authing": [
    ...["emulator/authing/model", "emulator/authing/wire", "emulator/model", "emulator/storage"],
    ...["emulator/faults.ts", "emulator/http", "emulator/options.ts", "emulator/same.ts"],
    "emulator/serve.ts",
  ],
  emulator: [
    ...["emulator/authing", "emulator/faults.ts", "emulator/options.ts", "emulator/serve.ts"],
    ...["emulator/http", "emulator/model", "emulator/routes", "emulator/seed", "emulator/storage"],
    "emulator/wire",
  ],

  "provider/end-date.ts": [],
  "provider/initial-password.ts": [],
  "provider/pack.ts": [],
  "provider/printable.ts": [],
  "provider/slug.ts": [],
  "provider/spelling.ts": ["provider/slug.ts", "sdk/transport"],

  // Who can do what: no I/O, and no system's own words.
  "access/nearest.ts": [],
  "access/rules.ts": [],
  access: ["access/nearest.ts", "access/rules.ts"],
  // Files that people write, and what is invalid in them.
  "provider/files": ["access/nearest.ts"],

  "provider/configuration": [],
  "provider/backends/domain": [],
  // The port; index.ts connects it to a system.
  "provider/backends": [
    ...["access/rules.ts", "provider/backends/domain", "provider/printable.ts"],
  ],
  "provider/metrics": ["sdk/index.ts", "sdk/transport"],
  "provider/backends/kit": [
    ...["provider/backends", "provider/backends/domain", "provider/configuration"],
    ...["provider/metrics", "sdk/index.ts", "sdk/transport"],
  ],
  "provider/backends/arkid": [
    ...["provider/backends", "provider/backends/domain", "provider/backends/kit"],
    ...["provider/configuration", "provider/metrics", "sdk/index.ts", "sdk/transport"],
  ],
  "provider/backends/authing": [
    ...["provider/backends", "provider/backends/domain", "provider/backends/kit"],
    ...["provider/configuration", "provider/metrics", "sdk/authing", "sdk/index.ts"],
    "sdk/transport",
  ],
  "provider/backends/keycloak": [
    ...["provider/backends", "provider/backends/domain", "provider/backends/kit"],
    ...["provider/configuration", "provider/metrics", "sdk/index.ts", "sdk/keycloak"],
    "sdk/transport",
  ],
  "provider/backends/index.ts": [
    ...["provider/backends", "provider/backends/arkid", "provider/backends/authing"],
    ...["provider/backends/keycloak", "provider/backends/kit", "provider/configuration"],
    "provider/metrics",
  ],
  "provider/run/origin.ts": [],
  "provider/run/preview.ts": [],
  "provider/run/provider-text.ts": [],
  "provider/run/settings.ts": [
    ...["provider/backends", "provider/backends/index.ts", "provider/backends/kit"],
    ...["provider/configuration", "access/nearest.ts"],
  ],
  "provider/run": [
    ...["provider/backends", "provider/backends/domain", "provider/backends/index.ts"],
    ...["provider/backends/kit", "provider/configuration", "provider/metrics"],
    ...["provider/pack.ts", "provider/printable.ts", "provider/run/origin.ts"],
    ...["provider/run/preview.ts", "provider/run/settings.ts"],
  ],
  "provider/engine": [
    ...["provider/backends", "provider/backends/domain", "provider/configuration"],
    ...["provider/end-date.ts", "provider/printable.ts", "provider/run", "provider/run/origin.ts"],
    ...["provider/run/preview.ts", "provider/run/settings.ts"],
  ],
  "provider/kinds": [
    ...["provider/backends", "provider/backends/domain", "provider/configuration"],
    ...["provider/engine", "provider/printable.ts", "provider/run", "provider/run/origin.ts"],
  ],
  "provider/sessions.ts": [
    ...["provider/backends", "provider/backends/index.ts", "provider/configuration"],
    ...["provider/engine", "provider/kinds", "provider/metrics", "provider/run"],
    "provider/run/settings.ts",
  ],
  // Look-ups of what no resource declares.
  "provider/queries": [...["provider/backends", "provider/backends/domain", "provider/run"]],
  "provider/adapters": [
    ...["provider/backends", "provider/configuration", "provider/engine", "provider/kinds"],
    ...["provider/metrics", "provider/printable.ts", "provider/run", "provider/run/origin.ts"],
    ...["provider/run/preview.ts", "provider/run/settings.ts", "provider/sessions.ts"],
  ],
  // Many objects as one resource.
  "provider/adapters/bulk": [
    ...["provider/adapters", "provider/backends", "provider/backends/domain", "provider/engine"],
    ...["provider/initial-password.ts", "provider/kinds", "provider/pack.ts"],
    ...["provider/printable.ts", "provider/run", "provider/run/origin.ts"],
    "provider/run/preview.ts",
  ],
  // Paths in users' states.
  "provider/adapters/dynamic": ["provider/adapters", "provider/adapters/bulk", "provider/kinds"],
  // For programs that only look.
  "provider/inspect": [
    ...["provider/adapters", "provider/adapters/bulk", "provider/backends"],
    ...["provider/backends/domain", "provider/backends/index.ts"],
    ...["provider/configuration", "provider/engine"],
    ...["provider/kinds", "provider/metrics", "provider/run", "provider/run/preview.ts"],
    "provider/run/settings.ts",
  ],
  "provider/resources": [
    ...["provider/backends/domain", "provider/configuration", "provider/pack.ts"],
    ...["provider/printable.ts", "provider/run/origin.ts", "provider/run/preview.ts"],
    ...["provider/run/provider-text.ts", "provider/run/settings.ts"],
  ],
  "provider/components": [
    ...["access/nearest.ts", "provider/backends/domain", "provider/configuration"],
    ...["provider/end-date.ts", "provider/files", "provider/printable.ts"],
    ...["provider/resources", "provider/slug.ts", "provider/spelling.ts"],
  ],
  // The engine's protocol for programs in any language.
  "provider/adapters/plugin": [
    ...["provider/adapters", "provider/adapters/bulk"],
    ...["provider/backends", "provider/backends/domain"],
    ...["provider/backends/index.ts", "provider/components", "provider/configuration"],
    ...["provider/engine", "provider/files"],
    ...["provider/kinds", "provider/metrics", "provider/printable.ts", "provider/queries"],
    ...["provider/resources", "provider/run", "provider/run/origin.ts", "provider/run/preview.ts"],
    ...["provider/run/provider-text.ts", "provider/run/settings.ts", "provider/sessions.ts"],
    "sdk/version.ts",
  ],
  "provider/data": [
    ...["provider/configuration", "provider/queries", "provider/run"],
    ...["provider/run/settings.ts", "provider/sessions.ts"],
  ],
  "provider/index.ts": [
    ...["provider/backends/domain", "provider/components", "provider/configuration"],
    ...["provider/data", "provider/initial-password.ts", "provider/resources"],
  ],

  "cli/usage": [],
  "cli/terminal": [],
  "cli/output": ["cli/usage", "provider/printable.ts"],
  "cli/stack": ["provider/inspect"],
  "cli/connection": ["cli/stack", "cli/usage", "provider/inspect", "sdk/transport"],
  "cli/live-org": ["cli/stack", "provider/inspect", "provider/printable.ts"],
  "cli/findings": ["cli/live-org", "provider/inspect"],
  "cli/chart": ["cli/live-org", "provider/inspect"],
  "cli/page": ["cli/chart", "cli/live-org", "cli/output"],
  // A program for what exists.
  "cli/code": ["cli/output", "provider/printable.ts"],
  "cli/export": [
    ...["cli/code", "cli/connection", "cli/live-org", "cli/output", "cli/stack", "cli/terminal"],
    ...["cli/usage", "provider/inspect", "provider/printable.ts", "provider/spelling.ts"],
    ...["sdk/transport", "sdk/version.ts"],
  ],
  "cli/tree": [
    ...["cli/chart", "cli/connection", "cli/live-org", "cli/output", "cli/page", "cli/stack"],
    ...["cli/terminal", "cli/usage"],
    ...["provider/inspect", "provider/printable.ts", "sdk/version.ts"],
  ],
  "cli/drift": [
    ...["cli/chart", "cli/code", "cli/connection", "cli/export", "cli/findings", "cli/live-org"],
    ...["cli/output", "cli/page"],
    ...["cli/stack", "cli/terminal", "cli/usage"],
    ...["provider/inspect", "provider/files", "provider/printable.ts", "sdk/version.ts"],
  ],
  // Graphs of a live org, a state and a preview.
  "cli/graph": [...["access", "cli/connection", "cli/live-org", "cli/stack", "provider/inspect"]],
  "cli/rules": [
    ...["access", "cli/usage", "provider/end-date.ts", "provider/files", "access/nearest.ts"],
  ],
  "cli/access": [
    ...["access", "access/nearest.ts", "cli/chart", "cli/connection", "cli/graph"],
    ...["cli/live-org", "cli/output"],
    ...[
      "cli/page",
      "cli/stack",
      "cli/terminal",
      "cli/usage",
      "provider/end-date.ts",
      "provider/inspect",
      "provider/files",
      "provider/printable.ts",
    ],
    "sdk/version.ts",
  ],
  "cli/plan": [
    ...["access", "cli/chart", "cli/connection", "cli/findings", "cli/graph", "cli/live-org"],
    ...["cli/output", "cli/page", "cli/rules", "cli/stack", "cli/terminal", "cli/usage"],
    ...["provider/inspect", "provider/printable.ts", "sdk/version.ts"],
  ],
  "cli/server": ["cli/output", "emulator", "emulator/storage"],
  "cli/main.ts": [
    ...[
      "cli/access",
      "cli/drift",
      "cli/export",
      "cli/output",
      "cli/plan",
      "cli/server",
      "cli/tree",
    ],
    ...["cli/usage", "provider/printable.ts", "sdk/version.ts"],
  ],

  // Programs of users: they import packages.
  examples: [],
  "scripts/lib/process-tree": [],
  "scripts/lib/engine": ["scripts/lib/process-tree"],
  "scripts/lib/keycloak": ["scripts/lib/engine", "scripts/lib/process-tree"],
  "scripts/lib/company": [
    ...["emulator", "emulator/storage", "provider/inspect", "scripts/lib/engine"],
    ...["scripts/lib/keycloak", "scripts/lib/process-tree"],
  ],
  "scripts/lib/generate": [
    ...["access", "cli/chart", "cli/graph", "cli/live-org", "cli/plan", "cli/rules", "cli/tree"],
    ...["examples", "provider/adapters/plugin", "provider/inspect"],
    "provider/backends/index.ts",
    ...["provider/configuration", "provider/engine", "provider/kinds"],
  ],
  // Benches lie with the tests.
  scripts: [
    ...["scripts/lib/company", "scripts/lib/engine", "scripts/lib/generate"],
    ...["scripts/lib/keycloak", "scripts/lib/process-tree", "test"],
  ],
};

/** Where Pulumi's packages may be imported: a provider that runs elsewhere needs none of them. */
const withPulumi = [
  ...["provider/resources", "provider/components", "provider/data", "provider/adapters"],
  "provider/adapters/plugin",
  ...["examples", "test"],
];

/** Tests look into everything. */
const names = ["test", ...Object.keys(layers)];

/** A pattern for all files that a name means. */
function filesOf(name) {
  const escaped = (text) => text.replaceAll(".", "\\.");
  if (name.endsWith(".ts")) return `^${escaped(name)}$`;
  const own = names.filter((other) => other.startsWith(`${name}/`));
  const others = own.map((other) => escaped(other.slice(name.length + 1)));
  return own.length === 0 ? `^${name}/` : `^${name}/(?!(${others.join("|")})(/|$))`;
}

/** What a layer imports lies below it in the table, so that no two import each other. */
function ruleOf([name, allowed]) {
  const below = names.slice(0, names.indexOf(name));
  const notBelow = allowed.filter((other) => !below.includes(other));
  if (notBelow.length > 0) throw new Error(`${name} may not import ${notBelow.join(", ")}`);
  return {
    name: `layer ${name}`,
    severity: "error",
    from: { path: filesOf(name) },
    to: { path: OURS, pathNot: [...[name, ...allowed].map(filesOf)] },
  };
}

const OURS = "^(sdk|provider|emulator|cli|access|examples|scripts|test)/";

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(ruleOf),
    {
      name: "every folder has a line in the table",
      severity: "error",
      from: { path: OURS, pathNot: names.map(filesOf) },
      to: {},
    },
    {
      name: "no circle of files",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no circle of folders",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
    {
      name: "Pulumi's packages",
      severity: "error",
      from: { path: OURS, pathNot: withPulumi.map(filesOf) },
      to: { path: "^(node_modules/)?@pulumi/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    detectJSDocImports: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
