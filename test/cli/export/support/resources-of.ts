import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import { kindIn } from "../../../../provider/inspect";
import type { Values } from "../../../../provider/engine/kind";
import { kinds, type KindName } from "../../../../provider/kinds";
import type { Files } from "../../../../cli/export/source-files";
import type { Resource } from "../../../provider/support/stack";

/** Stands for the id of a resource that is not made yet. */
const ID = /⟦([^⟧]+)⟧/g;
const MODULES = join(__dirname, "../../../..");

/**
 * The resources that an exported program declares, in the order in which the engine hears of them. The
 * real constructors run; who makes the resources decides their ids.
 */
export async function resourcesOf(files: Files): Promise<Resource[]> {
  const folder = mkdtempSync(join(tmpdir(), "exported-"));
  const before = process.cwd();
  const made: Resource[] = [];
  await pulumi.runtime.setMocks({
    newResource({ type, name, inputs }) {
      const kind = kindIn(type);
      if (kind === undefined || !(kind in kinds)) return { id: name, state: {} };
      const handler = kinds[kind as KindName];
      const given = withoutPassed(inputs as Values);
      const unique = `${kind} ${name}`;
      made.push({
        ...{ name: unique, handler },
        inputs: (idOf) => withIds(given, idOf) as Values,
      });
      return { id: `⟦${unique}⟧`, state: { ...inputs } as object };
    },
    call: () => ({}),
  });
  try {
    write(folder, files);
    process.chdir(folder);
    createRequire(join(folder, "index.js"))("./index.js");
    await pulumi.runtime.disconnect();
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
  return made;
}

/** The program in JavaScript, beside packages that lead to this checkout. */
function write(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    if (name.endsWith(".ts")) writeFileSync(join(folder, name.replace(/ts$/, "js")), script(text));
    else if (name !== "package.json") writeFileSync(join(folder, name), text);
  }
  const packages = {
    "pulumi-identity": join(MODULES, "provider/index.ts"),
    "@pulumi/pulumi": join(MODULES, "node_modules/@pulumi/pulumi"),
  };
  for (const [name, path] of Object.entries(packages)) {
    const at = join(folder, "node_modules", name);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, "index.js"), `module.exports = require(${JSON.stringify(path)});`);
  }
}

function script(text: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

const PASSED = ["__provider", "logicalName", "origin", "parentKind"];
const withoutPassed = (inputs: Values): Values =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => !PASSED.includes(key)));

function withIds(value: unknown, idOf: (name: string) => string): unknown {
  if (typeof value === "string") return value.replace(ID, (_, name: string) => idOf(name));
  if (Array.isArray(value)) return value.map((one) => withIds(one, idOf));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withIds(one, idOf)]));
}
