import { anyFormOf, inBase64 } from "./escapes";
import { fieldsOf, isSecretHeader, secretsOf, type Sent } from "./secrets";

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
  private readonly fields: ReadonlySet<string>;

  constructor(sent: Sent) {
    const secrets = new Set(secretsOf(sent).filter((secret) => secret.trim() !== ""));
    const long = [...secrets].filter(({ length }) => length >= SHORTEST);
    const forms = new Set([...secrets, ...long.flatMap(inBase64)]);
    const longestFirst = [...forms].sort((a, b) => b.length - a.length);
    this.fields = new Set(secrets.size > 0 ? fieldsOf(sent) : []);
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

  /** The value without secrets in its texts, at any depth; the names of fields that were sent stay. */
  value(value: unknown): unknown {
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((one) => this.value(one));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [this.name(name), this.value(one)]),
    );
  }

  private name(name: string): string {
    return this.fields.has(name) ? name : this.text(name);
  }
}

/** Any form of a secret. */
function asPattern(form: string): string {
  const pattern = anyFormOf(form);
  return form.length >= SHORTEST ? pattern : `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`;
}
