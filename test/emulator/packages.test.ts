import assert from "node:assert/strict";
import { checkPackages } from "../../emulator/packages";

describe("the packages of the embedded server", () => {
  it("are all there after a plain install", () => checkPackages());

  it("that are missing are named, with the way to install them", () => {
    assert.throws(() => checkPackages(["fastify", "no-such-package"]), {
      message:
        "the embedded server needs the package no-such-package, which is not installed: run npm install without --omit=optional, or npm install no-such-package",
    });
    assert.throws(
      () => checkPackages(["no-such-a", "no-such-b"]),
      /needs the packages no-such-a, no-such-b, which are .* or npm install no-such-a no-such-b$/,
    );
  });
});
