import {
  isConflict,
  isForbidden,
  isInvalid,
  isNotFound,
  isUnauthorized,
  type ApiError,
} from "../../../sdk";
import {
  ConfigurationError,
  ConflictError,
  InvalidError,
  MissingRightError,
  NoOrgError,
  NotFoundError,
} from "../errors";
import { propertyAmong, translator, type Translate } from "../kit/translate";

/** The properties that the server's field names stand for, where they differ. */
const PROPERTIES: Readonly<Record<string, string>> = {
  firstName: "name",
  lastName: "name",
};

/** Which role of realm-management a request needs, by the beginning of what is below the realm. */
const NEEDS: readonly (readonly [RegExp, read: string, write: string])[] = [
  [/^(users|groups)\/.*role-mappings/, "view-users", "manage-users"],
  [/^users\/profile/, "view-realm", "manage-realm"],
  [/^(users|groups)/, "view-users", "manage-users"],
  [/^clients\/[^/]+\/roles\/.*\/(users|groups)/, "view-clients and view-users", "manage-clients"],
  [/^clients/, "view-clients", "manage-clients"],
  [/^roles\/.*\/(users|groups)/, "view-realm and view-users", "manage-realm"],
  [/^roles-by-id/, "view-realm and view-clients", "manage-realm and manage-clients"],
  [/^(admin-events|events)/, "view-events", "manage-events"],
  [/^/, "view-realm", "manage-realm"],
];

const isLogin = ({ path }: ApiError) => path.endsWith("/protocol/openid-connect/token");
/** The realm itself is not there, whatever was asked of it. */
export const isNoRealm = (error: unknown): error is ApiError =>
  isNotFound(error) && error.detail === "Realm not found.";
const isNewRealm = ({ method, path }: ApiError) => method === "POST" && path === "admin/realms";

function needed({ method, path }: ApiError): string {
  const rest = path.replace(/^admin\/realms\/[^/]+\/?/, "");
  const [, read, write] = NEEDS.find(([begins]) => begins.test(rest)) ?? [];
  return String(method === "GET" ? read : write);
}

export const errorsOf = (url: string): Translate =>
  translator({ url, system: "Keycloak" }, [
    [
      (error) => isLogin(error) && /realm does not exist/i.test(error.detail),
      ConfigurationError,
      ({ path }) =>
        `${url} has no realm "${path.split("/")[1]}" to sign in at: check identity:realm and identity:authRealm`,
    ],
    [
      (error) => isLogin(error) && (isInvalid(error) || isUnauthorized(error)),
      ConfigurationError,
      ({ detail }) =>
        `${url} refused the login (${detail}): check identity:clientId and identity:clientSecret, or identity:username and identity:password, and identity:authRealm`,
    ],
    [
      isUnauthorized,
      ConfigurationError,
      ({ detail }) => `${url} refused the token (${detail}): check identity:authRealm`,
    ],
    [
      (error) => isForbidden(error) && isNewRealm(error),
      MissingRightError,
      () =>
        "this account may not create a realm: use an administrator of master with create-realm, or create the realm first and declare the Org with adopt",
    ],
    [
      isForbidden,
      MissingRightError,
      (error) =>
        `this account may not ${error.method} ${error.path}: give it ${needed(error)} of realm-management`,
    ],
    [
      isNoRealm,
      NoOrgError,
      ({ path }) =>
        `${url} has no realm "${path.split("/")[2]}": declare its Org, or correct identity:realm`,
    ],
    [isNotFound, NotFoundError, ({ path, detail }) => `${path}: ${detail}`],
    [isConflict, ConflictError, ({ detail }) => `the server refused it: ${detail}`],
    [
      isInvalid,
      InvalidError,
      ({ detail }) => `the server refused it: ${detail}`,
      propertyAmong(PROPERTIES),
    ],
  ]);
