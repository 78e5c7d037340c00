import assert from "node:assert/strict";
import fc from "fast-check";
import { parseJson } from "../../../provider/files/json";
import { parseYaml } from "../../../provider/files/yaml";
import type { Path } from "../../../provider/files/problem";

describe("a JSON file", () => {
  it("has the values and the lines that it has as YAML, however it is written", () => {
    const spaces = fc.constantFrom("", " ", "  ", "\t");
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), spaces, (value, space) => {
        const text = `\n${JSON.stringify(value, null, space)}\n`;
        const [json, yaml] = [parseJson(text), parseYaml("org.json", text)];
        assert.deepEqual(json?.value, yaml.value);
        for (const path of pathsIn(value)) {
          assert.equal(json?.lineAt(path), yaml.lineAt(path), path.join("."));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is at fault once, in the line of a mark that is missing, and for each property that is twice", () => {
    const marks =
      "a comma, a colon, a quote or a bracket is missing here or right before, or is one too many";
    const twice = "this property is named twice";
    const cases = [
      ['{\n\t"a": [\n\t\t{ "b": 1 "c": 2 }\n\t]\n}', `org.json:3: ${marks}`],
      ['{\n  "a": [\n    { "b": 1 }\n    { "b": 2 }\n  ]\n}', `org.json:4: ${marks}`],
      ['{\n  "a": "b,\n  "c": []\n}', `org.json:2: ${marks}`],
      ['{ "a": 1,\n  "a": 2,\n  "a": 3 }', `org.json:2: ${twice}\norg.json:3: ${twice}`],
    ] as const;
    for (const [text, message] of cases) {
      assert.throws(() => parseJson(text) ?? parseYaml("org.json", text), { message });
    }
  });

  it("tells the line of a name, of an entry, and of what is around what it does not have", () => {
    const text = '{\r\n "a\\"\\u516c" :\r\n  [ {"b": "}\\\\"},\r\n  1e3 ]\r\n}';
    const json = parseJson(text);
    assert.deepEqual(json?.value, { 'a"公': [{ b: "}\\" }, 1000] });
    const lines = [[], ['a"公'], ['a"公', 0, "b"], ['a"公', 1], ['a"公', 2], ["c"]];
    assert.deepEqual(
      lines.map((path) => json.lineAt(path)),
      [1, 2, 3, 4, 2, 1],
    );
  });

  for (const [what, text] of [
    ["names a property twice", '{"people": [{"key": "ada", "key": "bob"}]}'],
    ["names a property twice, once in escapes", '{"name": 1, "n\\u0061me": 2}'],
    ["has a comment", '{"name": "Acme"} # ours'],
    ["ends early", '{"name": ['],
  ] as const) {
    it(`is read as YAML where it ${what}`, () => assert.equal(parseJson(text), undefined));
  }
});

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const parts: [string | number, unknown][] = Array.isArray(value)
    ? [...(value as unknown[]).entries()]
    : Object.entries(value);
  return [path, ...parts.flatMap(([step, one]) => pathsIn(one, [...path, step]))];
}
