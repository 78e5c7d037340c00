import { createHmac, timingSafeEqual } from "node:crypto";

/** What a signature covers besides the headers. */
export interface Signed {
  method: string;
  /** `/api/v3/…`, without whatever lies before it. */
  path: string;
  /** The query of a GET, the body of a POST, nothing for a DELETE (AUTHING.md 5, quirk 8). */
  bag: Record<string, unknown>;
}

/** The texts that a client may have signed: one, or two where the bag is empty (quirk 6). */
export function stringsToSign(
  { method, path, bag }: Signed,
  headers: Record<string, string | string[] | undefined>,
): string[] {
  const lines = Object.keys(headers)
    .filter((name) => name.startsWith("x-authing-") || name === "date")
    .sort()
    .map((name) => `${name}:${clean(String(headers[name]))}\n`);
  const pairs = Object.keys(bag)
    .sort()
    .map((name) => `${name}=${print(bag[name])}`);
  const head = `${method}\n${lines.join("")}${path}`;
  return pairs.length > 0 ? [`${head}?${pairs.join("&")}`] : [head, `${head}?`];
}

/** Whether a signature is right for one of the texts, in a time that doesn't tell how wrong it is. */
export function isSigned(secret: string, texts: string[], signature: string): boolean {
  const given = Buffer.from(signature);
  return texts.some((text) => {
    const right = Buffer.from(createHmac("sha1", secret).update(text, "utf8").digest("base64"));
    return right.length === given.length && timingSafeEqual(right, given);
  });
}

const clean = (value: string) => value.replace(/[\t\n\r\f]/g, " ").trim();

/** As JavaScript prints it, because the client did: raw scalars, compact JSON. */
function print(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/**
 * The parameters of a query as the client had them: `k[]=a` and a repeated `k` are lists
 * (quirk 9).
 */
export function bagOf(query: URLSearchParams): Record<string, unknown> {
  const bag: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    const isList = name.endsWith("[]") || values.length > 1;
    bag[name.replace(/\[\]$/, "")] = isList ? values : values[0];
  }
  return bag;
}
