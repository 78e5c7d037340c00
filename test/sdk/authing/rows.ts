import { ok } from "node:assert/strict";
import { UnsupportedError } from "../../../sdk/authing";
import { CALLBACK, type EmbeddedPool, PASSWORD } from "./embedded-pool";
import { rejection } from "./support";

/** Calls what a document names on the embedded server: what came back, and what the document says. */
type Row = (pool: EmbeddedPool) => Promise<readonly [came: unknown, documented: unknown]>;

const FRESH = "Another-密码-2";

async function unsupported(call: Promise<unknown>): Promise<readonly [unknown, unknown]> {
  const error = await rejection(call);
  return [error instanceof UnsupportedError, true];
}

/** What a call is refused with; a failure that has its reason in words. */
async function refused(call: Promise<unknown>): Promise<[string, boolean]> {
  const error = await rejection(call);
  ok(error instanceof Error);
  return [error.name, error.message.length > 40];
}

/** A role, a resource that it allows, and who has it. */
async function withRole(pool: EmbeddedPool) {
  const person = await pool.person();
  const code = `role-${person.user.userId}`;
  await pool.admin.roles.create({ code, description: "发布" });
  const target = { targetType: "USER" as const, targetIdentifier: person.user.userId };
  await pool.admin.roles.assign({ code }, [target]);
  return { ...person, code };
}

async function inDepartment(pool: EmbeddedPool) {
  const person = await pool.person();
  const organizationCode = `org-${person.user.userId}`;
  await pool.admin.organizations.create({ organizationCode, organizationName: "顶点" });
  const of = { organizationCode, parentDepartmentId: "root", name: "研发部" };
  const { departmentId } = await pool.admin.departments.create(of);
  await pool.admin.departments.addMembers({ organizationCode, departmentId }, [person.user.userId]);
  return { ...person, organizationCode, departmentId };
}

async function names<T>(list: AsyncIterable<T>, nameOf: (item: T) => unknown): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const item of list) all.push(nameOf(item));
  return all;
}

const byPassword: Row = async (pool) => {
  const { email, user } = await pool.person();
  const client = pool.client();
  const { access_token } = await client.signIn.byEmail(email, PASSWORD);
  const found = (await client.profile.get()).userId;
  return [
    [typeof access_token, found],
    ["string", user.userId],
  ];
};

const values: Row = async (pool) => {
  const { client } = await pool.person();
  await client.profile.setCustomData({ school: "华中科技大学", age: 20 });
  return [await client.profile.customData(), { school: "华中科技大学", age: 20 }];
};

const withoutValue: Row = async (pool) => {
  const { client } = await pool.person();
  await client.profile.setCustomData({ school: "华中科技大学", age: 20 });
  await client.profile.removeCustomData("school");
  return [await client.profile.customData(), { age: 20 }];
};

const ownProfile: Row = async (pool) => {
  const { client, user } = await pool.person();
  return [(await client.profile.get()).userId, user.userId];
};

