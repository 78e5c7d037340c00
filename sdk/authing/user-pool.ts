/** The endpoint, which the vendor's client has no method for. */
export const TOKEN_PATH = "/api/v3/get-management-token";

/**
 * The user pool that a management token is for. No other answer says which pool an access key belongs
 * to (AUTHING.md 1, "Auth B").
 * @param data what the answer holds; the token is a JWT
 * @returns undefined where the token does not say it
 */
export function userPoolIn(data: unknown): string | undefined {
  const { access_token: token } = (data ?? {}) as { access_token?: unknown };
  const payload = typeof token === "string" ? token.split(".")[1] : undefined;
  const pool = payload === undefined ? undefined : claimsOf(payload)["scoped_userpool_id"];
  return typeof pool === "string" && pool !== "" ? pool : undefined;
}

function claimsOf(payload: string): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return (claims ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
