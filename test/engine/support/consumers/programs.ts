/** A little company, as a program in any of the languages says it. */
const company = `
const acme = new Org("acme", { name: "Acme" });
const tools = new Node("tools", { org: acme, kind: "department", name: "Tools" });
const ada = new User("ada", { username: "adalovelace", name: "Ada", initialPassword: "Enchantress-1" });
new NodeMembers("tools-people", { node: tools, users: [ada], mode: "exact" });
`;
const names = "{ Org, Node, User, NodeMembers }";

/** The files of a program, by path, and what its package.json says beside the name. */
export interface Program {
  readonly files: Readonly<Record<string, string>>;
  readonly manifest: Readonly<Record<string, string>>;
}

export const commonJs: Program = {
  files: { "index.js": `const ${names} = require("pulumi-identity");${company}` },
  manifest: { main: "index.js" },
};

export const esModule: Program = {
  files: { "index.js": `import ${names} from "pulumi-identity";${company}` },
  manifest: { main: "index.js", type: "module" },
};

/** TypeScript, with the compiler options of its tsconfig.json. */
function typeScript(compilerOptions: Record<string, unknown>): Program {
  const tsconfig = { compilerOptions, files: ["index.ts"] };
  return {
    files: {
      "index.ts": `import ${names} from "pulumi-identity";${company}export const oid = acme.id;\n`,
      "tsconfig.json": JSON.stringify(tsconfig),
    },
    manifest: { main: "index.ts" },
  };
}

/** As `pulumi new typescript` makes it. */
export const typeScript5 = typeScript({
  strict: true,
  outDir: "bin",
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
});

export const typeScript6 = typeScript({
  strict: true,
  exactOptionalPropertyTypes: true,
  target: "es2022",
  module: "nodenext",
  moduleResolution: "nodenext",
  types: ["node"],
});
