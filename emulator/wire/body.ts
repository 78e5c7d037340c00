import { describeJsonError } from "./json-error";
import { message } from "./messages";
import { Refusal, invalid } from "./refusal";

const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The body of a request, parsed only when somebody asks: who may not call is told so before their
 * body is looked at. There are two ways in, because the reference server has two kinds of views.
 */
export class Body {
  constructor(
    private readonly bytes: Buffer,
    readonly type: string,
  ) {}

  /** As the framework's views read it: JSON or a form; no body is an empty object. */
  data(): unknown {
    if (this.bytes.length === 0) return {};
    const type = this.checkType();
    if (type === FORM) return Object.fromEntries(new URLSearchParams(this.bytes.toString("utf8")));
    if (type === MULTIPART) return {};
    try {
      return JSON.parse(this.text()) as unknown;
    } catch {
      throw invalid({ detail: `JSON parse error - ${this.describe()}` });
    }
  }

  /** The type of a body, in small letters as it must be; 415 for one that nobody reads, or none. */
  checkType(): string {
    const type = this.type.split(";")[0]?.trim() ?? "";
    if ([JSON_TYPE, FORM, MULTIPART].includes(type)) return type;
    throw new Refusal(415, { detail: message("mediaType", this.type) });
  }

  /** As hand-written views read it: JSON whatever its content type, and a body there must be. */
  json(): unknown {
    try {
      return JSON.parse(this.text()) as unknown;
    } catch {
      throw invalid({ detail: message("malformed") });
    }
  }

  /** The bytes as text, for the log. */
  get raw(): string {
    return this.bytes.toString("utf8");
  }

  private text(): string {
    return utf8.decode(this.bytes);
  }

  private describe(): string {
    try {
      return describeJsonError(this.text());
    } catch {
      return describeBadByte(this.bytes);
    }
  }
}

/** Python's words for the first byte that is not UTF-8. */
function describeBadByte(bytes: Buffer): string {
  for (let length = 1; length <= bytes.length; length++) {
    try {
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, length), {
        stream: true,
      });
    } catch {
      const place = length - 1;
      const byte = (bytes[place] ?? 0).toString(16);
      return `'utf-8' codec can't decode byte 0x${byte} in position ${place}: invalid start byte`;
    }
  }
  return "'utf-8' codec can't decode bytes: unexpected end of data";
}
