import { randomInt } from "node:crypto";
import { type Kind, pick } from "./kind";

/** The largest range that `crypto.randomInt` can draw from. */
const WIDEST = 2 ** 48;

/** RandomInteger: a whole number from `min` to `max`, both included. */
export const integer: Kind = {
  settings: (inputs) => pick(inputs, ["keepers", "min", "max", "seed"]),
  check({ min, max, seed }) {
    const [least, most] = [Number(min), Number(max)];
    if (seed !== undefined) {
      return [
        { property: "seed", reason: "is not known to this stand-in for the random provider" },
      ];
    }
    if (Number.isInteger(least) && Number.isInteger(most) && least <= most) {
      if (most - least + 1 < WIDEST) return [];
      return [{ property: "max", reason: "is too far from min" }];
    }
    return [{ property: "max", reason: "must be a whole number, and so must min, at most max" }];
  },
  make({ min, max }) {
    const result = randomInt(Number(min), Number(max) + 1);
    return { id: String(result), outputs: { result } };
  },
  made: ["result"],
  secret: [],
};
