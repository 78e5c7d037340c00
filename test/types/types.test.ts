import assert from "node:assert/strict";
import { join } from "node:path";
import * as ts from "typescript";
import { CHECKOUT } from "../../scripts/lib/engine/checkout";

/** Programs that say by `@ts-expect-error` which of their lines must not compile, and no other. */
const programs = {
  apps: "takes of apps, perms and grants what there is, and nothing else",
  references: "takes a resource, its id or an output of it as a reference, also mixed in a list",
  "end-dates": "takes an end date in lists of members and grants, and nowhere else",
  "wrong-references": "takes no reference to another kind of resource",
  literals: "takes only the words that are known",
  properties: "asks for what is required, and takes no name that is none",
  outputs: "gives typed outputs, and no password",
  "org-tree": "takes an org as a literal or as a file, and no password in it",
};

describe("the types of the resources", function () {
  this.timeout(60_000);
  const fileOf = (name: string) => join(__dirname, "programs", `${name}.ts`);
  let compiled: ts.Program;

  before(() => {
    compiled = ts.createProgram(Object.keys(programs).map(fileOf), compilerOptions());
  });

  for (const [name, sentence] of Object.entries(programs)) {
    it(sentence, () => {
      const source = compiled.getSourceFile(fileOf(name));
      assert.ok(source);
      assert.deepEqual(ts.getPreEmitDiagnostics(compiled, source).map(toText), []);
    });
  }
});

/** Those of this repository. */
function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(CHECKOUT, "tsconfig.json"), (path) =>
    ts.sys.readFile(path),
  ) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, CHECKOUT)
    .options;
}

/** "line 7: …" */
function toText({ file, start = 0, messageText }: ts.Diagnostic): string {
  const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
}