/** Every method that the documents name for people. */
export const AUTHENTICATION: Readonly<Record<string, Row>> = {
  register_by_email: async (pool) => {
    const [email, nickname] = [`${pool.name()}@acme.example`, "Nick"];
    const profile = { nickname, company: "蒸汽记忆" };
    const made = await pool.client().signUp.byEmail(email, PASSWORD, { profile });
    const { emailVerified, company } = made;
    return [
      [made.email, made.nickname, company, emailVerified],
      [email, nickname, "蒸汽记忆", false],
    ];
  },
  register_by_username: async (pool) => {
    const username = pool.name();
    const profile = { customData: { source: "google" } };
    const made = await pool.client().signUp.byUsername(username, PASSWORD, { profile });
    return [
      [made.username, made.customData],
      [username, { source: "google" }],
    ];
  },
  register_by_phone_code: async (pool) => {
    const phone = pool.phone();
    const passCode = await pool.sms(phone, "CHANNEL_REGISTER");
    const options = { passwordForPhonePassCode: PASSWORD };
    await pool.client().signUp.byPhoneCode(phone, passCode, { options });
    const client = pool.client();
    await client.signIn.byPhone(phone, PASSWORD);
    const { phoneVerified, ...own } = await client.profile.get();
    return [
      [own.phone, phoneVerified],
      [phone, true],
    ];
  },
  login_by_email: byPassword,
  sign_in_by_email_password: byPassword,
  login_by_username: async (pool) => {
    const { username, user } = await pool.person();
    const client = pool.client();
    await client.signIn.byUsername(username, PASSWORD);
    return [(await client.profile.get()).userId, user.userId];
  },
  login_by_phone_code: async (pool) => {
    const phone = pool.phone();
    const client = pool.client();
    await client.signIn.byPhoneCode(phone, await pool.sms(phone, "CHANNEL_LOGIN"));
    const own = await client.profile.get();
    return [
      [own.phone, own.phoneVerified, await pool.admin.users.exists({ phone })],
      [phone, true, true],
    ];
  },
  login_by_phone_password: async (pool) => {
    const phone = pool.phone();
    const { user } = await pool.person({ phone });
    const client = pool.client();
    await client.signIn.byPhone(phone, PASSWORD);
    return [(await client.profile.get()).userId, user.userId];
  },
  login_by_ldap: async (pool) => [
    await refused(pool.client().signIn.byLdap("bob", PASSWORD)),
    ["InvalidError", true],
  ],
  login_by_ad: async (pool) => [
    await refused(pool.client().signIn.byAd("bob", PASSWORD)),
    ["InvalidError", true],
  ],
  wechat_login: async (pool) => [
    await refused(pool.client().signIn.byWechat("wechat-1", "code")),
    ["InvalidError", true],
  ],
  login_by_sub_account: async (pool) => {
    const { username, user } = await pool.person();
    const client = pool.client();
    await client.signIn.bySubAccount(username, PASSWORD);
    return [(await client.profile.get()).userId, user.userId];
  },
  get_current_user: ownProfile,
  check_logged_in: async (pool) => {
    const error = await refused(pool.client().profile.get());
    const [came, documented] = await ownProfile(pool);
    return [
      [came, error],
      [documented, ["UnauthorizedError", true]],
    ];
  },
  set_access_token: async (pool) => {
    const { username, user } = await pool.person();
    const { access_token } = await pool.client().signIn.byUsername(username, PASSWORD);
    const client = pool.client();
    client.setAccessToken(String(access_token));
    return [(await client.profile.get()).userId, user.userId];
  },
  logout: async (pool) => {
    const { username } = await pool.person();
    const client = pool.client();
    const how = { scope: "openid offline_access" };
    const { access_token, refresh_token } = await client.signIn.byUsername(
      ...([username, PASSWORD, how] as const),
    );
    await client.logout();
    const holds = async (token: unknown) =>
      (await pool.client().tokens.status(String(token))).active;
    return [
      [await holds(access_token), await holds(refresh_token), await client.tokens.status()],
      [false, false, { active: false }],
    ];
  },
  send_sms_code: async (pool) => [(await pool.sms("18800008888", undefined)).length, 6],
  send_email: async (pool) => [
    (await pool.mail("test@acme.example", "CHANNEL_RESET_PASSWORD")).length,
    6,
  ],
  get_udf_value: values,
  udv: values,
  set_udf_value: values,
  set_udv: values,
  remove_udf_value: withoutValue,
  remove_udv: withoutValue,
  check_login_status: async (pool) => {
    const { client } = await pool.person();
    const { active, exp = 0, iat = 0 } = await client.tokens.status();
    return [
      [active, exp > iat, iat > 1_600_000_000, await client.tokens.status("TOKEN")],
      [true, true, true, { active: false }],
    ];
  },
  refresh_token: async (pool) => {
    const { client, user } = await pool.person({}, "openid profile offline_access");
    await client.tokens.refresh();
    const { access_token } = await client.tokens.refresh();
    const { sub } = await client.tokens.status(access_token);
    return [
      [sub, (await client.tokens.status()).sub],
      [user.userId, user.userId],
    ];
  },
  reset_password_by_phone_code: async (pool) => {
    const phone = pool.phone();
    await pool.person({ phone });
    const passCode = await pool.sms(phone, "CHANNEL_RESET_PASSWORD");
    await pool.client().passwords.resetByPhoneCode(phone, passCode, FRESH);
    return [typeof (await pool.client().signIn.byPhone(phone, FRESH)).access_token, "string"];
  },
  reset_password_by_email_code: async (pool) => {
    const { email } = await pool.person();
    const passCode = await pool.mail(email, "CHANNEL_RESET_PASSWORD");
    await pool.client().passwords.resetByEmailCode(email, passCode, FRESH);
    return [typeof (await pool.client().signIn.byEmail(email, FRESH)).access_token, "string"];
  },
  reset_password_by_first_token: async (pool) => {
    const { username, user } = await pool.person();
    const client = pool.client();
    await pool.admin.users.update(user.userId, { options: { resetPasswordOnFirstLogin: true } });
    const signIn = (password: string) => client.signIn.byUsername(username, password);
    await client.passwords.resetByFirstToken(await tokenOf(signIn(PASSWORD)), FRESH);
    return [typeof (await signIn(FRESH)).access_token, "string"];
  },
  reset_password_with_force_reset: async (pool) => {
    const { username, user } = await pool.person();
    const client = pool.client();
    await pool.admin.users.update(user.userId, { options: { resetPasswordOnNextLogin: true } });
    const signIn = (password: string) => client.signIn.byUsername(username, password);
    const token = await tokenOf(signIn(PASSWORD));
    const wrong = await refused(client.passwords.resetWhenForced(token, "wrong", FRESH));
    await client.passwords.resetWhenForced(token, PASSWORD, FRESH);
    return [
      [wrong, typeof (await signIn(FRESH)).access_token],
      [["InvalidError", true], "string"],
    ];
  },
  update_profile: async (pool) => {
    const { client, user } = await pool.person();
    const error = await refused(client.profile.update({ phone: pool.phone() } as object));
    await client.profile.update({ nickname: "Nick", gender: "F" });
    const own = await client.profile.get();
    return [
      [own.nickname, own.gender, own.phone, error],
      ["Nick", "F", user.phone, ["UsageError", true]],
    ];
  },
  update_password: async (pool) => {
    const { client, username } = await pool.person();
    await client.passwords.update(FRESH, PASSWORD);
    return [typeof (await client.signIn.byUsername(username, FRESH)).access_token, "string"];
  },
  bind_phone: async (pool) => {
    const { client } = await pool.person();
    const phone = pool.phone();
    await client.bindings.bindPhone(phone, await pool.sms(phone, "CHANNEL_BIND_PHONE"));
    const own = await client.profile.get();
    return [
      [own.phone, own.phoneVerified],
      [phone, true],
    ];
  },
  unbind_phone: async (pool) => {
    const phone = pool.phone();
    const { client } = await pool.person({ phone });
    const left = await client.bindings.unbindPhone(await pool.sms(phone, "CHANNEL_UNBIND_PHONE"));
    const alone = pool.client();
    const other = pool.phone();
    await alone.signIn.byPhoneCode(other, await pool.sms(other, "CHANNEL_LOGIN"));
    const passCode = await pool.sms(other, "CHANNEL_UNBIND_PHONE");
    return [
      [left.phone, await refused(alone.bindings.unbindPhone(passCode))],
      [null, ["InvalidError", true]],
    ];
  },
  update_phone: async (pool) => {
    const [from, to] = [pool.phone(), pool.phone()];
    const { client } = await pool.person({ phone: from });
    const passCode = await pool.sms(to, "CHANNEL_BIND_PHONE");
    const fromPassCode = await pool.sms(from, "CHANNEL_BIND_PHONE");
    await client.bindings.updatePhone({ to, passCode, from, fromPassCode });
    return [(await client.profile.get()).phone, to];
  },
  bind_email: async (pool) => {
    const { client } = await pool.person({ email: undefined });
    const email = `${pool.name()}@acme.example`;
    await client.bindings.bindEmail(email, await pool.mail(email, "CHANNEL_BIND_EMAIL"));
    const own = await client.profile.get();
    return [
      [own.email, own.emailVerified],
      [email, true],
    ];
  },
  unbind_email: async (pool) => {
    const { client, email } = await pool.person();
    const left = await client.bindings.unbindEmail(await pool.mail(email, "CHANNEL_UNBIND_EMAIL"));
    return [left.email, null];
  },
  update_email: async (pool) => {
    const { client, email: from } = await pool.person();
    const to = `${pool.name()}@acme.example`;
    const passCode = await pool.mail(to, "CHANNEL_UPDATE_EMAIL");
    const fromPassCode = await pool.mail(from, "CHANNEL_UPDATE_EMAIL");
    await client.bindings.updateEmail({ to, passCode, from, fromPassCode });
    return [(await client.profile.get()).email, to];
  },
  link_account: (pool) => unsupported(pool.client().bindings.linkAccount()),
  get_security_level: async (pool) => {
    const { client } = await pool.person();
    const { score, email, phone, password, passwordSecurityLevel, mfa } =
      await client.profile.securityLevel();
    return [
      { inRange: score > 0 && score <= 100, email, phone, password, passwordSecurityLevel, mfa },
      {
        ...{ inRange: true, email: true, phone: false, password: true },
        ...{ passwordSecurityLevel: 3, mfa: false },
      },
    ];
  },
  list_authorized_resources: async (pool) => {
    const { client, code } = await withRole(pool);
    const resource = `menu-${code}`;
    const actions = [{ name: "read", description: "读" }];
    await pool.admin.access.createResource({ code: resource, type: "MENU", actions });
    const resources = [{ code: resource, resourceType: "MENU" as const, actions: ["read"] }];
    const entry = { targetType: "ROLE" as const, targetIdentifiers: [code], resources };
    await pool.admin.access.authorize([entry], "default");
    const held = await client.belongings.resources({ namespace: "default" });
    return [held.map(({ resourceCode }) => resourceCode), [resource]];
  },
  list_applications: async (pool) => {
    const { client } = await pool.person();
    const apps = await client.belongings.applications();
    return [apps.map(({ appId }) => appId), [pool.app.appId]];
  },
  check_password_strength: async (pool) => {
    const { passwords } = pool.client();
    return [
      [(await passwords.checkStrength("123456")).valid, (await passwords.checkStrength("")).valid],
      [true, false],
    ];
  },
  list_orgs: async (pool) => {
    const { client, organizationCode } = await inDepartment(pool);
    return [await client.belongings.organizations(), [organizationCode]];
  },
  list_departments: async (pool) => {
    const { client, departmentId } = await inDepartment(pool);
    const found = await names(client.belongings.departments(), (one) => one.departmentId);
    return [found, [departmentId]];
  },
  list_roles: async (pool) => {
    const { client, code } = await withRole(pool);
    return [(await client.belongings.roles()).map((role) => role.code), [code]];
  },
  has_role: async (pool) => {
    const { client, code } = await withRole(pool);
    const { belongings } = client;
    return [
      [await belongings.hasRole(code), await belongings.hasRole("nobody")],
      [true, false],
    ];
  },
  is_user_exists: (pool) => unsupported(pool.client().belongings.isUserExists()),
  track_session: (pool) => unsupported(pool.client().belongings.trackSession()),
  validate_ticket_v2: async (pool) => {
    const { username, user } = await pool.person();
    const client = pool.client({ protocol: "cas" });
    const { url } = await client.hosted.authorizeUrl({ service: CALLBACK });
    const ticketOf = async () =>
      (await pool.hosted(url, username)).searchParams.get("ticket") ?? "";
    const ticket = await ticketOf();
    const seen = (await client.tokens.validateTicketV2(ticket, CALLBACK)) as CasAnswer;
    const again = (await client.tokens.validateTicketV2(ticket, CALLBACK)) as CasAnswer;
    const xml = await client.tokens.validateTicketV2(await ticketOf(), CALLBACK, "XML");
    return [
      [
        seen.serviceResponse.authenticationSuccess?.user,
        again.serviceResponse.authenticationFailure?.code,
        String(xml).includes(`<cas:user>${user.userId}</cas:user>`),
      ],
      [user.userId, "INVALID_TICKET", true],
    ];
  },
  get_access_token_by_code: async (pool) => {
    const { username, user } = await pool.person();
    const client = pool.client({ redirectUri: CALLBACK });
    const { url } = await client.hosted.authorizeUrl();
    const code = (await pool.hosted(url, username)).searchParams.get("code") ?? "";
    const { access_token } = await client.tokens.byCode(code);
    return [(await client.tokens.status(access_token)).sub, user.userId];
  },
  build_authorize_url: async (pool) => {
    const { url } = await pool.client({ redirectUri: CALLBACK }).hosted.authorizeUrl();
    return [
      [url.startsWith(pool.app.appHost), (await fetch(url)).status],
      [true, 200],
    ];
  },
};

