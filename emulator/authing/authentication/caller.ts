import { type Context } from "../endpoint";
import { appOf } from "../model/apps";
import { findSession } from "../model/sessions";
import { userById } from "../model/users";
import { type AppRow, type UserRow } from "../model/tables";
import { Failure, malformed } from "../wire/failure";

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
