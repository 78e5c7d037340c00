// Leaves in dist/ only the declarations that an entry of the package leads to: nobody can import the others.
const { existsSync, readdirSync, readFileSync, rmSync } = require("node:fs");
const { dirname, join, resolve } = require("node:path");

const ROOT = join(__dirname, "..");
const IMPORTED = /(?:from|import\()\s*["'](\.[^"']+)["']/g;

const kept = new Set();
const keep = (path) => {
  if (kept.has(path) || !existsSync(path)) return;
  kept.add(path);
  for (const [, name] of readFileSync(path, "utf8").matchAll(IMPORTED)) {
    const imported = resolve(dirname(path), name);
    keep(`${imported}.d.ts`);
    keep(join(imported, "index.d.ts"));
  }
};

const declarations = readdirSync(join(ROOT, "dist"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".d.ts"))
  .map((path) => join(ROOT, "dist", path));
for (const target of Object.values(require("../package.json").exports)) {
  const [before, after = ""] = join(ROOT, target.replace(/\.js$/, ".d.ts")).split("*");
  declarations.filter((path) => path.startsWith(before) && path.endsWith(after)).forEach(keep);
}
for (const path of declarations) if (!kept.has(path)) rmSync(path);