/** What a ticket of CAS 2.0 is answered with. */
interface CasAnswer {
  serviceResponse: {
    authenticationSuccess?: { user: string };
    authenticationFailure?: { code: string };
  };
}

/** What a refused sign-in brings to set a password with. */
async function tokenOf(signIn: Promise<unknown>): Promise<string> {
  const { body } = (await rejection(signIn)) as { body: { data: { token: string } } };
  return body.data.token;
}

const everybody: Row = async (pool) => {
  const { username } = await pool.person();
  const found = await names(pool.admin.users.list(), (user) => user.username);
  return [found.includes(username), true];
};

/** Every management method that a document calls. */
export const MANAGEMENT: Readonly<Record<string, Row>> = {
  "users.list": everybody,
  list_users: everybody,
  get_user: async (pool) => {
    const { user } = await pool.person();
    return [(await pool.admin.users.get(user.userId)).username, user.username];
  },
  create_role: async (pool) => {
    const code = "admin";
    const made = await pool.admin.roles.create({
      code,
      description: "管理员",
      namespace: "default",
    });
    return [
      [made.code, made.namespace],
      [code, "default"],
    ];
  },
  "udf.set": async (pool) => {
    const key = "school";
    const label = "学校";
    await pool.admin.fields.set({ targetType: "USER", key, dataType: "STRING", label });
    const fields = await pool.admin.fields.list("USER");
    return [fields.map((field) => [field.key, field.label]), [[key, label]]];
  },
};
