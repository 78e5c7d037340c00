/** What an error body says, whatever its shape. */
export interface ErrorBody {
  /** One line for a human; undefined where the body says nothing. */
  message?: string;
  /** The field at fault, dotted when nested, as the wire calls it. */
  field?: string;
}

/** Keys whose value is the message itself and no field (Django REST framework, and ArkID's own). */
const GENERAL = new Set(["detail", "non_field_errors", "msg", "message", "error"]);

/** A page of HTML never becomes a message longer than this. */
const LONGEST = 300;

const clip = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The heading or title of an HTML page; nothing else of it is safe to repeat. */
function fromHtml(text: string): ErrorBody {
  const heading = /<(h1|title)[^>]*>\s*([^<]+?)\s*<\/\1>/i.exec(text)?.[2];
  return heading === undefined ? {} : { message: clip(heading.replace(/\s+/g, " ")) };
}

function fromRecord(body: Record<string, unknown>): ErrorBody {
  // A 403 of auth/token/ is the user, numbers and all: a record, but no error.
  const values = Object.values(body);
  if (values.some((value) => typeof value === "number" || typeof value === "boolean")) return {};
  for (const [key, value] of Object.entries(body)) {
    const inner = fromJson(value);
    if (inner.message === undefined) continue;
    if (GENERAL.has(key)) return inner;
    // ArkID repeats the name inside: {"node_scope": {"node_scope": [..]}}.
    const nested = inner.field === undefined || inner.field === key ? key : `${key}.${inner.field}`;
    return { message: inner.message, field: nested };
  }
  return {};
}

function fromJson(body: unknown): ErrorBody {
  if (typeof body === "string") return body.trim() === "" ? {} : { message: clip(body.trim()) };
  if (Array.isArray(body)) {
    return body.map(fromJson).find((inner) => inner.message !== undefined) ?? {};
  }
  return isRecord(body) ? fromRecord(body) : {};
}

/**
 * Turns the body of an error into a message and, where it names one, the field at fault.
 * Shapes met on ArkID: `{"detail": s}`, `{field: [s]}`, `{field: s}`, `{field: {field: [s]}}`,
 * `{"non_field_errors": [s]}`, `{"msg": s}`, `[s]`, a bare string, HTML, nothing.
 *
 * @param body the parsed body; undefined where it was not JSON
 * @param text the body as it came
 */
export function parseErrorBody(body: unknown, text: string): ErrorBody {
  if (body !== undefined) return fromJson(body);
  if (text.trimStart().startsWith("<")) return fromHtml(text);
  return fromJson(text);
}
