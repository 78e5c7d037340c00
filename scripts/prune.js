// Leaves in dist/ only what something leads to: declarations that an entry of the package reaches, and
// no module that has held nothing but types.
const { existsSync, readdirSync, readFileSync, rmSync } = require("node:fs");
const { dirname, join, resolve } = require("node:path");

const ROOT = join(__dirname, "..");
const IMPORTED = /(?:from|import\()\s*["'](\.[^"']+)["']/g;
const REQUIRED = /(?:require|import)\(["'](\.[^"']+)["']\)/g;
const EMPTY = /^"use strict";\s*Object\.defineProperty\(exports, "__esModule", .*\);\s*$/;

const files = readdirSync(join(ROOT, "dist"), { recursive: true, encoding: "utf8" }).map((path) =>
  join(ROOT, "dist", path),
);
const textOf = (path) => readFileSync(path, "utf8");
const named = (path, by) =>
  [...textOf(path).matchAll(by)].map(([, name]) => resolve(dirname(path), name));

const kept = new Set();
const keep = (path) => {
  if (kept.has(path) || !existsSync(path)) return;
  kept.add(path);
  for (const imported of named(path, IMPORTED)) {
    keep(`${imported}.d.ts`);
    keep(join(imported, "index.d.ts"));
  }
};
const declarations = files.filter((path) => path.endsWith(".d.ts"));
for (const target of Object.values(require("../package.json").exports)) {
  const [before, after = ""] = join(ROOT, target.replace(/\.js$/, ".d.ts")).split("*");
  declarations.filter((path) => path.startsWith(before) && path.endsWith(after)).forEach(keep);
}
for (const path of declarations) if (!kept.has(path)) rmSync(path);

const modules = files.filter((path) => path.endsWith(".js"));
const required = new Set(modules.flatMap((path) => named(path, REQUIRED)).map(withoutExtension));
for (const path of modules) {
  if (EMPTY.test(textOf(path)) && !required.has(withoutExtension(path))) rmSync(path);
}

function withoutExtension(path) {
  return path.replace(/\.js$/, "");
}
