import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { generated } from "../../scripts/lib/generate/generate";

describe("what is made from the kinds", () => {
  it("is checked in as they are now: npm run generate makes it anew", async function () {
    this.timeout(60_000);
    const texts = await generated();
    assert.ok(texts.size >= 28, `${texts.size}`);
    for (const [path, text] of texts) assert.equal(readFileSync(path, "utf8"), text, path);
  });
});
