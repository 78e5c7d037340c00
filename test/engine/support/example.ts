import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { CHECKOUT } from "../../../scripts/lib/engine/checkout";
import { Project, type ProjectOptions } from "./project";
import { scratchFolder, type Workshop } from "./workshop";

const EXAMPLES = join(CHECKOUT, "examples");

/** The names of all examples: folders with an `index.ts`. */
export function exampleNames(): string[] {
  return readdirSync(EXAMPLES).filter((name) =>
    readdirSync(join(EXAMPLES, name)).includes("index.ts"),
  );
}

/** An example in a project of its own; in JavaScript, since the shared packages hold no compiler. */
export function exampleProject(
  shop: Workshop,
  name: string,
  options: ProjectOptions = {},
): Project {
  const project = new Project(shop, name, options);
  const folder = join(EXAMPLES, name);
  const files = readdirSync(folder).filter((file) => /\.(ts|ya?ml|json|csv)$/.test(file));
  for (const file of files) {
    const text = readFileSync(join(folder, file), "utf8");
    if (file.endsWith(".ts")) project.write(file.replace(/ts$/, "js"), javaScript(text));
    else if (!MANIFESTS.includes(file)) project.write(file, text);
  }
  return project;
}

const MANIFESTS = ["package.json", "Pulumi.yaml", "tsconfig.json"];

/** What the compiler says of an example, by its own settings and against the package's sources. */
export const complaintsAbout = (name: string): string[] => complaintsIn(join(EXAMPLES, name));

/** The same of a program's files, wherever they come from. */
export function complaintsAboutFiles(files: Readonly<Record<string, string>>): string[] {
  const folder = scratchFolder("compiled");
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return complaintsIn(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function complaintsIn(folder: string): string[] {
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), (file) =>
    ts.sys.readFile(file),
  ) as { config: unknown };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const paths = { "pulumi-identity": [join(CHECKOUT, "provider/index.ts")] };
  const types = { typeRoots: [join(CHECKOUT, "node_modules/@types")], types: ["node"] };
  const all = { ...options, ...types, paths, noEmit: true };
  const program = ts.createProgram(fileNames, all, parsingOnce(all));
  return fileNames
    .flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** The examples share all but their own file: what one has parsed serves the next. */
function parsingOnce(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => {
    const parsed = parsedFiles.get(file) ?? parse(file, ...rest);
    if (parsed) parsedFiles.set(file, parsed);
    return parsed;
  };
  return host;
}

const parsedFiles = new Map<string, ts.SourceFile>();

/** TypeScript as JavaScript, by nothing but what stands there. */
export function javaScript(text: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}
