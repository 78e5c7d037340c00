import assert from "node:assert/strict";
import { UsageError } from "../../../sdk";
import { optionalPackage } from "../../../sdk/transport/optional-package";

const load = (name: string): Promise<unknown> => import(name);

describe("an optional package", () => {
  it("is what was loaded", async () => {
    assert.ok(await optionalPackage("a test", load("picocolors")));
  });

  it("that is missing is told by who needs it and how to install it", async () => {
    const missing = optionalPackage("a test", load("no-such-package"));
    await assert.rejects(missing, (error: unknown) => {
      assert.ok(error instanceof UsageError);
      assert.equal(
        error.message,
        "a test needs the package no-such-package, which is not installed: run npm install without --omit=optional, or npm install no-such-package",
      );
      return true;
    });
  });

  it("that breaks while it loads is no missing one", async () => {
    const broken = new Error("broken");
    await assert.rejects(optionalPackage("a test", Promise.reject(broken)), broken);
  });
});
