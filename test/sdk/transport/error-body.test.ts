import assert from "node:assert/strict";
import fc from "fast-check";
import { parseErrorBody } from "../../../sdk/transport/errors/error-body";

describe("an error body", () => {
  const rows: [unknown, { message?: string; field?: string }][] = [
    [{ detail: "无效页面。" }, { message: "无效页面。" }],
    [{ name: ["required"] }, { field: "name", message: "required" }],
    [{ uid: "must start" }, { field: "uid", message: "must start" }],
    [
      { node_scope: { node_scope: ["must be list"] } },
      { field: "node_scope", message: "must be list" },
    ],
    [{ oauth_app: { client_type: ["zzz"] } }, { field: "oauth_app.client_type", message: "zzz" }],
    [{ non_field_errors: ["wrong"] }, { message: "wrong" }],
    [{ msg: "perm incorrect" }, { message: "perm incorrect" }],
    [
      { username: ["invalid"], gender: ["9"] },
      { field: "username", message: "invalid" },
    ],
    [["Invalid input."], { message: "Invalid input." }],
    ["captcha is invalid", { message: "captcha is invalid" }],
    [null, {}],
    [{}, {}],
    [[], {}],
    ["", {}],
    // The 403 of a token check is the user.
    [{ uuid: "u", user_id: 2, username: "alice", is_admin: false }, {}],
  ];
  for (const [body, said] of rows) {
    it(`reads ${JSON.stringify(body)}`, () => {
      assert.deepEqual(parseErrorBody(body, JSON.stringify(body)), said);
    });
  }

  it("takes no more of a page of HTML than its heading", () => {
    const page = "\n<!doctype html><html><head><title>DoesNotExist at /x</title></head>SECRET_KEY";
    assert.deepEqual(parseErrorBody(undefined, page), { message: "DoesNotExist at /x" });
    assert.deepEqual(parseErrorBody(undefined, "<p>SECRET</p>"), {});
  });

  it("takes plain text as it is, but not all of a long one", () => {
    assert.deepEqual(parseErrorBody(undefined, " captcha is invalid\n"), {
      message: "captcha is invalid",
    });
    assert.equal(parseErrorBody(undefined, "x".repeat(5000)).message?.length, 300);
  });

  it("never throws, whatever the body", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const { message, field } = parseErrorBody(body, "");
        assert.ok(message === undefined || (message !== "" && message.length <= 300));
        assert.ok(field === undefined || message !== undefined);
      }),
    );
  });
});
