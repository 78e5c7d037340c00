import assert from "node:assert/strict";
import { slug } from "../../../provider/slug";

describe("the slug of a name", () => {
  for (const [name, made] of [
    ["Engineering", "engineering"],
    ["R&D Tools", "r-d-tools"],
    ["Café São Tomé", "cafe-sao-tome"],
    ["  — Team 7 — ", "team-7"],
    ["研发部", undefined],
    ["研发部 A", undefined],
    ["Łódź", undefined],
    ["—", undefined],
  ] as const) {
    it(`of "${name}" is ${made ?? "none: a letter would be lost"}`, () => {
      assert.equal(slug(name), made);
    });
  }
});
