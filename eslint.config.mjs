import js from "@eslint/js";
import globals from "globals";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

/** Imports point one way (CONTRIBUTING.md, «Layers»): a folder names what it must not reach. */
const layer = (folder, ...forbidden) => ({
  files: [`${folder}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: forbidden.map((group) => ({
          group: [group],
          message: `${folder} must not import ${group}`,
        })),
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ["dist", "coverage", ".local", "**/node_modules", "examples", "test/states/*/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  layer("sdk", "@pulumi/*", "**/provider/**", "**/emulator/**", "**/cli/**"),
  layer("emulator", "@pulumi/*", "**/sdk/**", "**/provider/**", "**/cli/**"),
  layer("provider", "**/emulator/**", "**/cli/**"),
  layer("provider/stack", "@pulumi/*", "**/emulator/**", "**/cli/**", "**/handlers/**"),
  layer("provider/handlers", "@pulumi/*", "**/resources/**", "**/backends/**"),
  {
    files: [".ci/*.cjs", "scripts/**/*.{js,cjs}", "test/**/*.cjs", "**/pulumi-resource-random*"],
    languageOptions: { sourceType: "commonjs", globals: { ...globals.node } },
  },
  {
    files: ["cli/{chart,page}/**/*.js"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { ...globals.commonjs, ...globals.browser },
    },
  },
  prettier,
);
