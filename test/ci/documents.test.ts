import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const ROOT = join(__dirname, "../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

const documents = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md"],
  ...["emulator/README.md", "emulator/authing/README.md"],
  // What `npm run docs` makes, in docs/api, is no document of ours.
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md") && !path.startsWith("api"))
    .map((path) => join("docs", path)),
];

/** What a heading is called in a link: GitHub's way. */
const anchors = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** Each link of a document to another file, or to a heading, that leads nowhere. */
function broken(document: string): string[] {
  const links = read(document).matchAll(/\]\((?![a-z]+:)([^)#\s]*)#?([^)\s]*)\)/g);
  return [...links].flatMap(([link, path = "", anchor = ""]) => {
    const target = path === "" ? document : join(dirname(document), path);
    if (!existsSync(join(ROOT, target))) return [`${document}: ${link}`];
    const found = anchor === "" || anchors(read(target)).includes(anchor);
    return found ? [] : [`${document}: ${link}`];
  });
}

describe("the documents", () => {
  it("link to what is there", () => {
    assert.deepEqual(documents.flatMap(broken), []);
  });

  it("lead from the README to each page", () => {
    const readme = read("README.md");
    const pages = documents.filter((path) => dirname(path) === "docs");
    assert.deepEqual(
      pages.filter((path) => !readme.includes(`](${path})`)),
      [],
    );
  });

  it("begin with a README of 150 lines at most", () => {
    assert.ok(read("README.md").trimEnd().split("\n").length <= 150);
  });
});
