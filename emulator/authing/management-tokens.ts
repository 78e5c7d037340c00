import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** How long a management token is good, seconds. */
export const LIFESPAN = 7200;

/** The claims of a token. */
export type Claims = Record<string, unknown> & { exp: number };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

const sign = (text: string, secret: string) => createHmac("sha256", secret).update(text).digest();

/**
 * A signed token. Its payload avoids the two letters in which base64url differs from base64: the
 * official Python client decodes it by the other alphabet (AUTHING.md 5, quirk 15).
 */
export function writeToken(claims: Claims, secret: string): string {
  const header = encode({ alg: "HS256", typ: "JWT" });
  let payload: string;
  do payload = encode({ ...claims, jti: randomBytes(8).toString("hex") });
  while (/[-_]/.test(payload));
  const text = `${header}.${payload}`;
  return `${text}.${sign(text, secret).toString("base64url")}`;
}

/** The claims of a token that this server signed and that is not over; nothing otherwise. */
export function readToken(token: string, secret: string): Claims | undefined {
  const [header, payload, signature, more] = token.split(".");
  if (!header || !payload || !signature || more !== undefined) return undefined;
  const right = sign(`${header}.${payload}`, secret);
  const given = Buffer.from(signature, "base64url");
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Claims;
  return claims.exp * 1000 > Date.now() ? claims : undefined;
}
