import assert from "node:assert/strict";
import { quietStacks } from "../../../provider/resources/quiet-stacks";

describe("the traces of a resource's constructor", () => {
  const before = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  const { stackTraceLimit } = Error;
  /** As the SDK has it: each frame goes through source maps, which costs. */
  const prepare = (error: Error, frames: NodeJS.CallSite[]) =>
    `${String(error)}, ${frames.length} frames`;
  beforeEach(() => {
    Error.prepareStackTrace = prepare;
    Error.stackTraceLimit = 10;
  });
  afterEach(() => {
    Error.stackTraceLimit = stackTraceLimit;
    if (before) Object.defineProperty(Error, "prepareStackTrace", before);
    else Reflect.deleteProperty(Error, "prepareStackTrace");
  });

  it("become no text while it runs", () => {
    const end = quietStacks();
    assert.equal(new Error("leaks").stack, "Error: leaks");
    end();
    assert.match(String(new Error("leaks").stack), /leaks, [1-9]\d* frames/);
  });

  it("are whole for an error that is looked at afterwards", () => {
    const end = quietStacks();
    const error = new Error("failed");
    end();
    assert.match(String(error.stack), /failed, [1-9]\d* frames/);
  });

  it("are whole for the place of a resource, which is taken at any depth", () => {
    const end = quietStacks();
    Error.stackTraceLimit = Infinity;
    const { stack } = new Error("place");
    end();
    assert.match(String(stack), /place, [1-9]\d* frames/);
  });

  it("leave V8's own alone, which cost nothing", () => {
    Reflect.deleteProperty(Error, "prepareStackTrace");
    const end = quietStacks();
    assert.match(String(new Error("plain").stack), /plain\n +at /);
    end();
    assert.equal("prepareStackTrace" in Error, false);
  });
});
