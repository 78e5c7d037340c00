import assert from "node:assert/strict";
import fc from "fast-check";
import { EndlessListError } from "../../../sdk";
import { Walk } from "../../../sdk/transport/walk";

const SIZE = 50;
const page = (number: number, count: number, length = SIZE) => ({
  ...{ page: number, pageSize: SIZE, count, hasNext: true },
  items: Array.from({ length }, (_, index) => ({ id: `员工${number}-${index}` })),
});

/** Pages taken until the walk ends, or gives up. */
function walked(next: (number: number) => ReturnType<typeof page>): [pages: number, ends: boolean] {
  const walk = new Walk();
  for (let number = 1; ; number++) {
    try {
      if (walk.take(next(number))) return [number, true];
    } catch (error) {
      assert.ok(error instanceof EndlessListError && error.page === number);
      return [number, false];
    }
  }
}

describe("a walk through pages", () => {
  it("ends, whatever the server says of count and length", () => {
    const said = fc.tuple(fc.integer({ min: -9, max: 400 }), fc.integer({ min: 0, max: SIZE }));
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 30 }), (all) => {
        const [pages] = walked((number) => page(number, ...(all[number % all.length] ?? [0, 0])));
        assert.ok(pages <= 2 * 400 + SIZE + 1);
      }),
    );
  });

  it("sees all of a list that is as long as it says, and asks for no more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), (count) => {
        const left = (number: number) => Math.min(SIZE, count - (number - 1) * SIZE);
        const [pages, ends] = walked((number) => page(number, count, left(number)));
        assert.deepEqual([pages, ends], [Math.ceil(count / SIZE), true]);
      }),
    );
  });

  for (const count of [Infinity, NaN]) {
    it(`gives up after 100,000 items where the count is ${count}`, () => {
      assert.deepEqual(
        walked((number) => page(number, count)),
        [100_000 / SIZE + 2, false],
      );
    });
  }
});
