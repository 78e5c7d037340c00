import assert from "node:assert/strict";
import fc from "fast-check";
import {
  ConnectionError,
  defaultRetryPolicy,
  ResponseTooLargeError,
  UnexpectedResponseError,
  UsageError,
  type Method,
} from "../../../sdk";
import { errorFromFailure } from "../../../sdk/transport/errors/from-failure";
import { errorFromResponse, retryAfterSeconds } from "../../../sdk/transport/errors/from-response";
import { delayBefore, isRetryable, isUndecided } from "../../../sdk/transport/retry";

const status = (code: number, headers: Record<string, string> = {}) =>
  errorFromResponse(
    { method: "GET", path: "org/" },
    { status: code, headers, body: undefined, text: "" },
  );
const network = (sent: boolean, code = "ECONNRESET") =>
  new ConnectionError("gone", { cause: "x", sent, code });
const failed = (code: string, message = "no") =>
  errorFromFailure(Object.assign(new Error(message), { code }), {
    ...{ origin: "https://id.acme.example", method: "GET", path: "org/" },
    ...{ timeout: 60, isOver: false, isAborted: false },
  });
const READS = ["GET", "PUT", "DELETE"] as const;
const foreign = new UnexpectedResponseError({
  ...{ method: "GET", path: "org/", status: 200, problem: "it is no JSON" },
});
const can = (
  method: Method,
  error: unknown,
  more: { idempotent?: boolean; attempt?: number } = {},
) => isRetryable({ method, error, attempt: 1, ...more }, defaultRetryPolicy);

describe("whether to retry", () => {
  const rows: [string, unknown, Method[]][] = [
    ["a broken connection", network(true), ["GET", "PUT", "DELETE"]],
    ["a connection that never was", network(false), ["GET", "PUT", "DELETE", "POST", "PATCH"]],
    ["an unknown host name", failed("ENOTFOUND"), []],
    ["a certificate that has expired", failed("CERT_HAS_EXPIRED"), []],
    ["a certificate refused for any other reason", failed("CERT_REVOKED"), []],
    ["an answer that is no HTTP", failed("HPE_INVALID_HEADER_TOKEN"), []],
    ["an answer that broke off in its headers", failed("HPE_INVALID_EOF_STATE"), [...READS]],
    ["no TLS at all", failed("EPROTO", "ssl3_get_record:wrong version number"), []],
    ["no TLS at all", failed("ERR_SSL_WRONG_VERSION_NUMBER", "wrong version number"), []],
    ["no TLS in common", failed("EPROTO", "sslv3 alert handshake failure"), []],
    ["a failure of TLS that may pass", failed("EPROTO", "tlsv1 alert internal error"), [...READS]],
    ["an answer that is too large", new ResponseTooLargeError("GET org/", 9), []],
    ["429, which certainly did nothing", status(429), ["GET", "PUT", "DELETE", "POST", "PATCH"]],
    ["500", status(500), ["GET"]],
    ["502", status(502), ["GET", "PUT", "DELETE"]],
    ["504", status(504), ["GET", "PUT", "DELETE"]],
    ["501", status(501), []],
    ["an answer of something else", foreign, ["GET", "PUT", "DELETE"]],
    ["404", status(404), []],
    ["400", status(400), []],
    ["a usage error", new UsageError("x"), []],
  ];
  for (const [what, error, methods] of rows) {
    it(`repeats ${methods.join(", ") || "nothing"} after ${what}`, () => {
      const all: Method[] = ["GET", "PUT", "DELETE", "POST", "PATCH"];
      assert.deepEqual(
        all.filter((method) => can(method, error)),
        methods,
      );
    });
  }

  it("repeats a POST after a 500 by the caller's word", () => {
    assert.ok(can("POST", status(500), { idempotent: true }));
  });

  it("repeats a POST after a 5xx or a lost answer where the caller can tell if it happened", () => {
    const hasHappened = () => Promise.resolve(false);
    const after = (error: unknown) =>
      isRetryable({ method: "POST", error, attempt: 1, hasHappened }, defaultRetryPolicy);
    const open = [status(500), status(503), network(true), foreign];
    assert.deepEqual(open.map(after), [true, true, true, true]);
    assert.deepEqual([status(400), status(501), new UsageError("x")].map(after), [
      false,
      false,
      false,
    ]);
  });

  it("gives up sooner after answers of something else, which may well stay", () => {
    const patient = { ...defaultRetryPolicy, attempts: 10 };
    const after = (attempt: number) =>
      isRetryable({ method: "GET", error: foreign, attempt }, patient);
    assert.deepEqual([3, 4].map(after), [true, false]);
  });

  it("knows which errors leave open if it happened", () => {
    const open = [status(500), status(504), network(true)];
    assert.ok(open.every((error) => isUndecided({ error })));
    const closed = [status(429), status(400), status(404), network(false), new UsageError("x")];
    assert.ok(!closed.some((error) => isUndecided({ error })));
  });

  it("has another patience for 429, unless it is told to have none", () => {
    const may = (attempt: number, attempts: number) =>
      isRetryable(
        { method: "GET", error: status(429), attempt },
        { ...defaultRetryPolicy, attempts, throttles: 9 },
      );
    assert.deepEqual([may(8, 2), may(9, 2), may(1, 1)], [true, false, false]);
  });

  it("does not wait long for a server that nobody hears", () => {
    const may = (attempt: number) =>
      isRetryable(
        { method: "GET", error: network(false, "ECONNREFUSED"), attempt },
        { ...defaultRetryPolicy, attempts: 20 },
      );
    assert.deepEqual([may(5), may(6)], [true, false]);
  });

  it("ends with the policy's attempts", () => {
    assert.ok(can("GET", status(503), { attempt: 3 }));
    assert.ok(!can("GET", status(503), { attempt: 4 }));
  });

  it("does not wait for a server that asks for more than a minute", () => {
    assert.ok(!can("GET", status(429, { "retry-after": "61" })));
  });
});

describe("how long to wait", () => {
  it("is full jitter under a doubling ceiling", () => {
    const error = status(503);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, r) => {
          const wait = delayBefore({ attempt: n, error }, defaultRetryPolicy, r);
          assert.ok(wait >= 0 && wait <= Math.min(8000, 250 * 2 ** (n - 1)));
        },
      ),
    );
  });

  it("is at least what the server asked for", () => {
    const error = status(503, { "retry-after": "2" });
    assert.equal(delayBefore({ attempt: 1, error }, defaultRetryPolicy, 0), 2000);
  });

  it("reads Retry-After as seconds or as a date", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    assert.equal(retryAfterSeconds("7", now), 7);
    assert.equal(retryAfterSeconds("Thu, 01 Jan 2026 00:00:30 GMT", now), 30);
    assert.equal(retryAfterSeconds("Thu, 01 Jan 2015 00:00:30 GMT", now), 0);
    for (const none of [undefined, "", "soon"])
      assert.equal(retryAfterSeconds(none, now), undefined);
  });
});
