import assert from "node:assert/strict";
import { join } from "node:path";
import { calledFrom } from "../../../provider/components/tree/called-from";

describe("a call from a line of a tree's file", () => {
  it("is in the stack under that line, as the engine's SDK reads it", () => {
    const stack = calledFrom({ file: "组织/my org.yaml", line: 12 }, () => new Error().stack ?? "");
    const frame = `entry (${join(process.cwd(), "组织/my org.yaml")}:12:`;
    assert.ok(stack.includes(frame), stack);
  });

  it("returns what the function returns, and throws what it throws", () => {
    assert.equal(
      calledFrom({ file: "a.yaml", line: 1 }, () => 7),
      7,
    );
    assert.equal(
      calledFrom(undefined, () => 7),
      7,
    );
    const fail = () => {
      throw new RangeError("no");
    };
    assert.throws(() => calledFrom({ file: "a.yaml", line: 1 }, fail), RangeError);
  });
});
