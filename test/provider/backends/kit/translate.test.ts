import assert from "node:assert/strict";
import { translator } from "../../../../provider/backends/kit/translate";
import { errorsOf } from "../../../../provider/backends/arkid/errors";
import { ProviderError } from "../../../../provider/backends/errors";
import { CallbackError } from "../../../../sdk";
import { errorFromResponse } from "../../../../sdk/transport/errors/from-response";

describe("the translation of an error", () => {
  const translate = translator({ url: "http://id.example", system: "ArkID" }, []);

  it("names the server's own field where that is no property, with no command or secret key in it", () => {
    const inField = (field: string) =>
      errorFromResponse(
        { method: "POST", path: "user/" },
        { status: 400, headers: {}, body: { [field]: ["no"] }, text: "" },
      );
    const propertyOf = (translated: unknown) =>
      translated instanceof ProviderError ? translated.property : "none";
    for (const [field, property] of [
      ["mobile", "phone"],
      ["password", "password"],
      ["constructor", "constructor"],
      ["__proto__", "__proto__"],
      ["\n::stop-commands::x", "\\u{a}::stop-commands::x"],
      ["::stop-commands::x", "\\u{3a}:stop-commands::x"],
    ] as const) {
      assert.equal(propertyOf(errorsOf("http://id.example")(inField(field))), property);
    }
  });

  it("gives back what a look of the provider's own threw, as it was", () => {
    const own = new Error("two of that name");
    assert.equal(translate(new CallbackError("hasHappened", own)), own);
  });
});
