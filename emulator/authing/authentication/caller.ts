import { createHash, timingSafeEqual } from "node:crypto";
import { type Context } from "../endpoint";
import { appOf } from "../model/apps";
import { findSession } from "../model/sessions";
import { userById } from "../model/users";
import { APPS, type AppRow, type UserRow } from "../model/tables";
import { Failure, malformed } from "../wire/failure";
import { isPublic } from "./oidc-config";
import { OidcError } from "./oidc-error";

/** The application that a request comes from, by its header or what the body says; 404 for none. */
export function callingApp({ db, headers }: Context, clientId?: string | null): AppRow {
  const key = clientId || headers["x-authing-app-id"];
  if (!key) throw malformed("x-authing-app-id");
  return appOf(db, key);
}

/** Who is signed in; 401 for nobody. The official client sends the bare token. */
export function callingUser({ db, headers }: Context): UserRow {
  const token = (headers["authorization"] ?? "").replace(/^Bearer /i, "");
  const session = findSession(db, token);
  if (session?.kind !== "access" || session.user === null) throw notLoggedIn();
  return userById(db, session.user);
}

const notLoggedIn = () =>
  new Failure(401, { zh: "尚未登录，无访问权限", en: "Not logged in" }, 2020);

/** Where a client shows who it is: in a Basic header or among the parameters. */
function shown({ headers }: Context, parameters: URLSearchParams): [string, string] {
  const basic = /^Basic (\S+)$/i.exec(headers["authorization"] ?? "")?.[1];
  if (basic === undefined) {
    return [parameters.get("client_id") ?? "", parameters.get("client_secret") ?? ""];
  }
  const text = Buffer.from(basic, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return [text.slice(0, colon), text.slice(colon + 1)];
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** The application of a request; 401 unless it shows its secret, or needs none by its settings. */
export function authenticatedApp(context: Context, parameters: URLSearchParams): AppRow {
  const [id, secret] = shown(context, parameters);
  const app = APPS.find(context.db, { key: id });
  if (app && isPublic(app) && secret === "") return app;
  if (!app || !timingSafeEqual(digest(secret), digest(app.secret))) {
    throw new OidcError(401, "invalid_client", "the client id or secret is wrong");
  }
  return app;
}
