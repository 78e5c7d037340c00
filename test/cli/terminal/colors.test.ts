import assert from "node:assert/strict";
import { colorsOf } from "../../../cli/terminal/colors";

describe("colours", () => {
  const terminal = { isTTY: true };
  const bold = (stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv) =>
    colorsOf(stream, env).bold("Acme");

  it("are for a terminal", () => assert.equal(bold(terminal, {}), "\u001b[1mAcme\u001b[22m"));
  it("are not for a terminal that has none", () =>
    assert.equal(bold(terminal, { TERM: "dumb" }), "Acme"));
  it("are not where NO_COLOR is set", () =>
    assert.equal(bold(terminal, { NO_COLOR: "1" }), "Acme"));
  it("are where NO_COLOR is empty", () =>
    assert.notEqual(bold(terminal, { NO_COLOR: "" }), "Acme"));
  it("are not for a pipe or a file", () => assert.equal(bold({}, {}), "Acme"));
});
