import type {
  ArkIDClient,
  Authorizer,
  Page,
  PagedList,
  RequestOptions,
  SmsAction,
} from "../../../sdk";
import { demand, take, type Json } from "./arguments";

/** A recorded request, taken apart. */
export interface Recorded {
  ids: string[];
  query: Json;
  body: Json;
  authorizer: Authorizer;
  options: RequestOptions;
}

/** Calls the method that a recorded request belongs to; throws `Inexpressible` where none can. */
export type Call = (client: ArkIDClient, recorded: Recorded) => unknown;

const PAGING = ["page", "page_size"];

/** The page that a query asks for; values that are no numbers are no page. */
function page<T>(list: PagedList<T>, { query }: Recorded): Promise<Page<T>> {
  const { page, pageSize } = take(query, [...Object.keys(query)]) as Record<string, unknown>;
  for (const given of [page, pageSize]) {
    demand(given === undefined || (given !== "" && !Number.isNaN(Number(given))), "a page");
  }
  return list.page({
    ...(page !== undefined && { page: Number(page) }),
    ...(pageSize !== undefined && { pageSize: Number(pageSize) }),
  });
}

const filter = (recorded: Recorded, ...keys: string[]): never => {
  take(recorded.query, [...PAGING, ...keys]);
  const given = Object.entries(recorded.query).filter(([key]) => keys.includes(key));
  return take(Object.fromEntries(given), keys) as never;
};
const body = (recorded: Recorded, ...keys: string[]): never => take(recorded.body, keys) as never;

const PERM_FILTER = ["scope", "action", "action_except", "subject", "name"];
const NODE = [
  "name",
  "uid",
  "remark",
  "visibility",
  "node_scope",
  "user_scope",
  "accept_user",
  "manager_group",
];
const USER = ["name", "mobile", "gender", "avatar", "private_email", "posix_user"];
const APP = [
  "name",
  "uid",
  "index",
  "logo",
  "remark",
  "allow_any_user",
  "oauth_app",
  "ldap_app",
  "http_app",
  "saml_app",
];
const MEMBER = ["email", "employee_number", "position", "hiredate", "remark"];

/** A list of names or uids; one that is missing or null is no call at all. */
function list<T>(recorded: Recorded, key: string): T[] {
  const given = recorded.body[key];
  demand(given !== undefined && given !== null, key);
  return given as T[];
}

const first = (recorded: Recorded): string => recorded.ids[0] ?? "";
const second = (recorded: Recorded): string => recorded.ids[1] ?? "";

/** Bodies that say by `subject` which of several methods they belong to. */
function bySubject(recorded: Recorded, keys: string[], calls: Record<string, () => unknown>) {
  const { subject } = take(recorded.body, ["subject", ...keys]) as { subject?: string };
  const call = calls[subject ?? ""];
  if (call === undefined) return take({ [String(subject)]: 1 }, []);
  return call();
}

function orgMembers(client: ArkIDClient, recorded: Recorded) {
  const names = list<string>(recorded, "usernames");
  const oid = first(recorded);
  return bySubject(recorded, ["usernames"], {
    add: () => client.org.addMembers(oid, names, recorded.options),
    delete: () => client.org.deleteMembers(oid, names, recorded.options),
  });
}

function nodeMembers(client: ArkIDClient, recorded: Recorded) {
  const uid = first(recorded);
  const { options } = recorded;
  const names = list<string>(recorded, "user_uids");
  const targets = recorded.body["node_uids"] as string[];
  const plain = recorded.body["subject"] === "move_out" ? ["node_uids"] : [];
  return bySubject(recorded, ["user_uids", ...plain], {
    add: () => client.node.addMembers(uid, names, options),
    delete: () => client.node.deleteMembers(uid, names, options),
    override: () => client.node.overrideMembers(uid, names, options),
    sort: () => client.node.sortMembers(uid, names, options),
    move_out: () => client.node.moveOutMembers(uid, names, targets, options),
  });
}

