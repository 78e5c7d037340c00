import assert from "node:assert/strict";
import { translator } from "../../../../provider/backends/kit/translate";
import { CallbackError } from "../../../../sdk";

describe("the translation of an error", () => {
  const translate = translator({ url: "http://id.example", system: "ArkID" }, []);

  it("gives back what a look of the provider's own threw, as it was", () => {
    const own = new Error("two of that name");
    assert.equal(translate(new CallbackError("hasHappened", own)), own);
  });
});
