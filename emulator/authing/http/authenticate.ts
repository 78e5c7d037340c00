import { type PoolKeys } from "../keys";
import { readJwt } from "../jwt";
import { type Nonces, SKEW } from "./nonces";
import { type Signed, isSigned, stringsToSign } from "./signature";
import { Failure } from "../wire/failure";

/** The headers of a request, by their names in small letters. */
export type Headers = Record<string, string | string[] | undefined>;

/** 401 with the reference's code for the reason. */
const refuse = (apiCode: number, zh: string, en: string) => new Failure(401, { zh, en }, apiCode);

/** Lets a management client in: by a signed request or by a management token; else 401. */
export async function authenticate(
  keys: PoolKeys,
  nonces: Nonces,
  request: Signed,
  headers: Headers,
): Promise<void> {
  const authorization = String(headers["authorization"] ?? "");
  // The official Java client sends the bare token.
  const bearer = /^(?:Bearer )?([^\s.]+\.[^\s.]+\.[^\s.]+)$/i.exec(authorization)?.[1];
  if (bearer !== undefined) return checkToken(keys, bearer, headers);
  const signed = /^authing ([^:\s]+):(\S+)$/.exec(authorization);
  if (!signed) throw refuse(2020, "尚未登录，无访问权限", "Not logged in");
  // The official C# client has a header of its own for the date.
  checkDate(headers["date"] ?? headers["x-authing-date"]);
  const [, id = "", signature = ""] = signed;
  const texts = stringsToSign(request, headers);
  // An unknown key is checked against a secret as well: how long it takes tells nothing of keys.
  if (!isSigned(keys.accessKeySecret, texts, signature) || id !== keys.accessKeyId) {
    throw refuse(1300, "签名错误", "The signature is wrong");
  }
  const nonce = headers["x-authing-signature-nonce"];
  if (!nonce || !nonces.use(String(nonce))) {
    throw refuse(1306, "签名已被使用", "The signature was used before");
  }
}

async function checkToken(keys: PoolKeys, token: string, headers: Headers): Promise<void> {
  const pool = (await readJwt(token, keys.tokenSecret))?.["scoped_userpool_id"];
  const named = headers["x-authing-userpool-id"];
  if (pool !== keys.userPoolId || (named !== undefined && named !== pool)) {
    throw refuse(2020, "登录信息已过期或无效", "The token is invalid or over");
  }
}

/** A date, or as the official clients for Java and C# write one: milliseconds since 1970. */
const momentOf = (date: string) => (/^\d+$/.test(date) ? Number(date) : Date.parse(date));

function checkDate(date: string | string[] | undefined): void {
  if (!date) throw refuse(1304, "缺少请求时间", "The date header is missing");
  const at = momentOf(String(date));
  if (Number.isNaN(at)) throw refuse(1303, "时间格式错误", "The date header is no date");
  if (Math.abs(Date.now() - at) > SKEW) {
    throw refuse(1305, "请求时间与服务器时间相差过大", "The clock is off by too much");
  }
}