function nodeChildren(client: ArkIDClient, recorded: Recorded) {
  const uid = first(recorded);
  const uids = list<string>(recorded, "node_uids");
  return bySubject(recorded, ["node_uids"], {
    add: () => client.node.addChildren(uid, uids, recorded.options),
    sort: () => client.node.sortChildren(uid, uids, recorded.options),
  });
}

function userNodes(client: ArkIDClient, recorded: Recorded) {
  const uid = first(recorded);
  const uids = list<string>(recorded, "node_uids");
  return bySubject(recorded, ["node_uids"], {
    add: () => client.user.addNodes(uid, uids, recorded.options),
    delete: () => client.user.deleteNodes(uid, uids, recorded.options),
    override: () => client.user.overrideNodes(uid, uids, recorded.options),
  });
}

function groupApps(client: ArkIDClient, recorded: Recorded) {
  const ids = list<number>(recorded, "app_ids");
  return bySubject(recorded, ["app_ids"], {
    add: () => client.appGroup.addApps(first(recorded), ids, recorded.options),
    delete: () => client.appGroup.deleteApps(first(recorded), ids, recorded.options),
  });
}

function createUser(client: ArkIDClient, recorded: Recorded) {
  const { user, node_uids } = recorded.body as { user?: Json; node_uids?: string[] };
  take(recorded.body, ["user", "node_uids"]);
  demand(typeof user === "object" && user !== null && !Array.isArray(user), "user");
  const flat = take(user ?? {}, ["username", "password", "require_reset_password", ...USER]);
  const nodes = node_uids === undefined ? {} : { nodes: node_uids };
  return client.user.create({ ...flat, ...nodes } as never, recorded.options);
}

function updateOwners(client: ArkIDClient, recorded: Recorded) {
  const { userPermStatus, nodePermStatus, clean } = body(
    recorded,
    "user_perm_status",
    "node_perm_status",
    "clean",
  ) as Record<string, unknown>;
  demand(["undefined", "boolean"].includes(typeof clean), "clean");
  const changes = { users: userPermStatus, nodes: nodePermStatus, clean };
  return client.perm.updateOwners(first(recorded), changes as never, recorded.options);
}

const statuses = (recorded: Recorded): never => {
  take(recorded.body, ["perm_statuses"]);
  demand(Array.isArray(recorded.body["perm_statuses"]), "perm_statuses");
  return recorded.body["perm_statuses"] as never;
};

function sms(recorded: Recorded): SmsAction {
  return (recorded.ids[0] ?? "general") as SmsAction;
}

function login(client: ArkIDClient, recorded: Recorded) {
  const { username, password } = body(recorded, "username", "password") as Record<string, string>;
  return client.auth.startAuth(username as never, password as never, recorded.options);
}

