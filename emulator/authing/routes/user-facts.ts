import { z } from "zod";
import { type Context, type Endpoint, get, post, success } from "../endpoint";
import { apps } from "../model/apps";
import { userOf } from "../model/users";
import { optional, paging, text, whole } from "../wire/fields";
import { json } from "../wire/views";
import { userIdType } from "./user-fields";

const USER = z.object({ userId: text.min(1), userIdType });

/** A fact that holds of nobody here: outside identities, second factors, histories. */
const nothing =
  (answer: () => unknown) =>
  ({ db }: Context, input: z.output<typeof USER>) => {
    userOf(db, input.userId, input.userIdType);
    return answer();
  };

/** Who may use which app is not computed: every app is said to be open to everybody. */
function accessible({ db }: Context, input: z.output<typeof USER>) {
  userOf(db, input.userId, input.userIdType);
  return apps(db).map(({ key, name, settings }) => ({
    appId: key,
    appName: name,
    appLogo: json(settings)["appLogo"],
    appLoginUrl: json(settings)["initLoginUri"],
  }));
}

const KICK = z.object({
  userId: text.min(1),
  appIds: z.array(text).min(1),
  options: z.object({ userIdType }).nullable().optional(),
});

/** Ends the tokens of a user in some apps. */
function kick({ db }: Context, input: z.output<typeof KICK>) {
  const { id } = userOf(db, input.userId, input.options?.userIdType);
  db.run(
    `DELETE FROM sessions WHERE user = ? AND app IN (
       SELECT id FROM apps WHERE key IN (SELECT value FROM json_each(?)))`,
    id,
    JSON.stringify(input.appIds),
  );
  return success();
}

const HISTORY = USER.extend({ ...paging, start: optional(whole), end: optional(whole) });

/** What else is known of a user. */
export const userFactRoutes: Endpoint[] = [
  get(
    "get-user-identities",
    USER,
    nothing(() => []),
  ),
  get(
    "get-user-logged-in-identities",
    USER,
    nothing(() => []),
  ),
  get(
    "get-user-loggedin-apps",
    USER,
    nothing(() => []),
  ),
  get(
    "get-user-login-history",
    HISTORY,
    nothing(() => ({ totalCount: 0, list: [] })),
  ),
  get(
    "get-user-mfa-info",
    USER,
    nothing(() => ({ totpStatus: "DISABLED", faceMfaStatus: "DISABLED" })),
  ),
  get("get-user-accessible-apps", USER, accessible),
  get("get-user-authorized-apps", USER, accessible),
  post("kick-users", KICK, kick),
];
