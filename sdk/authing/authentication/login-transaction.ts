import type { IncomingMessage } from "node:http";

/** What a browser keeps, between leaving for the login page and coming back, of this one sign-in. */
interface LoginTransaction {
  readonly state?: string | undefined;
  readonly nonce?: string | undefined;
  readonly redirectUri?: string | undefined;
  readonly codeVerifier?: string | undefined;
}

/** The vendor's name for it. */
const NAME = "X-Authing-Node-OIDC-State";

const cookie = (value: string, more: string): string =>
  `${NAME}=${value}; Path=/; HttpOnly; SameSite=Lax${more}`;

/** The cookie that keeps a sign-in; no script of a page can read it. */
export function cookieOf(transaction: LoginTransaction): string {
  const text = Buffer.from(JSON.stringify(transaction)).toString("base64url");
  return cookie(text, transaction.redirectUri?.startsWith("https:") ? "; Secure" : "");
}

/** The cookie that forgets it. */
export const NO_COOKIE = cookie("", "; Max-Age=0");

/** What the browser kept; nothing where it kept none, or what is not of this form. */
export function transactionOf({ headers }: IncomingMessage): LoginTransaction {
  const pairs = (headers.cookie ?? "").split(/; */);
  const value = pairs.find((pair) => pair.startsWith(`${NAME}=`))?.slice(NAME.length + 1);
  try {
    const kept: unknown = JSON.parse(Buffer.from(value ?? "", "base64url").toString());
    return textsOf(kept as object);
  } catch {
    return {};
  }
}

const textsOf = (kept: object): LoginTransaction =>
  Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === "string"));
