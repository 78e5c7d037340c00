/** Words for the caller; one text, or one a language. */
export type Text = string | { zh: string; en: string };

/** The languages of `x-authing-lang`. Chinese is the default, as there. */
export type Language = "zh" | "en";

/** The language that a request asks for. */
export function languageOf(header: string | string[] | undefined): Language {
  return /^en\b/i.test(String(header ?? "")) ? "en" : "zh";
}

/** The words in one language. */
export function say(text: Text, language: Language): string {
  return typeof text === "string" ? text : text[language];
}

/** An answer that ends a request and undoes what it had written. The HTTP status stays 200. */
export class Failure extends Error {
  constructor(
    readonly statusCode: number,
    readonly text: Text,
    readonly apiCode?: number,
    /** What the answer holds besides, to go on with. */
    readonly data?: unknown,
  ) {
    super(say(text, "en"));
  }
}

/** 400 of a parameter that is missing or not of its type, length or range. */
export const malformed = (name: string) =>
  new Failure(400, { zh: `参数 ${name} 格式错误`, en: `Parameter ${name} is malformed` });

/** 400 in words of its own; the reference has them in one language only. */
export const invalid = (text: Text) => new Failure(400, text);

/** 404 of a thing; `what` in both languages. */
export const missing = (zh: string, en: string, apiCode?: number) =>
  new Failure(404, { zh: `${zh}不存在`, en: `${en} does not exist` }, apiCode);

/** 409 of a key that another object holds. */
export const taken = (zh: string, en: string, value: string) =>
  new Failure(409, { zh: `${zh} ${value} 已存在`, en: `${en} ${value} already exists` });

/** 422: well-formed, and nothing that can be done. */
export const impossible = (zh: string, en: string) => new Failure(422, { zh, en });
