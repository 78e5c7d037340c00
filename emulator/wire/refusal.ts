import { message, type Message } from "./messages";

/** A page of the web server below the API: unrouted 404s, oversized bodies, crashes. */
export class Page {
  constructor(readonly html: string) {}
}

const PAGES: Record<number, string> = {
  400: "<h1>Bad Request (400)</h1>",
  404: "<h1>Not Found</h1><p>The requested resource was not found on this server.</p>",
  500: "<h1>Server Error (500)</h1>",
};

/** An answer that ends a request and undoes what it had written: any status from 400 up. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Record<string, string> = {},
  ) {
    super(`refused with ${status}`);
  }
}

const detail = (status: number, text: Message | string, headers?: Record<string, string>) =>
  new Refusal(status, { detail: text }, headers);

/** 404 of an object that does not exist, or that the caller may not see. */
export const notFound = () => detail(404, message("notFound"));

/** 403 of a caller who is known and may not. */
export const denied = () => detail(403, message("denied"));

/** 401, by default of a request without credentials. */
export const unauthorized = (text: Message | string = message("anonymous")) =>
  detail(401, text, { "www-authenticate": "Token" });

/** 405 of a method, or of what is done to a protected object (ARKID.md 29). */
export const notAllowed = (method: string) => detail(405, message("method", method));

/** 400 with a body of the caller's making: the shapes of the reference server are not uniform. */
export const invalid = (body: unknown) => new Refusal(400, body);

/** 400 about one field, in the usual shape `{"field": ["text"]}`. */
export const invalidField = (field: string, ...texts: (Message | string)[]) =>
  invalid({ [field]: texts });

/** The HTML page that goes with a status. */
export const page = (status: 400 | 404 | 500) => new Refusal(status, new Page(PAGES[status] ?? ""));
