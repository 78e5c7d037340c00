import js from "@eslint/js";
import globals from "globals";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "dist",
      "coverage",
      ".local",
      "docs/api",
      "**/node_modules",
      "examples",
      "test/states/*/",
    ],
  },
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
  {
    files: [
      ".dependency-cruiser.cjs",
      ".ci/*.cjs",
      "scripts/**/*.{js,cjs}",
      "test/**/*.cjs",
      "**/pulumi-resource-random*",
    ],
    languageOptions: { sourceType: "commonjs", globals: { ...globals.node } },
  },
  {
    files: ["cli/{chart,findings,live-org,page}/**/*.js"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { ...globals.commonjs, ...globals.browser },
    },
  },
  prettier,
);
