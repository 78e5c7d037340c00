import type { FaultyAnswer } from "../../support/pass-through";

type Answers = Readonly<Record<string, FaultyAnswer>>;

/** What is no answer of any system, whatever it was asked. */
const anybodys: Answers = {
  "a gateway's 404": { status: 404, body: { message: "no Route matched with those values" } },
  "another server's 404": { status: 404, body: { statusCode: 404, message: "Cannot GET /" } },
  "a framework's 404": { status: 404, body: { status: 404, error: "Not Found", path: "/" } },
  "a 404 of HTML": { status: 404, body: "<h1>404 Not Found</h1>" },
  "an empty 404": { status: 404, body: "" },
  "a busy system": { body: { code: 500, message: "system busy" } },
  "another system's success": { body: { code: 0, data: { success: true, list: [] } } },
  "a page of HTML": { body: "<!doctype html><h1>Welcome</h1>" },
  "an empty body": { body: "" },
  "no content": { status: 204, body: "" },
  null: { body: "null" },
  "a number": { body: "7" },
  "cut JSON": { body: '{"statusCode":200,"data":{"succ' },
  "a redirect": { status: 302, body: "" },
  "a page of 503": { status: 503, body: "<h1>503</h1>" },
};

/** Those that look like one system's own. */
const seeming: Readonly<Record<string, Answers>> = {
  arkid: {
    "a list": { body: [] },
    "nothing in particular": { body: {} },
    "a refusal as a success": { body: { detail: "not here" } },
    "404 with more than a detail": { status: 404, body: { detail: "x", request_id: "1" } },
    "404 with a detail that is no text": { status: 404, body: { detail: null } },
  },
  authing: {
    "a list": { body: [] },
    "an envelope around nothing": { body: { statusCode: 200, message: "" } },
    "an envelope around null": { body: { statusCode: 200, message: "", data: null } },
    "an envelope around a number": { body: { statusCode: 200, message: "", data: 7 } },
  },
  // It lists without an envelope: an empty list is its own.
  keycloak: {
    "nothing in particular": { body: {} },
    "a refusal as a success": { body: { error: "User not found" } },
    "404 of an address that is not there": { status: 404, body: { error: "HTTP 404 Not Found" } },
  },
};

export const foreignTo = (system: string): Answers => ({ ...anybodys, ...seeming[system] });

/** Those of them that differ in what a write makes of them. */
export const ofWrites: Readonly<Record<string, readonly string[]>> = {
  arkid: ["a gateway's 404", "a busy system", "a redirect"],
  authing: ["a gateway's 404", "a busy system", "no content", "a redirect", "a page of 503"],
  keycloak: ["a gateway's 404", "a busy system"],
};
