/** Where and why a text is not JSON, in the words of Python's decoder, which the messages quote. */
export function describeJsonError(source: string): string {
  if (source.startsWith("\ufeff"))
    return at("Unexpected UTF-8 BOM (decode using utf-8-sig)", source, 0);
  const scanner = new Scanner(source);
  try {
    scanner.space();
    scanner.value();
    scanner.space();
    if (scanner.place < source.length) scanner.stop("Extra data");
  } catch (error) {
    if (error instanceof Stop) return at(error.message, source, error.place);
    if (error instanceof Special) {
      return `Out of range float values are not JSON compliant: '${error.message}'`;
    }
    throw error;
  }
  return at("Expecting value", source, 0);
}

/** `Expecting value: line 1 column 9 (char 8)`. */
function at(text: string, source: string, place: number): string {
  const before = source.slice(0, place).split("\n");
  const column = [...(before.at(-1) ?? "")].length + 1;
  return `${text}: line ${before.length} column ${column} (char ${[...source.slice(0, place)].length})`;
}

class Stop extends Error {
  constructor(
    text: string,
    readonly place: number,
  ) {
    super(text);
  }
}

/** NaN and the infinities, which Python's decoder reads and the framework then refuses. */
class Special extends Error {}

/** Walks a text as Python's decoder does, only to find where that one would stop. */
class Scanner {
  place = 0;
  private depth = 0;

  constructor(private readonly source: string) {}

  stop(text: string, place = this.place): never {
    throw new Stop(text, place);
  }

  space(): void {
    this.take(/[ \t\n\r]*/y);
  }

  value(): void {
    if (this.depth++ > 900) this.stop("Expecting value");
    const start = this.source[this.place];
    if (start === '"') this.string();
    else if (start === "{") this.object();
    else if (start === "[") this.array();
    else this.scalar();
    this.depth--;
  }

  private scalar(): void {
    const special = this.take(/NaN|-?Infinity/y);
    if (special !== undefined) throw new Special(special);
    const taken = this.take(/true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (taken === undefined) this.stop("Expecting value");
  }

  private string(): void {
    const start = this.place++;
    for (;;) {
      this.take(/[^"\\\x00-\x1f]*/y); // eslint-disable-line no-control-regex -- they are what JSON forbids
      const next = this.source[this.place];
      if (next === undefined) this.stop("Unterminated string starting at", start);
      if (next === '"') break;
      if (next !== "\\") this.stop("Invalid control character at");
      this.escape(start);
    }
    this.place++;
  }

  private escape(start: number): void {
    const kind = this.source[this.place + 1];
    if (kind === undefined) this.stop("Unterminated string starting at", start);
    if (kind === "u" && this.take(/\\u[\da-fA-F]{4}/y) !== undefined) return;
    if (kind === "u") this.stop("Invalid \\uXXXX escape", this.place + 1);
    if (this.take(/\\["\\/bfnrt]/y) === undefined) this.stop("Invalid \\escape");
  }

  private array(): void {
    this.place++;
    this.space();
    if (this.take(/\]/y) !== undefined) return;
    for (;;) {
      this.value();
      this.space();
      if (this.take(/\]/y) !== undefined) return;
      if (this.take(/,/y) === undefined) this.stop("Expecting ',' delimiter");
      this.space();
    }
  }

  private object(): void {
    this.place++;
    this.space();
    if (this.take(/\}/y) !== undefined) return;
    for (;;) {
      if (this.source[this.place] !== '"') {
        this.stop("Expecting property name enclosed in double quotes");
      }
      this.string();
      this.space();
      if (this.take(/:/y) === undefined) this.stop("Expecting ':' delimiter");
      this.space();
      this.value();
      this.space();
      if (this.take(/\}/y) !== undefined) return;
      if (this.take(/,/y) === undefined) this.stop("Expecting ',' delimiter");
      this.space();
    }
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.place;
    const match = pattern.exec(this.source);
    if (!match) return undefined;
    this.place = pattern.lastIndex;
    return match[0];
  }
}
