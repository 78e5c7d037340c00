import { type KeyObject } from "node:crypto";
import { type JWTPayload } from "jose";

/** What a token says; times in seconds. */
export type Claims = JWTPayload;

/** A JWT signed with a secret that its reader knows, or with the key named `kid`. */
export async function signJwt(
  claims: Claims,
  key: string | { kid: string; privateKey: KeyObject },
): Promise<string> {
  const { SignJWT } = await import("jose");
  const token = new SignJWT(claims);
  if (typeof key === "string") {
    return token.setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(Buffer.from(key));
  }
  const { kid, privateKey } = key;
  return token.setProtectedHeader({ alg: "RS256", typ: "JWT", kid }).sign(privateKey);
}

/** The claims of a JWT that was signed with this secret and is not over; nothing otherwise. */
export async function readJwt(token: string, secret: string): Promise<Claims | undefined> {
  const { errors, jwtVerify } = await import("jose");
  try {
    const known = { algorithms: ["HS256"], requiredClaims: ["exp"] };
    return (await jwtVerify(token, Buffer.from(secret), known)).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
