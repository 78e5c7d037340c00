import type { ApiPath } from "./path";

/** What a request sends, wherever a secret may be in it. */
export interface Sent {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly path?: ApiPath | undefined;
  readonly query?: unknown;
  /** A JSON body; a text is a form, or JSON. */
  readonly body?: unknown;
}

/** Names whose values are secrets; `passwordEncryptType` and `token_type` are none. */
const NAME = /(password|passwd|secret|token|pass_?code|credentials?|private_?key)\d*$/i;
const HEADER = /authorization$|cookie$|-(token|secret|key)$/i;

/** Whether the value of such a header is a credential. */
export const isSecretHeader = (name: string): boolean => HEADER.test(name);

/** The secrets that a request sends: credentials, and what fields of such a name hold, at any depth. */
export function secretsOf({ headers = {}, path, query, body }: Sent): string[] {
  return [
    ...Object.entries(headers).flatMap(([name, value]) =>
      isSecretHeader(name) ? inHeader(value) : [],
    ),
    ...(path === undefined ? [] : inPath(path)),
    ...inFields(query),
    ...inFields(typeof body === "string" ? parsed(body) : body),
  ];
}

/** Behind the scheme; `Basic` hides a name and a secret. */
function inHeader(value: string): string[] {
  const credentials = value.replace(/^\S+ /, "");
  if (!/^Basic /i.test(value)) return [credentials];
  const [, secret = ""] = /:(.*)$/s.exec(Buffer.from(credentials, "base64").toString("utf8")) ?? [];
  return [credentials, secret];
}

/** Where the label repeats a name in place of the id. */
function inPath({ value, template, label }: ApiPath): string[] {
  const [names, told] = [template.split("/"), label.split("/")];
  const isHidden = (index: number) =>
    names[index]?.startsWith(":") === true && names[index] === told[index];
  return value.split("/").flatMap((part, at) => (isHidden(at) ? [decodeURIComponent(part)] : []));
}

function inFields(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(inFields);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, held]: [string, unknown]) =>
    NAME.test(name) ? [...textsIn(held), ...inFields(held)] : inFields(held),
  );
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}
