/** An answer as it came, for whoever needs more than the typed object. */
export interface ApiResponse {
  /** The HTTP status. */
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; undefined where it was empty or not JSON. JSON's own `null` stays null. */
  readonly body: unknown;
  /** The body as it came. */
  readonly text: string;
}

/** Parses a body by its content type; what claims to be JSON and is not stays text. */
export function parseBody(contentType: string | undefined, text: string): unknown {
  if (text === "" || !/\bjson\b/i.test(contentType ?? "")) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
