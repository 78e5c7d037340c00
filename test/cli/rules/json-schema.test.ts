import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const ROOT = join(__dirname, "../../..");
const schema = JSON.parse(
  readFileSync(join(ROOT, "docs/identity-rules.schema.json"), "utf8"),
) as z.core.JSONSchema.JSONSchema;
const page = readFileSync(join(ROOT, "docs/rules.md"), "utf8");

type Part = z.core.JSONSchema.BaseSchema | boolean;

/** Each property of a schema, at any depth. */
function properties(part: Part | undefined): (readonly [string, Part])[] {
  if (part === undefined || typeof part === "boolean") return [];
  const inside = [part.items, part.additionalProperties, ...(part.anyOf ?? [])].flat() as Part[];
  const own = Object.entries(part.properties ?? {});
  return [...own, ...own.flatMap(([, one]) => properties(one)), ...inside.flatMap(properties)];
}

describe("the schema of identity-rules.yaml for editors", () => {
  const check = z.fromJSONSchema(schema);

  it("takes the example of the reference page, and what the command takes", () => {
    const [, example = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    assert.ok(check.safeParse(parse(example)).success);
  });

  for (const [what, rules] of Object.entries({
    "a misspelt key": { schema: 1, nevr: [] },
    "a misspelt key of an entry": { schema: 1, keep: [{ who: "iac", prems: ["*"] }] },
    "a share that is none": { schema: 1, limits: { nodes: "10" } },
    "an object without a kind": { schema: 1, never: ["ada"] },
    "a waiver without an end": { schema: 1, waivers: [{ rule: "a", reason: "b" }] },
    "no version": {},
  })) {
    it(`refuses ${what}`, () => assert.ok(!check.safeParse(rules).success));
  }

  it("describes each key, as the reference page does", () => {
    const all = properties(schema);
    assert.ok(all.length > 25, `${all.length}`);
    for (const [name, one] of all) {
      assert.ok(typeof one === "object" && one.description, name);
      assert.ok(page.includes(name), name);
    }
  });

  it("is what the page tells editors to take from the package", () => {
    const { files } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      files: string[];
    };
    const [, path = ""] = /\$schema=\.\/node_modules\/pulumi-identity\/(\S+)/.exec(page) ?? [];
    assert.ok(existsSync(join(ROOT, path)), path);
    assert.ok(
      files.some((one) => path === one || path.startsWith(`${one}/`)),
      path,
    );
  });
});
