import assert from "node:assert/strict";
import fc from "fast-check";
import { asPhone } from "../../../../provider/backends/kit/phone";

describe("a phone number", () => {
  it("has one spelling in China, whichever a program has", () => {
    const spellings = [
      ...["13800000091", "138 0000 0091", "138-0000-0091", "+8613800000091", "+86 13800000091"],
      ...["+86 138 0000 0091", "86-13800000091", "8613800000091", "0086 138 0000 0091"],
      ...[
        "(+86) 138-0000-0091",
        "+86 (138) 0000 0091",
        "＋８６ １３８００００００９１",
        " 13800000091 ",
      ],
    ];
    for (const one of spellings) assert.equal(asPhone(one), "13800000091", one);
  });

  it("has the country code apart elsewhere", () => {
    const spellings: [string, string][] = [
      ["+1 2025550100", "+1 2025550100"],
      ["+12025550100", "+1 2025550100"],
      ["+1 (202) 555-0100", "+1 2025550100"],
      ["001 202.555.0100", "+1 2025550100"],
      ["+44 (0)20 7946 0958", "+44 2079460958"],
      ["+4930123456", "+49 30123456"],
      ["+852 2123 4567", "+852 21234567"],
      ["+86 10 6552 9988", "+86 1065529988"],
    ];
    for (const [given, kept] of spellings) assert.equal(asPhone(given), kept, given);
  });

  it("stays as it is where it is none, or has no country", () => {
    for (const one of ["", "12345", "2025550100", "call me", "+", "+86"]) {
      assert.equal(asPhone(one), one);
    }
  });

  it("is settled by one look", () => {
    const text = fc.string({ unit: fc.constantFrom(..."+0123456789 -()") });
    fc.assert(fc.property(text, (one) => assert.equal(asPhone(asPhone(one)), asPhone(one))));
  });
});
