import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ESLint, type Linter } from "eslint";
import type { Files } from "../../../../cli/export/source-files";

const CHECKOUT = join(__dirname, "../../../..");

/** What this project's linter says of an exported program, against the package's sources. */
export async function lintMessages(files: Files): Promise<string[]> {
  const folder = mkdtempSync(join(CHECKOUT, ".local/lint-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const tsconfig = JSON.parse(files["tsconfig.json"] ?? "") as { compilerOptions: object };
    const paths = { "pulumi-identity": [join(CHECKOUT, "provider/index.ts")] };
    const compilerOptions = { ...tsconfig.compilerOptions, paths };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...tsconfig, compilerOptions }));
    const eslint = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: [...(await ownConfig()), within(folder)],
    });
    const results = await eslint.lintFiles("*.ts");
    return results.flatMap(({ messages }) =>
      messages.map((one) => `${one.ruleId}: ${one.message}`),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Without what it ignores: the folder is in a place of these. */
async function ownConfig(): Promise<Linter.Config[]> {
  const path: string = join(CHECKOUT, "eslint.config.mjs");
  const { default: all } = (await import(path)) as { default: Linter.Config[] };
  return all.filter((one) => Object.keys(one).join() !== "ignores");
}

const within = (tsconfigRootDir: string): Linter.Config => ({
  files: ["**/*.ts"],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir } },
});
