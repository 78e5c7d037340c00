import { z } from "zod";
import { type Context, type Endpoint, get } from "../endpoint";
import { appsOfUser } from "../model/app-access";
import { type UserRow } from "../model/tables";
import { userOf } from "../model/users";
import { USER, optional, paging, whole } from "../wire/fields";
import { wholeOf } from "../wire/pages";
import { json } from "../views";
import { same } from "../../same";

const NAMED = z.object(USER);
const HISTORY = NAMED.extend({ ...paging, ...same(optional(whole), "start", "end") });

/** A fact of a user; 404 where there is none. */
const fact = (
  path: string,
  answer: (context: Context, user: UserRow) => unknown,
  input = NAMED,
): Endpoint =>
  get(path, input, (context, { userId, userIdType }) => {
    return answer(context, userOf(context.db, userId, userIdType));
  });

/** The apps that they may use. Sign-ins do not ask for this: everybody who is active gets in. */
const accessible = ({ db }: Context, user: UserRow) =>
  appsOfUser(db, user.id).map(({ key, name, settings }) => ({
    appId: key,
    appName: name,
    appLogo: json(settings)["appLogo"],
    appLoginUrl: json(settings)["initLoginUri"],
  }));

const nothing = () => [];

/** What else is known of a user; nobody here has outside identities, second factors or a history. */
export const userFactRoutes: Endpoint[] = [
  fact("get-user-identities", nothing),
  fact("get-user-logged-in-identities", nothing),
  fact("get-user-loggedin-apps", nothing),
  fact("get-user-login-history", () => wholeOf([]), HISTORY),
  fact("get-user-mfa-info", () => same("DISABLED", "totpStatus", "faceMfaStatus")),
  fact("get-user-accessible-apps", accessible),
  fact("get-user-authorized-apps", accessible),
];
