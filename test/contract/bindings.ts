/**
 * What a server invents, by its shape: the recorded text and the one of today stand for each other
 * from where they first meet. The captured part is what is bound.
 */
const SHAPES = [
  /^(?:[dg]_|ag_)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:_.*)?$/, // oids, uids
  /^.*?([0-9a-f]{40})\/?$/, // tokens, captcha keys, also at the end of an address
  /^([0-9a-f]{32})$/, // uuids
  /^(?:[dg]_|app_.*_)?(?:access)?([0-9a-f]{10})$/, // slugs of names without a letter
  /^(?:g_)?([0-9a-f]{6})$/, // companion groups
  /^(?:g_)?([a-z]{8})$/, // nameless manager groups
  /^([A-Za-z0-9]{128}|[A-Za-z0-9]{40}|[A-Za-z0-9]{24})$/, // client ids and secrets, SMS tokens
  /^(gAAAA[\w=-]{80,})$/, // invitation keys
];

const TIMES = new Set(["created", "last_active_time"]);
const PICTURES = new Set(["base64_prefix", "bytes"]);
const IDS = /(^|_)id$/;

/** Recorded things and what they are called today. */
export class Bindings {
  private readonly texts = new Map<string, string>();
  private readonly numbers = new Map<string, number>();

  constructor(origin: string) {
    this.texts.set("127.0.0.1:8765", new URL(origin).host);
  }

  /** A recorded value in today's terms. */
  translate(value: unknown, key = ""): unknown {
    if (typeof value === "string") return this.text(value);
    if (typeof value === "number") return this.numbers.get(numberKey(key, value)) ?? value;
    if (Array.isArray(value)) return value.map((item) => this.translate(item, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, this.translate(item, name)]),
    );
  }

  /** A recorded text in today's terms. */
  text(value: string): string {
    let today = value;
    for (const [recorded, actual] of this.texts) today = today.replaceAll(recorded, actual);
    return today;
  }

  /** Learns from a recorded answer and today's: what is invented in the same place is the same. */
  learn(recorded: unknown, actual: unknown, key = ""): void {
    if (typeof recorded === "string" && typeof actual === "string") {
      this.learnText(recorded, actual);
    } else if (typeof recorded === "number" && typeof actual === "number" && IDS.test(key)) {
      const name = numberKey(key, recorded);
      if (!this.numbers.has(name)) this.numbers.set(name, actual);
    } else if (Array.isArray(recorded) && Array.isArray(actual)) {
      recorded.forEach((item, index) => this.learn(item, actual[index], key));
    } else if (isObject(recorded) && isObject(actual)) {
      for (const [name, item] of Object.entries(recorded)) this.learn(item, actual[name], name);
    }
  }

  /** A value with what can't be compared taken out: times and pictures. */
  static comparable(value: unknown, key = ""): unknown {
    if (TIMES.has(key) && typeof value === "string") return "time";
    if (PICTURES.has(key)) return typeof value;
    if (key === "expired") return "time";
    if (Array.isArray(value)) return value.map((item) => Bindings.comparable(item, key));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, Bindings.comparable(item, name)]),
    );
  }

  private bind(before: string, after: string): void {
    if (this.texts.has(before)) return;
    this.texts.set(before, after);
    if (!before.includes("-")) return;
    // A UUID may come back in its other spellings.
    this.texts.set(before.toUpperCase(), after.toUpperCase());
    this.texts.set(before.replaceAll("-", ""), after.replaceAll("-", ""));
  }

  private learnText(recorded: string, actual: string): void {
    if (this.text(recorded) === actual) return;
    for (const shape of SHAPES) {
      const [, before] = shape.exec(recorded) ?? [];
      const [, after] = shape.exec(actual) ?? [];
      if (before === undefined || after === undefined) continue;
      this.bind(before, after);
      return;
    }
  }
}

/** Ids of one kind are one series, whatever key shows them: `app_id`, `app_ids`. */
const numberKey = (key: string, value: number) => `${key.replace(/s$/, "")}:${value}`;

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
