import assert from "node:assert/strict";
import fc from "fast-check";
import { describeJsonError } from "../../../emulator/wire/json-error";

/** What Python 3's json module says of each. */
const CASES: [string, string][] = [
  ["", "Expecting value: line 1 column 1 (char 0)"],
  ["{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"],
  ['{"a"', "Expecting ':' delimiter: line 1 column 5 (char 4)"],
  ['{"a":', "Expecting value: line 1 column 6 (char 5)"],
  ['{"a":1', "Expecting ',' delimiter: line 1 column 7 (char 6)"],
  ['{"a":1,}', "Expecting property name enclosed in double quotes: line 1 column 8 (char 7)"],
  ["[1,", "Expecting value: line 1 column 4 (char 3)"],
  ["[1 2]", "Expecting ',' delimiter: line 1 column 4 (char 3)"],
  ['["a', "Unterminated string starting at: line 1 column 2 (char 1)"],
  ['["\\x"]', "Invalid \\escape: line 1 column 3 (char 2)"],
  ['["\\u12"]', "Invalid \\uXXXX escape: line 1 column 4 (char 3)"],
  ['["a\tb"]', "Invalid control character at: line 1 column 4 (char 3)"],
  ["{}\n x", "Extra data: line 2 column 2 (char 4)"],
  ['["💥" 1]', "Expecting ',' delimiter: line 1 column 6 (char 5)"],
  ["\ufeff{}", "Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)"],
  ["NaN", "Out of range float values are not JSON compliant: 'NaN'"],
];

describe("describing what is wrong with JSON", () => {
  for (const [source, message] of CASES) {
    it(`speaks as Python of ${JSON.stringify(source)}`, () => {
      assert.equal(describeJsonError(source), message);
    });
  }

  it("finds a fault in whatever does not parse", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), (json, at, junk) => {
        const place = at % (json.length + 1);
        const source = json.slice(0, place) + junk + json.slice(place);
        if (parses(source)) return;
        assert.match(describeJsonError(source), /line \d+ column \d+ \(char \d+\)$|compliant/);
      }),
    );
  });
});

function parses(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}
