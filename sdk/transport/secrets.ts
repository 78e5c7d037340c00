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
const NAME = /(password|passwd|secret|token|pass_?code|credentials?|private[._]?key)\d*$/i;
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
  const { type } = value as { type?: unknown };
  return Object.entries(value).flatMap(([name, held]: [string, unknown]) => {
    // Keycloak's `{ type: "password", value }`.
    const isSecret = NAME.test(name === "value" && typeof type === "string" ? type : name);
    return isSecret ? [...textsIn(held), ...inFields(held)] : inFields(held);
  });
}

/** The names of the fields that a request sends, at any depth. */
export const fieldsOf = ({ query, body }: Sent): string[] =>
  namesIn([query, typeof body === "string" ? parsed(body) : body]);

function namesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return [...names, ...Object.values(value).flatMap(namesIn)];
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
