import assert from "node:assert/strict";
import { outputsOf } from "../../../cli/output/outputs";
import { WrongUsage } from "../../../cli/usage/wrong-usage";

const NAMES = ["text", "json", "html"] as const;
const outputsFor = (given: readonly string[], output?: string) => outputsOf(NAMES, given, output);

describe("where reports go", () => {
  it("is the standard output, a file for all, or one for each", () => {
    assert.deepEqual(outputsFor([], undefined), [{ format: "text" }]);
    assert.deepEqual(outputsFor(["json"], "a.json"), [{ format: "json", file: "a.json" }]);
    assert.deepEqual(outputsFor(["html=a=b.html", "text"], undefined), [
      { format: "html", file: "a=b.html" },
      { format: "text" },
    ]);
    assert.deepEqual(outputsFor(["html=a.html", "text"], "b.txt"), [
      { format: "html", file: "a.html" },
      { format: "text", file: "b.txt" },
    ]);
  });

  const wrong: Record<string, [given: string[], output: string | undefined, says: RegExp]> = {
    "a format that does not exist": [["xml"], undefined, /^--format xml is invalid/],
    "a file without a name": [["json="], undefined, /^--format json= is invalid/],
    "two for the standard output": [["json", "html"], undefined, /two formats .* one place/],
    "two for one file": [["json=a", "html=a"], undefined, /two formats .* one place/],
    "an output that none goes to": [["json=a"], "b", /^nothing would go to --output b:/],
  };
  for (const [what, [given, output, says]] of Object.entries(wrong)) {
    it(`is wrong usage with ${what}`, () => {
      assert.throws(
        () => outputsFor(given, output),
        (error: Error) => error instanceof WrongUsage && says.test(error.message),
      );
    });
  }
});
