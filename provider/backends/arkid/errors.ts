import { isForbidden, isNotFound, isUnauthorized, type ApiError } from "../../../sdk";
import { ConfigurationError, InvalidError, MissingRightError, NotFoundError } from "../errors";
import { propertyAmong, translator, type Translate } from "../kit/translate";

/** The properties that the server's field names stand for, where they differ. */
const PROPERTIES: Readonly<Record<string, string>> = {
  private_email: "email",
  user_uids: "users",
  usernames: "users",
  remark: "description",
  mobile: "phone",
  index: "homepage",
  accept_user: "acceptsMembers",
  node_scope: "visibleToNodes",
  user_scope: "visibleToUsers",
  manager_group: "managerGroup",
  perms: "managerGroup",
  parent_uid: "parent",
  dept_uids: "parent",
  group_uids: "parent",
  node: "parent",
};

const isBadRequest = ({ status }: ApiError) => status === 400;
const isLogin = ({ path }: ApiError) => path.startsWith("ucenter/login/");

export const errorsOf = (url: string): Translate =>
  translator({ url, system: "ArkID" }, [
    [
      (error) => isBadRequest(error) && isLogin(error),
      ConfigurationError,
      () => `${url} refused the login: check identity:username and identity:password`,
    ],
    [
      isUnauthorized,
      ConfigurationError,
      ({ detail }) =>
        `${url} refused the token (${detail}): give another identity:token, or identity:username and identity:password`,
    ],
    [
      isForbidden,
      MissingRightError,
      ({ method, path }) =>
        `this account may not ${method} ${path}: use a system administrator's, or the org owner's where that does`,
    ],
    [isNotFound, NotFoundError, ({ path }) => `${path} is not there, or not for this account`],
    [
      isBadRequest,
      InvalidError,
      ({ field, detail }) => `the server refused it: ${detail.replace(`${field}: `, "")}`,
      propertyAmong(PROPERTIES),
    ],
  ]);
