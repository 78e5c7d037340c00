import { isDeepStrictEqual } from "node:util";
import { ApiError, ArkIDClient, UnsupportedError, UsageError, type Authorizer } from "../../../sdk";
import type { Answer, Loopback, Met } from "../loopback";
import { findUnfaithful } from "./faithful";
import { Inexpressible, type Json } from "./arguments";
import type { Pair } from "./recordings";
import { routes, type Call } from "./routes";

/** What became of a pair. */
export interface Outcome {
  pair: Pair;
  /** `same`: sent alike, and the answer understood. `refused`: by the SDK, before sending. */
  kind: "same" | "refused" | "inexpressible" | "other";
  why?: string;
}

const BASE = "/siteapi/v1/";

const compiled = Object.entries(routes).map(([key, call]) => {
  const [method, template = ""] = key.split(" ");
  return { method, regex: new RegExp(`^${template.replaceAll(":", "([^/]+)")}$`), call };
});

/** The route of a pair: the one with the fewest ids. Undefined where no method has its endpoint. */
export function routeOf({ request }: Pair): { call: Call; ids: string[] } | undefined {
  if (!request.path.startsWith(BASE)) return undefined;
  const path = request.path.slice(BASE.length);
  const found = compiled.flatMap(({ method, regex, call }) => {
    const match = method === request.method ? regex.exec(path) : null;
    return match === null ? [] : [{ call, ids: match.slice(1).map(decodeURIComponent) }];
  });
  return found.sort((a, b) => a.ids.length - b.ids.length)[0];
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function authorizerOf(pair: Pair): Authorizer {
  const given = pair.request.headers["Authorization"];
  const headers: Record<string, string> = given === undefined ? {} : { authorization: given };
  return { headers: () => Promise.resolve(headers) };
}

/** Words that the server reads alike (contract, 21 and 22). */
function normalize(query: Record<string, string>): void {
  const { ignore_user, user_required } = query;
  if (ignore_user !== undefined && !/^[tT]rue$/.test(ignore_user)) delete query["ignore_user"];
  if (query["ignore_user"] !== undefined) query["ignore_user"] = "true";
  if (user_required !== undefined)
    query["user_required"] = String(!/^[fF]alse$/.test(user_required));
}

/** Whether the SDK sent what was recorded. Paging that a record left to the server is alike. */
function isAlike(met: Met, { request }: Pair): boolean {
  const url = new URL(met.url, "http://x");
  if (met.method !== request.method) return false;
  if (decodeURIComponent(url.pathname) !== decodeURIComponent(request.path)) return false;
  const sent = Object.fromEntries(url.searchParams);
  const recorded = Object.fromEntries(
    Object.entries(request.query).map(([name, value]) => [name, String(value)]),
  );
  if (recorded["page"] === undefined) delete sent["page"];
  if (recorded["page_size"] === undefined) delete sent["page_size"];
  normalize(recorded);
  normalize(sent);
  if (!isDeepStrictEqual(sent, recorded)) return false;
  return isDeepStrictEqual(met.body ?? {}, request.body ?? {});
}

function toAnswer({ response }: Pair): Answer {
  const type = response.headers["content-type"];
  const headers: Record<string, string> = type === undefined ? {} : { "content-type": type };
  const { status, body } = response;
  if (typeof body === "string" && !type?.includes("json")) return { status, headers, text: body };
  if (type === undefined) return { status };
  return { status, headers, body };
}

const isApp = (body: unknown, path: string): boolean =>
  isObject(body) && "app_id" in body && path.endsWith(`/app/${String(body["uid"])}/`);

/** Answers the recorded request as recorded, and what a method asks beside it from its scenario. */
function answerFrom(scenario: Pair[], current: Pair): Loopback["answer"] {
  const later = [...scenario.slice(scenario.indexOf(current)), ...scenario];
  return (met) => {
    if (isAlike(met, current)) return toAnswer(current);
    const path = decodeURIComponent(met.url.split("?")[0] ?? "");
    const successes = later.filter(({ response }) => response.status < 300);
    const other =
      successes.find(({ request }) => request.method === met.method && request.path === path) ??
      // An app that was never read: as it was created.
      successes.find(({ response }) => isApp(response.body, path));
    return other ? toAnswer(other) : { status: 404, body: { detail: "not recorded" } };
  };
}

/** A property that is undefined means that a mapper read a key which the wire does not have. */
function findUndefined(value: unknown, at = "result"): string | undefined {
  if (Array.isArray(value)) {
    return value.map((one, index) => findUndefined(one, `${at}[${index}]`)).find(Boolean);
  }
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  const missing = entries.find(([, inner]) => inner === undefined)?.[0];
  if (missing !== undefined) return `${at}.${missing}`;
  return entries.map(([key, inner]) => findUndefined(inner, `${at}.${key}`)).find(Boolean);
}

function judgeError(error: unknown, pair: Pair, isSent: boolean): Outcome {
  if (error instanceof Inexpressible) {
    return { pair, kind: "inexpressible", why: error.message };
  }
  // What a call can't do without, its types demand.
  if (
    error instanceof UsageError &&
    /(is missing|must be a(n object| string))$/.test(error.message)
  ) {
    return { pair, kind: "inexpressible", why: error.message };
  }
  if (error instanceof UsageError || error instanceof UnsupportedError) {
    return { pair, kind: "refused", why: error.message };
  }
  if (!isSent) return { pair, kind: "other", why: `sent something else (${String(error)})` };
  const { status, body } = pair.response;
  if (!(error instanceof ApiError)) return { pair, kind: "other", why: String(error) };
  const isJson = pair.response.headers["content-type"]?.includes("json");
  const isSame = error.status === status && (!isJson || isDeepStrictEqual(error.body, body));
  return isSame ? { pair, kind: "same" } : { pair, kind: "other", why: String(error) };
}

/** Drives the SDK through one pair against the server. */
export async function replay(server: Loopback, scenario: Pair[], pair: Pair): Promise<Outcome> {
  const route = routeOf(pair);
  const { body, query } = pair.request;
  const type = pair.request.headers["Content-Type"] ?? "application/json";
  if (
    !route ||
    !/^application\/json$/.test(type) ||
    "format" in query ||
    (body !== null && !isObject(body))
  ) {
    return { pair, kind: "inexpressible", why: "not a JSON object" };
  }
  server.met.length = 0;
  server.answer = answerFrom(scenario, pair);
  const authorizer = authorizerOf(pair);
  const headers = pair.request.headers["Accept-Language"] ?? "zh";
  const client = new ArkIDClient({
    ...{ url: server.url, retry: false, authorizer },
    language: headers.startsWith("en") ? "en" : "zh",
  });
  const recorded = { ids: route.ids, query, body: body ?? {}, authorizer, options: {} };
  try {
    const result = await route.call(client, recorded);
    const isSent = server.met.some((met) => isAlike(met, pair));
    if (!isSent) return { pair, kind: "other", why: "sent something else" };
    if (pair.response.status >= 300)
      return { pair, kind: "other", why: "took an error for a success" };
    const lost = findUndefined(result) ?? findUnfaithful(result, pair.response.body);
    return lost
      ? { pair, kind: "other", why: `${lost} is not the wire's` }
      : { pair, kind: "same" };
  } catch (error) {
    return judgeError(
      error,
      pair,
      server.met.some((met) => isAlike(met, pair)),
    );
  }
}
