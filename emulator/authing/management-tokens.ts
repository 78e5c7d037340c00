import { randomBytes } from "node:crypto";
import { type Claims, signJwt } from "./jwt";

/** How long a management token is good, seconds. */
export const LIFESPAN = 7200;

/**
 * A signed token. Its payload avoids the two letters in which base64url differs from base64: the
 * official Python client decodes it by the other alphabet (AUTHING.md 5, quirk 15).
 */
export async function writeToken(claims: Claims, secret: string): Promise<string> {
  for (;;) {
    const token = await signJwt({ ...claims, jti: randomBytes(8).toString("hex") }, secret);
    if (!/[-_]/.test(token.split(".")[1] ?? "")) return token;
  }
}
