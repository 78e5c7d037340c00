import assert from "node:assert/strict";
import fc from "fast-check";
import { Width } from "../../../../sdk/transport/limits/width";

const ROW = 8;

/** So many successes, each begun after the one before. */
function succeed(width: Width, times: number): void {
  for (let i = 0; i < times; i++) width.wentWell(width.mark);
}
const overload = (width: Width) => width.narrow(width.mark);

describe("the width of a lane", () => {
  it("grows by one for a row of successes, up to the most", () => {
    const width = new Width(1, 3);
    const seen = Array.from({ length: 4 }, () => (succeed(width, ROW), width.current));
    assert.deepEqual(seen, [2, 3, 3, 3]);
  });

  it("halves when the server is overloaded, and never closes", () => {
    const width = new Width(8, 8);
    const seen = Array.from({ length: 5 }, () => (overload(width), width.current));
    assert.deepEqual(seen, [4, 2, 1, 1, 1]);
  });

  it("is half of what was in use, where that was less", () => {
    const width = new Width(8, 8);
    width.narrow(width.mark, 2);
    assert.equal(width.current, 1);
  });

  it("narrows once for all that were under way together, and counts none of their successes", () => {
    const width = new Width(8, 8);
    const { mark } = width;
    for (let i = 0; i < 8; i++) width.narrow(mark);
    assert.equal(width.current, 4);
    for (let i = 0; i < 100; i++) width.wentWell(mark);
    assert.equal(width.current, 4);
  });

  it("begins a row anew after an overload", () => {
    const width = new Width(2, 8);
    succeed(width, ROW - 1);
    overload(width);
    succeed(width, ROW);
    assert.equal(width.current, 1);
  });

  it("tries a width that overloads the server ever more seldom", () => {
    const width = new Width(1, 8);
    const rows = Array.from({ length: 7 }, () => {
      let row = 0;
      for (; width.current === 1; row++) succeed(width, 1);
      overload(width);
      return row;
    });
    assert.deepEqual(rows, [8, 16, 32, 64, 128, 256, 256]);
  });

  it("trusts again once a width beyond the narrowed one has borne a row", () => {
    const width = new Width(4, 8);
    overload(width);
    succeed(width, 2 * ROW);
    assert.equal(width.current, 3);
    succeed(width, 2 * ROW);
    assert.equal(width.current, 4);
    succeed(width, ROW);
    assert.equal(width.current, 5);
  });

  it("stays between one and the most, whatever happens", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.oneof(fc.constant("overload"), fc.constant("row")), { maxLength: 60 }),
        (most, story) => {
          const width = new Width(1, most);
          for (const event of story) {
            if (event === "overload") overload(width);
            else succeed(width, 300);
            assert.ok(width.current >= 1 && width.current <= most);
          }
        },
      ),
    );
  });
});
