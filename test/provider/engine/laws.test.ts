import assert from "node:assert/strict";
import fc from "fast-check";
import { capabilities } from "../../../provider/backends/arkid/capabilities";
import { firstOf } from "../../../provider/engine/contents";
import { defaultKey } from "../../../provider/engine/default-key";
import { changedProperties } from "../../../provider/engine/changed";
import { optional, text as textType } from "../../../provider/engine/property";
import { sameValue, settle } from "../../../provider/engine/settle";

const odd = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "12",
  "007",
  "1e3",
  "研发",
  "ł",
);
const text = fc.oneof(fc.string(), odd, fc.constantFrom("", " ", "\t"));

describe("properties", () => {
  describe("a default key", () => {
    const parts = fc.record({
      ...{ kind: text, org: text, logicalName: text },
      origin: fc.record({ project: text, stack: text, parents: text }),
      replaced: fc.option(text, { nil: undefined }),
    });
    type Parts = typeof parts extends fc.Arbitrary<infer P> ? P : never;
    const keyOf = ({ kind, replaced, ...inputs }: Parts) => defaultKey(kind, inputs, replaced);

    it("can be a key on the server and in a URL", () => {
      const nodeKey = capabilities.rules.Node?.uid?.pattern ?? assert.fail("ArkID has no rule");
      fc.assert(
        fc.property(parts, (some) => {
          const key = keyOf(some);
          assert.match(key, /^([a-z0-9][a-z0-9-]{0,23}-)?[0-9a-f]{8}$/);
          assert.match(key, nodeKey);
        }),
      );
    });

    it("is the same for the same parts, and another for others", () => {
      const part = fc.constantFrom("kind", "org", "logicalName", "replaced");
      const place = fc.constantFrom("project", "stack", "parents");
      fc.assert(
        fc.property(parts, part, place, text, (a, changed, moved, value) => {
          assert.equal(keyOf(a), keyOf({ ...a }));
          assert.equal(keyOf({ ...a, [changed]: value }) === keyOf(a), a[changed] === value);
          const origin = { ...a.origin, [moved]: value };
          assert.equal(keyOf({ ...a, origin }) === keyOf(a), a.origin[moved] === value);
        }),
      );
    });
  });

  describe("what the state sees of the server", () => {
    const value = fc.oneof(text, fc.boolean(), fc.constant(null), fc.constant(undefined));
    const values = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), value);
    const properties = Object.fromEntries(
      ["a", "b", "c", "d"].map((key) => [key, optional(textType, { doc: "" })]),
    );

    it("is what is declared where the server holds that", () => {
      fc.assert(
        fc.property(values, (state) => {
          const live = Object.fromEntries(
            Object.entries(state).map(([key, mine]) => [
              key,
              mine === null ? "" : typeof mine === "string" ? mine.trim() : mine,
            ]),
          );
          const settled = { ...state, ...settle(state, live) };
          assert.deepEqual(changedProperties(properties, settled, state), []);
        }),
      );
    });

    it("differs in just those declared properties that the server holds otherwise", () => {
      fc.assert(
        fc.property(values, values, (state, live) => {
          const settled = { ...state, ...settle(state, live) };
          const expected = Object.keys(state).filter(
            (key) => state[key] !== undefined && key in live && !sameValue(state[key], live[key]),
          );
          assert.deepEqual(
            new Set(changedProperties(properties, settled, state)),
            new Set(expected),
          );
        }),
      );
    });

    it("holds nothing that is not declared", () => {
      fc.assert(
        fc.property(values, values, (state, live) => {
          assert.ok(Object.keys(settle(state, live)).every((key) => state[key] !== undefined));
        }),
      );
    });

    it("is the same with what either JavaScript or Python takes for white space around it", () => {
      const space = fc.constantFrom(" ", "\t", "\u00a0", "\u3000", "\ufeff", "\u0085", "\u001c");
      fc.assert(
        fc.property(space, fc.string(), space, (before, inner, after) => {
          assert.ok(sameValue(before + inner + after, inner));
        }),
      );
    });

    it("is seen alike from both sides", () => {
      fc.assert(
        fc.property(value, value, (a, b) => {
          assert.equal(sameValue(a, b), sameValue(b, a));
          assert.ok(sameValue(a, a));
        }),
      );
    });
  });

  describe("the first of a list", () => {
    it("are ten at most, and the others are counted", () => {
      fc.assert(
        fc.property(fc.array(fc.stringMatching(/^[a-z]+$/), { maxLength: 40 }), (list) => {
          const [, shown = "", more = "0"] =
            /^(.*?)(?: and (\d+) more)?$/.exec(firstOf(list)) ?? [];
          const count = shown === "" ? 0 : shown.split(", ").length;
          assert.ok(count <= 10);
          assert.equal(count + Number(more), list.length);
        }),
      );
    });
  });
});
