import { isSecretHeader, secretsOf, type Sent } from "./secrets";

const MARK = "[secret]";

/** What follows a scheme of authorization; Authing's signature is made where nobody sees it. */
const CREDENTIALS = /\b(authing|bearer|token|basic) [\w+/=.:~-]{20,}/gi;

/** A shorter secret is a word that texts are made of: it counts only where it stands alone. */
const SHORTEST = 6;

/**
 * Takes what a request sent as secret out of its answer, before that becomes an error: a server that
 * refuses a request likes to quote it.
 */
export class Redaction {
  private readonly pattern: RegExp | undefined;

  constructor(sent: Sent) {
    const secrets = new Set(secretsOf(sent).filter((secret) => secret.trim() !== ""));
    const forms = new Set([...secrets].flatMap(formsOf));
    const longestFirst = [...forms].sort((a, b) => b.length - a.length);
    if (longestFirst.length > 0)
      this.pattern = new RegExp(longestFirst.map(asPattern).join("|"), "gu");
  }

  /** The text without secrets. */
  text(text: string): string {
    const rest = text.replace(CREDENTIALS, `$1 ${MARK}`);
    return this.pattern === undefined ? rest : rest.replace(this.pattern, MARK);
  }

  /** Headers of an answer: none that is a credential, and no query of an address. */
  headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    const told = Object.entries(headers).map(([name, value]) => {
      if (isSecretHeader(name)) return [name, MARK];
      return [name, this.text(name === "location" ? value.replace(/[?#].*$/s, "") : value)];
    });
    return Object.fromEntries(told) as Record<string, string>;
  }

  /** The value without secrets in its texts, at any depth; the names of fields stay. */
  value(value: unknown): unknown {
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((one) => this.value(one));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.value(one)]));
  }
}

/** How a text shows a secret: as it is, in JSON, in a URL or a form, in Python's quotes, in HTML. */
function formsOf(secret: string): string[] {
  const json = quoted(secret);
  const ascii = quoted(secret).replace(/[^ -~]/g, escapedUnit);
  const url = encodeURIComponent(Buffer.from(secret).toString("utf8"));
  const form = new URLSearchParams([["", secret]]).toString().slice(1);
  const html = secret.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
  return [
    ...[secret, json, ascii, quoted(json), quoted(ascii)],
    ...[url, form, form.replaceAll("+", "%20")].flatMap((one) => [one, withLowerHex(one)]),
    ...[secret.replace(/['\\]/g, "\\$&"), html, html.replaceAll("&#x27;", "&#39;")],
  ];
}

const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
const escapedUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
const withLowerHex = (text: string) => text.replace(/%../g, (escape) => escape.toLowerCase());
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" },
};

function asPattern(form: string): string {
  const literal = form.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return form.length >= SHORTEST ? literal : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`;
}
