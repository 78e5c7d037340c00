import assert from "node:assert/strict";
import fc from "fast-check";
import { path, UsageError } from "../../../sdk";
import { rawPath } from "../../../sdk/transport/path";
import { encodeQuery } from "../../../sdk/transport/query";

const isPlain = (id: string) => id !== "" && id !== "." && id !== ".." && !/[/\\]/.test(id);

describe("a path", () => {
  it("is encoded and named", () => {
    const made = path`node/${{ uid: "d_研发 1" }}/user/`;
    assert.deepEqual(made, {
      value: "node/d_%E7%A0%94%E5%8F%91%201/user/",
      template: "node/:uid/user/",
      label: "node/d_研发 1/user/",
    });
  });

  it("keeps a key out of messages", () => {
    const made = path`org/${{ oid: "o" }}/invitation/${{ key: "s3cret" }}/`;
    assert.equal(made.label, "org/o/invitation/:key/");
    assert.equal(made.value, "org/o/invitation/s3cret/");
  });

  it("always ends with a slash", () => {
    assert.equal(path`org`.value, "org/");
    assert.equal(path`org/${{ oid: "o" }}`.value, "org/o/");
  });

  for (const wrong of ["", ".", "..", "a/b", "/", "a\\b", "\ud800", undefined, 7, null]) {
    it(`refuses ${JSON.stringify(wrong)} and names it`, () => {
      assert.throws(
        () => path`node/${{ uid: wrong as string }}/`,
        (error) => error instanceof UsageError && /^uid (must|is missing)/.test(error.message),
      );
    });
  }

  it("addresses exactly the id, whatever its characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }).filter(isPlain), (uid) => {
        const { value } = path`node/${{ uid }}/user/`;
        const parts = new URL(value, "http://x/siteapi/v1/").pathname.split("/");
        assert.equal(parts.length, 7);
        assert.deepEqual(parts.slice(3, 4).concat(parts.slice(5)), ["node", "user", ""]);
        assert.equal(decodeURIComponent(parts[4] ?? ""), uid);
      }),
    );
  });
});

describe("a raw path", () => {
  it("takes slashes around it or not", () => {
    for (const given of ["org/o", "/org/o", "org/o/", "/org/o/"]) {
      assert.equal(rawPath(given).value, "org/o/");
    }
  });

  for (const wrong of ["", "/", "org/../user", "org//o", "org/%2e%2E/x", "org/?a=b", "a#b"]) {
    it(`refuses ${JSON.stringify(wrong)}`, () => {
      assert.throws(() => rawPath(wrong), UsageError);
    });
  }
});

describe("a query", () => {
  it("leaves out what is undefined and repeats lists", () => {
    assert.equal(
      encodeQuery({ a: undefined, b: true, c: 0, d: ["x", "y"] }),
      "?b=true&c=0&d=x&d=y",
    );
    assert.equal(encodeQuery({ a: undefined }), "");
    assert.equal(encodeQuery(), "");
  });

  it("comes out at the other end as it went in", () => {
    const text = fc.string({ unit: "grapheme" });
    const value = fc.oneof(text, fc.integer(), fc.boolean());
    fc.assert(
      fc.property(fc.dictionary(text, value, { noNullPrototype: true }), (query) => {
        const parsed = new URLSearchParams(encodeQuery(query));
        const expected = Object.entries(query).map(([name, one]) => [name, String(one)]);
        assert.deepEqual([...parsed], expected);
      }),
    );
  });
});
