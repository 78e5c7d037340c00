import {
  InvalidError,
  MissingRightError,
  NotFoundError,
  ConfigurationError,
  type ProviderError,
  UnavailableError,
} from "../errors";
import * as sdk from "../../../sdk";
import { unexpectedResponse, unexpected } from "../kit/unexpected-response";
import type { Connection } from "./connection";

/** The properties that the server's field names stand for, where they differ. */
const PROPERTIES: Record<string, string> = {
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

/** Turns what the SDK raises into the words of whoever declared the resource. */
export function translate({ url }: Connection, error: unknown): unknown {
  const options = { cause: error };
  if (sdk.isNetworkError(error) || sdk.isEndlessList(error)) {
    return new UnavailableError(`${error.message}; check identity:url`, undefined, options);
  }
  if (sdk.isUnexpectedResponse(error)) return unexpected(url, "ArkID", error);
  if (sdk.isApiError(error)) return ofAnswer(url, error);
  return sdk.isUsageError(error) ? new InvalidError(error.message, undefined, options) : error;
}

function ofAnswer(url: string, error: sdk.ApiError): ProviderError {
  const { status, method, path, detail } = error;
  const options = { cause: error };
  if (status === 400 && path.startsWith("ucenter/login/")) {
    const message = `${url} refused the login: check identity:username and identity:password`;
    return new ConfigurationError(message, undefined, options);
  }
  if (status === 401) {
    const message = `${url} refused the token (${detail}): give another identity:token, or identity:username and identity:password`;
    return new ConfigurationError(message, undefined, options);
  }
  if (status === 403) {
    const message = `this account may not ${method} ${path}: use a system administrator's, or the org owner's where that does`;
    return new MissingRightError(message, undefined, options);
  }
  if (status === 404) {
    return new NotFoundError(`${path} is not there, or not for this account`, undefined, options);
  }
  if (status === 400) return refused(error);
  return unexpectedResponse(url, "ArkID", error);
}

function refused(error: sdk.ApiError): InvalidError {
  const { field, detail } = error;
  const property = field === undefined ? undefined : (PROPERTIES[field] ?? field);
  const said = field === undefined ? detail : detail.replace(`${field}: `, "");
  return new InvalidError(`the server refused it: ${said}`, property, { cause: error });
}

/** The same store, its errors translated. */
export function translating<T extends object>(connection: Connection, store: T): T {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...given: unknown[]) =>
        translated(connection, () => Reflect.apply(member, target, given) as Promise<unknown>);
    },
  });
}

/** The same call, its errors translated. */
export async function translated<T>(connection: Connection, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translate(connection, error);
  }
}
