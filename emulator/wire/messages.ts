/** Simplified Chinese is the default; anything that is neither English nor traditional gets it. */
export type Language = "zh-hans" | "zh-hant" | "en";

/** The language of an `Accept-Language` header: its first entry counts. */
export function languageOf(header: string | undefined): Language {
  const first = (header ?? "").split(/[,;]/)[0]?.trim().toLowerCase() ?? "";
  if (/^en\b/.test(first)) return "en";
  return /^zh-(tw|hk|hant)\b/.test(first) ? "zh-hant" : "zh-hans";
}

type Wording = string | { zh: string; en: string; hant?: string };

/** Every message the server translates; `{0}` is the first argument. Untranslated ones are texts. */
const CATALOG = {
  notFound: { zh: "未找到。", en: "Not found." },
  anonymous: { zh: "身份认证信息未提供。", en: "Authentication credentials were not provided." },
  denied: {
    zh: "您没有执行该操作的权限。",
    en: "You do not have permission to perform this action.",
  },
  method: { zh: "方法 “{0}” 不被允许。", en: 'Method "{0}" not allowed.' },
  emptyToken: {
    zh: "没有提供认证信息（认证令牌HTTP头无效）。",
    en: "Invalid token header. No credentials provided.",
  },
  spacedToken: {
    zh: "认证令牌字符串不应该包含空格（无效的认证令牌HTTP头）。",
    en: "Invalid token header. Token string should not contain spaces.",
  },
  invalidPage: { zh: "无效页面。", en: "Invalid page." },
  malformed: { zh: "错误的请求。", en: "Malformed request." },
  mediaType: {
    zh: "不支持请求中的媒体类型 “{0}”。",
    en: 'Unsupported media type "{0}" in request.',
  },
  notAcceptable: {
    zh: "无法满足Accept HTTP头的请求。",
    en: "Could not satisfy the request Accept header.",
  },
  badLogin: {
    zh: "无法使用提供的认证信息登录。",
    en: "Unable to log in with provided credentials.",
  },
  required: { zh: "该字段是必填项。", en: "This field is required.", hant: "這個欄位是必須的。" },
  null: { zh: "该字段不能为 null。", en: "This field may not be null." },
  blank: { zh: "该字段不能为空。", en: "This field may not be blank." },
  tooLong: {
    zh: "请确保这个字段不能超过 {0} 个字符。",
    en: "Ensure this field has no more than {0} characters.",
  },
  tooShort: {
    zh: "请确保这个字段至少包含 {0} 个字符。",
    en: "Ensure this field has at least {0} characters.",
  },
  choice: { zh: "“{0}” 不是合法选项。", en: '"{0}" is not a valid choice.' },
  nul: { zh: "不允许是用空字符串。", en: "Null characters are not allowed." },
  notDict: {
    zh: "无效数据。期待为字典类型，得到的是 {0} 。",
    en: "Invalid data. Expected a dictionary, but got {0}.",
  },
  datetime: {
    zh: "日期时间格式错误。请从这些格式中选择：{0}。",
    en: "Datetime has wrong format. Use one of these formats instead: {0}.",
  },
  uuid: { zh: "‘{0}’不是有效UUID。", en: "'{0}' is not a valid UUID." },
  notString: "Not a valid string.",
  notBoolean: "Must be a valid boolean.",
  notInteger: { zh: "请填写合法的整数值。", en: "A valid integer is required." },
  noData: "No data provided",
} as const satisfies Record<string, Wording>;

/** The key of a translated message. */
type MessageKey = keyof typeof CATALOG;

/** A text whose language is known only when the answer is written. */
export class Message {
  constructor(
    private readonly key: MessageKey,
    private readonly values: (string | number)[],
  ) {}

  /** The text in one language. */
  text(language: Language): string {
    const wording: Wording = CATALOG[this.key];
    const template =
      typeof wording === "string"
        ? wording
        : language === "en"
          ? wording.en
          : ((language === "zh-hant" ? wording.hant : undefined) ?? wording.zh);
    return template.replace(/\{(\d)\}/g, (_, place: string) => String(this.values[Number(place)]));
  }
}

/** Names a message of the catalog. */
export const message = (key: MessageKey, ...values: (string | number)[]): Message =>
  new Message(key, values);

/** JSON text of a body, its messages in one language. */
export function writeJson(body: unknown, language: Language): string {
  return JSON.stringify(body, (_, value: unknown) =>
    value instanceof Message ? value.text(language) : value,
  );
}
