import assert from "node:assert/strict";
import fc from "fast-check";
import { setOrder } from "../../../emulator/model/set-order";

describe("the order of a Python set", () => {
  // `list({…})` in CPython 3.
  it("is by the lower bits in a small table", () => {
    assert.deepEqual(setOrder([4, 5, 6, 8]), [8, 4, 5, 6]);
    assert.deepEqual(setOrder([9, 1, 17]), [9, 1, 17]);
  });

  it("is by more bits once the table has grown", () => {
    assert.deepEqual(setOrder([33, 8, 4, 5, 6]), [33, 4, 5, 6, 8]);
  });

  it("holds every id once", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 300 }), (ids) => {
        const sorted = (list: number[]) => [...list].sort((a, b) => a - b);
        assert.deepEqual(sorted(setOrder(ids)), sorted([...new Set(ids)]));
      }),
    );
  });
});