/** Method and path, an id for each `:`, in the order of matching. */
export const routes: Record<string, Call> = {
  "POST ucenter/login/": login,
  "POST revoke/token/": (c, r) => c.auth.revokeToken(r.authorizer, r.options),
  "GET auth/token/": (c, r) =>
    c.auth.authToken(r.authorizer, filter(r, "app_uid", "perm_uid"), r.options),

  "GET user/": (c, r) => page(c.user.list(filter(r, "keyword", "wechat_unionid"), r.options), r),
  "POST user/": createUser,
  "GET user/:/": (c, r) => c.user.get(first(r), r.options),
  "PATCH user/:/": (c, r) => c.user.update(first(r), body(r, ...USER), r.options),
  "DELETE user/:/": (c, r) => c.user.delete(first(r), r.options),
  "PATCH user/:/password/": (c, r) => {
    const how = body(r, "password", "require_reset_password") as Record<string, unknown>;
    const mapped = { password: how["password"], requireReset: how["requireResetPassword"] };
    return c.user.setPassword(first(r), mapped as never, r.options);
  },
  "GET user/:/node/": (c, r) => c.user.nodes(first(r), r.options),
  "PATCH user/:/node/": userNodes,
  "GET user/:/perm/:/": (c, r) => c.user.permission(first(r), second(r), r.options),
  "PATCH user/:/convert/extern/": (c, r) => c.user.convertToExtern(first(r), r.options),
  "PATCH user/:/convert/intra/": (c, r) => c.user.convertToIntra(first(r), r.options),

  "GET org/": (c, r) => c.org.own(filter(r, "role"), r.options),
  "POST org/": (c, r) => c.org.create(body(r, "name"), r.options),
  "GET org/:/": (c, r) => c.org.get(first(r), r.options),
  "PATCH org/:/": (c, r) => c.org.update(first(r), body(r, "name"), r.options),
  "DELETE org/:/": (c, r) => c.org.delete(first(r), r.options),
  "GET org/:/user/": (c, r) => (filter(r), page(c.org.listMembers(first(r), r.options), r)),
  "PATCH org/:/user/": orgMembers,
  "GET org/:/user/:/": (c, r) => c.org.getMember(first(r), second(r), r.options),
  "PATCH org/:/user/:/": (c, r) =>
    c.org.updateMember(first(r), second(r), body(r, ...MEMBER), r.options),
  "GET org/:/user/:/node/": (c, r) => c.org.memberNodes(first(r), second(r), r.options),
  "GET org/:/invitation/": (c, r) => c.org.getInvitationKey(first(r), r.options),
  "PUT org/:/invitation/": (c, r) => c.org.refreshInvitationKey(first(r), r.options),
  "GET org/:/invitation/:/": (c, r) => c.org.viewInvitation(first(r), second(r), r.options),
  "POST org/:/invitation/:/": (c, r) => c.org.joinByInvitation(first(r), second(r), r.options),

  "GET node/:/": (c, r) => c.node.get(first(r), r.options),
  "PATCH node/:/": (c, r) =>
    c.node.update(first(r), body(r, ...NODE.slice(0, 1), ...NODE.slice(2)), r.options),
  "DELETE node/:/": (c, r) => {
    const { ignoreUser } = filter(r, "ignore_user") as { ignoreUser?: string };
    const how = ignoreUser === undefined ? {} : { ignoreUser: ignoreUser.toLowerCase() === "true" };
    return c.node.delete(first(r), how, r.options);
  },
  "GET node/:/tree/": (c, r) => {
    const { userRequired } = filter(r, "user_required") as { userRequired?: string };
    return c.node.tree(first(r), wantUsers(userRequired), r.options);
  },
  "GET ucenter/node/:/tree/": (c, r) => {
    const { userRequired } = filter(r, "user_required") as { userRequired?: string };
    return c.node.viewTree(first(r), wantUsers(userRequired), r.options);
  },
  "GET ucenter/node/:/": (c, r) => c.node.view(first(r), r.options),
  "GET node/:/node/": (c, r) => c.node.listChildren(first(r), r.options),
  "POST node/:/node/": (c, r) => c.node.createChild(first(r), body(r, ...NODE), r.options),
  "PATCH node/:/node/": nodeChildren,
  "GET node/:/user/": (c, r) => {
    const keys = ["name", "username", "mobile", "private_email"];
    const filters = filter(r, ...keys, "before_created", "after_created", "uids");
    const { uids } = filters as { uids?: string };
    const given = uids === undefined ? filters : { ...(filters as Json), uids: uids.split("|") };
    return page(c.node.listMembers(first(r), given, r.options), r);
  },
  "PATCH node/:/user/": nodeMembers,

  "GET ucenter/perm/": (c, r) => (filter(r), page(c.ucenter.permissions(r.options), r)),
  "GET ucenter/profile/": (c, r) => c.ucenter.profile(r.options),
  "PATCH ucenter/profile/": (c, r) =>
    c.ucenter.updateProfile(body(r, "name", "avatar", "gender", "private_email"), r.options),
  "PUT ucenter/password/": (c, r) => {
    const how = body(r, "username", "old_password", "new_password") as Record<string, string>;
    return c.ucenter.changePassword(how["username"] ?? "", how as never, r.options);
  },
  "GET ucenter/org/": (c, r) => c.ucenter.currentOrg(r.options),
  "PUT ucenter/org/": (c, r) =>
    c.ucenter.switchOrg((body(r, "oid") as { oid: string }).oid, r.options),
  "DELETE ucenter/org/": (c, r) => c.ucenter.clearOrg(r.options),
  "GET ucenter/org/:/profile/": (c, r) => c.ucenter.orgProfile(first(r), r.options),
  "GET ucenter/user/:/": (c, r) => c.ucenter.user(first(r), r.options),
  "GET ucenter/apps/": (c, r) => page(c.ucenter.apps(filter(r, "name"), r.options), r),
  "POST ucenter/register/": (c, r) =>
    c.ucenter.register(body(r, "username", "password", "sms_token", "email_token"), r.options),

  "GET perm/": (c, r) =>
    page(c.perm.list(filter(r, ...PERM_FILTER, "owner_subject"), r.options), r),
  "POST perm/": (c, r) => c.perm.create(body(r, "scope", "name", "sub_account"), r.options),
  "GET perm/:/": (c, r) => c.perm.get(first(r), r.options),
  "PATCH perm/:/": (c, r) => c.perm.update(first(r), body(r, "name", "remark", "scope"), r.options),
  "DELETE perm/:/": (c, r) => c.perm.delete(first(r), r.options),
  "GET perm/:/owner/": (c, r) => {
    const { status, value, ...rest } = filter(r, "owner_subject", "status", "value") as Json;
    const given = {
      ...rest,
      ...(status !== undefined && { status }),
      ...(value !== undefined && { value }),
    };
    return page(c.perm.listOwners(first(r), given as never, r.options), r);
  },
  "PATCH perm/:/owner/": updateOwners,
  "GET perm/user/:/": (c, r) =>
    page(c.perm.listForUser(first(r), filter(r, ...PERM_FILTER, "oid"), r.options), r),
  "PATCH perm/user/:/": (c, r) =>
    c.perm.updateForUser(first(r), statuses(r), filter(r, "oid"), r.options),
  "GET perm/dept/:/": (c, r) =>
    page(c.perm.listForDept(first(r), filter(r, ...PERM_FILTER), r.options), r),
  "PATCH perm/dept/:/": (c, r) => c.perm.updateForDept(first(r), statuses(r), r.options),
  "GET perm/group/:/": (c, r) =>
    page(c.perm.listForGroup(first(r), filter(r, ...PERM_FILTER), r.options), r),
  "PATCH perm/group/:/": (c, r) => c.perm.updateForGroup(first(r), statuses(r), r.options),
  "GET perm/node/:/": (c, r) =>
    page(c.perm.listForNode(first(r), filter(r, ...PERM_FILTER), r.options), r),
  "PATCH perm/node/:/": (c, r) => c.perm.updateForNode(first(r), statuses(r), r.options),

  "POST service/sms/": (c, r) => sendSms(c, r),
  "POST service/sms/:/": (c, r) => sendSms(c, r),
  "GET service/sms/": (c, r) => verifySms(c, r),
  "GET service/sms/:/": (c, r) => verifySms(c, r),
  "GET service/captcha/": (c, r) => c.infrastructure.getCaptcha(r.options),
  "POST service/captcha/": (c, r) => {
    const { captchaKey, captcha } = body(r, "captcha_key", "captcha") as Record<string, string>;
    return c.infrastructure.verifyCaptcha(captchaKey as never, captcha as never, r.options);
  },

  "GET org/:/app/": (c, r) => {
    const { userUid, ...rest } = filter(r, "name", "node_uid", "user_uid", "owner_access") as Json;
    const given = { ...rest, ...(userUid !== undefined && { username: userUid }) };
    return page(c.app.list(first(r), given as never, r.options), r);
  },
  "POST org/:/app/": (c, r) => c.app.create(first(r), body(r, ...APP), r.options),
  "GET org/:/app/:/": (c, r) => c.app.get(first(r), second(r), r.options),
  "PATCH org/:/app/:/": (c, r) =>
    c.app.update(first(r), second(r), body(r, ...APP.filter((key) => key !== "uid")), r.options),
  "DELETE org/:/app/:/": (c, r) => c.app.delete(first(r), second(r), r.options),
  "POST org/:/app/:/oauth/": (c, r) => {
    const keys = ["redirect_uris", "client_type", "authorization_grant_type"];
    return c.app.register(first(r), second(r), "oauth", body(r, ...keys), r.options);
  },

  "GET app-group/:/": (c, r) => c.appGroup.get(first(r), r.options),
  "PATCH app-group/:/": (c, r) => c.appGroup.update(first(r), body(r, "name", "remark"), r.options),
  "DELETE app-group/:/": (c, r) => c.appGroup.delete(first(r), r.options),
  "GET app-group/:/tree/": (c, r) => c.appGroup.tree(first(r), r.options),
  "GET app-group/:/app-group/": (c, r) => c.appGroup.listChildren(first(r), r.options),
  "POST app-group/:/app-group/": (c, r) =>
    c.appGroup.createChild(first(r), body(r, "name", "uid", "remark"), r.options),
  "GET app-group/:/app/": (c, r) => (filter(r), page(c.appGroup.listApps(first(r), r.options), r)),
  "PATCH app-group/:/app/": groupApps,

  "GET log/": (c, r) => (filter(r), page(c.log.list(r.options), r)),
  "GET log/:/": (c, r) => c.log.get(first(r), r.options),
  "GET org/:/log/": (c, r) => (filter(r), page(c.log.listForOrg(first(r), r.options), r)),
  "GET meta/log/": (c, r) => c.log.subjects(r.options),

  "GET config/": (c, r) => c.config.get(r.options),
  "GET config/storage/": (c, r) => c.config.storage(r.options),
  "GET config/native/field/user/": (c, r) => c.config.userFields(r.options),
  "GET meta/": (c, r) => c.config.meta(r.options),
  "GET meta/perm/": (c, r) => c.config.perms(r.options),
  "GET org/:/config/": (c, r) => c.config.org(first(r), r.options),
  "GET org/:/meta/": (c, r) => c.config.orgMeta(first(r), r.options),
  "GET org/:/meta/node/": (c, r) => c.config.orgNodes(first(r), r.options),
  "GET org/:/meta/perm/": (c, r) => c.config.orgPerms(first(r), r.options),
  "GET org/:/config/custom/field/user/": (c, r) => c.config.orgUserFields(first(r), r.options),
  "POST org/:/config/custom/field/user/": (c, r) =>
    c.config.addOrgUserField(first(r), (body(r, "name") as { name: string }).name, r.options),
  "GET statistics/user_statistic/": (c, r) => c.config.userCount(r.options),
};

const wantUsers = (word: string | undefined) =>
  word === undefined ? {} : { users: !["false", "False"].includes(word) };

function sendSms(client: ArkIDClient, recorded: Recorded) {
  const { mobile, ...details } = body(recorded, "mobile", "username", "password", "key") as Json;
  return client.infrastructure.getSmsCaptcha(
    sms(recorded),
    mobile as string,
    details,
    recorded.options,
  );
}

function verifySms(client: ArkIDClient, recorded: Recorded) {
  const { mobile, code } = filter(recorded, "mobile", "code") as Record<string, string>;
  return client.infrastructure.verifySmsCaptcha(
    sms(recorded),
    mobile as never,
    code as never,
    recorded.options,
  );
}
