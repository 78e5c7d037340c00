import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../../scripts/lib/engine/checkout";
import { workshop } from "../engine/support/workshop";
import { node, Unpacked } from "./support";

describe("the packed package", function () {
  this.timeout(120_000);
  let tarball: string;
  let unpacked: Unpacked;

  before(async () => {
    ({ tarball } = await workshop());
    unpacked = await Unpacked.from(tarball);
  });
  after(() => unpacked?.remove());

  it("has nothing that publint would tell its author", async () => {
    const { publint } = await import("publint");
    const { buffer } = new Uint8Array(readFileSync(tarball));
    const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
    assert.deepEqual(messages, []);
  });

  it("has types that match its code wherever Node's own resolution finds them", () => {
    const kinds = dynamicKinds(unpacked).map((kind) => `dynamic/${kind}`);
    const args = ["--profile", "node16", "--include-entrypoints", ...kinds];
    assertTypesAreRight(tarball, ...args);
  });

  it("has types in its main entry, also for the resolution that knows no exports", () => {
    assertTypesAreRight(tarball, "--profile", "strict", "--entrypoints", ".");
  });

  it("holds what package.json lists, and no sources or tests but examples", () => {
    const { files } = unpacked.manifest;
    const listed = [...files, "package.json"];
    const strange = unpacked.files.filter(
      (path) => !listed.some((each) => path === each || path.startsWith(`${each}/`)),
    );
    assert.deepEqual(strange, []);
    const own = unpacked.files.filter((path) => !path.startsWith("examples/"));
    const sources = own.filter(
      (path) => (path.endsWith(".ts") && !path.endsWith(".d.ts")) || /(^|\/)tests?\//.test(path),
    );
    assert.deepEqual(sources, []);
  });

  const documents = ["README.md", "docs/plugin.md", "examples/company/company.ts"];
  for (const file of [...documents, "LICENSE", "docs/identity-rules.schema.json"]) {
    it(`holds ${file}`, () => assert.ok(unpacked.read(file).length > 0));
  }

  it("has a file behind each of its entries, and the declarations of what can be imported", () => {
    const { exports, main, types, bin } = unpacked.manifest;
    const paths = (targets: string[]) =>
      targets.filter((each) => !each.includes("*")).map((each) => each.replace(/^\.\//, ""));
    const imported = paths([...Object.values(exports), main, types]);
    const declarations = imported
      .filter((target) => target.endsWith(".js"))
      .map((target) => target.replace(/\.js$/, ".d.ts"));
    const all = [...imported, ...declarations, ...paths(Object.values(bin))];
    assert.deepEqual(
      all.filter((path) => !unpacked.files.includes(path)),
      [],
    );
  });

  it("has a module behind each kind of resource that a state may name", () => {
    const kinds = ["node", "node-members", "org", "user"];
    assert.deepEqual(
      kinds.filter((kind) => !dynamicKinds(unpacked).includes(kind)),
      [],
    );
  });

  it("is smaller than 1 MB, its documents included", () =>
    assert.ok(statSync(tarball).size < 1_000_000));
});

/** The kinds behind `pulumi-identity/dynamic/*`. */
function dynamicKinds({ files, manifest }: Unpacked): string[] {
  const [before = "", after = ""] = manifest.exports["./dynamic/*"]?.slice(2).split("*") ?? [];
  return files
    .filter((path) => path.startsWith(before) && path.endsWith(after))
    .map((path) => path.slice(before.length, -after.length));
}

function assertTypesAreRight(tarball: string, ...args: string[]): void {
  const attw = join(CHECKOUT, "node_modules/.bin/attw");
  const table = ["--format", "ascii", "--no-color", "--no-emoji"];
  const { code, output } = node(CHECKOUT, attw, tarball, ...table, ...args);
  assert.equal(code, 0, output);
}
