import type { AuthenticationClient } from "../../../sdk/authing";
import {
  CALLBACK,
  type EmbeddedPool,
  PASSWORD,
  type Person,
} from "../../sdk/authing/embedded-pool";
import { at, type Vendor, type VendorClient } from "./client";

/** A vendor's package on an embedded server. */
interface World {
  readonly vendor: Vendor;
  readonly pool: EmbeddedPool;
}

/** A call of the vendor's: what came back, and what is right. */
type Call = (world: World) => Promise<readonly [came: unknown, right: unknown]>;

/** What a document names: the vendor's method that does it now, and how. */
export interface VendorRow {
  readonly method: string;
  readonly call: Call;
}

const FRESH = "Another-密码-2";

const row = (method: string, call: Call): VendorRow => ({ method, call });

/** Somebody, and the vendor's client that they are signed in to. */
async function signedIn(
  { vendor, pool }: World,
  more: object = {},
  scope = "openid profile",
): Promise<Person & { own: VendorClient; tokens: unknown }> {
  const person = await pool.person(more);
  const client = await vendor.authentication(pool);
  const { username } = person;
  const input = { username, password: PASSWORD, options: { scope } };
  const tokens = at(await client.call("signInByUsernamePassword", input), "data");
  const accessToken = String(at(tokens, "access_token"));
  return { ...person, own: await vendor.authentication(pool, { accessToken }), tokens };
}

/** Signs somebody in; whose the token is. */
function signIn(
  method: string,
  inputOf: (person: Person & { phone: string }) => object,
): VendorRow {
  return row(method, async ({ vendor, pool }) => {
    const phone = pool.phone();
    const person = await pool.person({ phone });
    const client = await vendor.authentication(pool);
    const answer = await client.call(method, { ...inputOf({ ...person, phone }) });
    await client.call("setAccessToken", { accessToken: at(answer, "data", "access_token") });
    const own = await client.call("getProfile", {});
    return [
      [at(answer, "statusCode"), at(own, "data", "userId")],
      [200, person.user.userId],
    ];
  });
}

/** What is asked of somebody's profile, after they were changed. */
async function profile(own: VendorClient, ...names: readonly string[]): Promise<unknown[]> {
  const answer = await own.call("getProfile", { withCustomData: true });
  return names.map((name) => at(answer, "data", name));
}

const refused = (method: string, input: object): VendorRow =>
  row(method, async ({ vendor, pool }) => {
    const client = await vendor.authentication(pool);
    return [at(await client.call(method, { ...input }), "statusCode"), 400];
  });

type EmailChannel = Parameters<AuthenticationClient["codes"]["sendEmail"]>[1];
type SmsChannel = NonNullable<Parameters<AuthenticationClient["codes"]["sendSms"]>[1]>;

/** Sends a code by the vendor's client, and reads it. */
async function mailed(world: World, email: string, channel: EmailChannel): Promise<string> {
  const client = await world.vendor.authentication(world.pool);
  await client.call("sendEmail", { channel, email });
  return world.pool.code();
}

/** The same by phone; the country's code goes along where the phone is abroad. */
async function texted(world: World, phone: object, channel: SmsChannel): Promise<string> {
  const client = await world.vendor.authentication(world.pool);
  await client.call("sendSms", { channel, ...phone });
  return world.pool.code();
}

/** The number of somebody abroad, as the methods for codes take it, and as signing in does. */
const ABROAD = { phoneCountryCode: "+49" };

const custom = row("updateProfile", async (world) => {
  const { own } = await signedIn(world);
  await own.call("updateProfile", { customData: { school: "华中科技大学", age: 20 } });
  return [await profile(own, "customData"), [{ school: "华中科技大学", age: 20 }]];
});

const withoutCustom = row("updateProfile", async (world) => {
  const { own } = await signedIn(world);
  await own.call("updateProfile", { customData: { school: "华中科技大学", age: 20 } });
  await own.call("updateProfile", { customData: { school: null } });
  return [await profile(own, "customData"), [{ age: 20 }]];
});

const who = row("getProfile", async (world) => {
  const { own, user } = await signedIn(world);
  return [await profile(own, "userId"), [user.userId]];
});

/** Resets a password by a code; by whom it is new. */
function reset(by: "email" | "phone"): VendorRow {
  return row("verifyResetPasswordRequest", async (world) => {
    const { vendor, pool } = world;
    const phoneNumber = pool.phone();
    const { email, username } = await pool.person({ phone: phoneNumber, ...ABROAD });
    const client = await vendor.authentication(pool);
    const asked =
      by === "email"
        ? {
            verifyMethod: "EMAIL_PASSCODE",
            emailPassCodePayload: {
              ...{ email, passCode: await mailed(world, email, "CHANNEL_RESET_PASSWORD") },
            },
          }
        : {
            verifyMethod: "PHONE_PASSCODE",
            phonePassCodePayload: {
              ...{ phoneNumber, ...ABROAD },
              passCode: await texted(world, { phoneNumber, ...ABROAD }, "CHANNEL_RESET_PASSWORD"),
            },
          };
    const proven = await client.call("verifyResetPasswordRequest", asked);
    const passwordResetToken = at(proven, "data", "passwordResetToken");
    await client.call("resetPassword", { password: FRESH, passwordResetToken });
    const given = { username, password: FRESH };
    return [at(await client.call("signInByUsernamePassword", given), "statusCode"), 200];
  });
}

/** Sets the password of somebody who must, by the token of the refused sign-in. */
const forced = row("resetPassword", async ({ vendor, pool }) => {
  const { user, username } = await pool.person();
  await pool.admin.users.update(user.userId, { options: { resetPasswordOnNextLogin: true } });
  const client = await vendor.authentication(pool);
  const first = await client.call("signInByUsernamePassword", { username, password: PASSWORD });
  const passwordResetToken = at(first, "data", "token");
  await client.call("resetPassword", { password: FRESH, passwordResetToken });
  const given = { username, password: FRESH };
  const second = await client.call("signInByUsernamePassword", given);
  return [
    [at(first, "statusCode"), at(first, "apiCode"), at(second, "statusCode")],
    [403, 1639, 200],
  ];
});

const byCode = row("getAccessTokenByCode", async ({ vendor, pool }) => {
  const { username, user } = await pool.person();
  const client = await vendor.authentication(pool, { redirectUri: CALLBACK });
  const built = await client.call("buildAuthorizeUrl", {});
  const url = String(at(built, "url") ?? built);
  const code = (await pool.hosted(url, username)).searchParams.get("code");
  const tokens = await client.call("getAccessTokenByCode", { code });
  const status = await client.call("introspectToken", { token: at(tokens, "access_token") });
  return [at(status, "sub"), user.userId];
});

const list = row("listUsers", async ({ vendor, pool }) => {
  const { username } = await pool.person();
  const admin = await vendor.management(pool);
  const options = { pagination: { page: 1, limit: 50 } };
  const conditions = [{ field: "username", operator: "EQUAL", value: username }];
  const found = await admin.call("listUsers", { advancedFilter: conditions, options });
  return [at(found, "data", "list", "0", "username"), username];
});

async function withRole(world: World) {
  const person = await signedIn(world);
  const code = `role-${person.user.userId}`;
  await world.pool.admin.roles.create({ code });
  const target = { targetType: "USER" as const, targetIdentifier: person.user.userId };
  await world.pool.admin.roles.assign({ code }, [target]);
  return { ...person, code };
}

const roles = row("getRoleList", async (world) => {
  const { own, code } = await withRole(world);
  const answer = await own.call("getRoleList", {});
  return [at(answer, "data", "list", "0", "code"), code];
});

const departments = row("getDepartmentList", async (world) => {
  const { own, user } = await signedIn(world);
  const organizationCode = `org-${user.userId}`;
  const { organizations, departments: all } = world.pool.admin;
  await organizations.create({ organizationCode, organizationName: "顶点" });
  await all.addMembers({ organizationCode, departmentId: "root" }, [user.userId]);
  const answer = await own.call("getDepartmentList", { page: 1, limit: 10 });
  return [at(answer, "data", "list", "0", "organizationCode"), organizationCode];
});

/** Signs somebody unknown up or in by a code that was sent abroad. */
function abroad(method: string, channel: SmsChannel): VendorRow {
  return row(method, async (world) => {
    const { vendor, pool } = world;
    const phone = pool.phone();
    const passCode = await texted(world, { phoneNumber: phone, ...ABROAD }, channel);
    const client = await vendor.authentication(pool);
    const answer = await client.call(method, { phone, ...ABROAD, passCode });
    const found = await pool.admin.users.get(phone, { userIdType: "phone" });
    return [
      [at(answer, "statusCode"), found.phoneCountryCode, found.phoneVerified],
      [200, "+49", true],
    ];
  });
}

const bindings: Readonly<Record<string, VendorRow>> = {
  bind_phone: row("bindPhone", async (world) => {
    const { own } = await signedIn(world);
    const phoneNumber = world.pool.phone();
    const passCode = await texted(world, { phoneNumber, ...ABROAD }, "CHANNEL_BIND_PHONE");
    await own.call("bindPhone", { passCode, phoneNumber, ...ABROAD });
    return [
      await profile(own, "phone", "phoneCountryCode", "phoneVerified"),
      [phoneNumber, "+49", true],
    ];
  }),
  unbind_phone: row("unbindPhone", async (world) => {
    const phoneNumber = world.pool.phone();
    const { own } = await signedIn(world, { phone: phoneNumber, ...ABROAD });
    const passCode = await texted(world, { phoneNumber, ...ABROAD }, "CHANNEL_UNBIND_PHONE");
    await own.call("unbindPhone", { passCode });
    return [await profile(own, "phone", "phoneCountryCode"), [null, null]];
  }),
  update_phone: row("updatePhone", async (world) => {
    const [from, to] = [world.pool.phone(), world.pool.phone()];
    const { own } = await signedIn(world, { phone: from });
    const phonePassCodePayload = {
      ...{ newPhoneNumber: to, newPhoneCountryCode: "+49", oldPhoneNumber: from },
      newPhonePassCode: await texted(world, { phoneNumber: to, ...ABROAD }, "CHANNEL_BIND_PHONE"),
      oldPhonePassCode: await texted(world, { phoneNumber: from }, "CHANNEL_BIND_PHONE"),
    };
    const asked = { verifyMethod: "PHONE_PASSCODE", phonePassCodePayload };
    const proven = await own.call("verifyUpdatePhoneRequest", asked);
    await own.call("updatePhone", { updatePhoneToken: at(proven, "data", "updatePhoneToken") });
    return [await profile(own, "phone", "phoneCountryCode"), [to, "+49"]];
  }),
  bind_email: row("bindEmail", async (world) => {
    const { own } = await signedIn(world, { email: undefined });
    const email = `${world.pool.name()}@acme.example`;
    const passCode = await mailed(world, email, "CHANNEL_BIND_EMAIL");
    await own.call("bindEmail", { passCode, email });
    return [await profile(own, "email", "emailVerified"), [email, true]];
  }),
  unbind_email: row("unbindEmail", async (world) => {
    const { own, email } = await signedIn(world);
    const passCode = await mailed(world, email, "CHANNEL_UNBIND_EMAIL");
    await own.call("unbindEmail", { passCode });
    return [await profile(own, "email"), [null]];
  }),
  update_email: row("updateEmail", async (world) => {
    const { own, email } = await signedIn(world);
    const newEmail = `${world.pool.name()}@acme.example`;
    const emailPassCodePayload = {
      newEmail,
      newEmailPassCode: await mailed(world, newEmail, "CHANNEL_UPDATE_EMAIL"),
      oldEmail: email,
      oldEmailPassCode: await mailed(world, email, "CHANNEL_UPDATE_EMAIL"),
    };
    const asked = { verifyMethod: "EMAIL_PASSCODE", emailPassCodePayload };
    const proven = await own.call("verifyUpdateEmailRequest", asked);
    await own.call("updateEmail", { updateEmailToken: at(proven, "data", "updateEmailToken") });
    return [await profile(own, "email"), [newEmail]];
  }),
};

const SUBJECT = { password: PASSWORD };

/** Every method that the documents name and the vendor's current clients have one for. */
export const ROWS: Readonly<Record<string, VendorRow>> = {
  ...bindings,
  register_by_email: row("signUpByEmailPassword", async ({ vendor, pool }) => {
    const email = `${pool.name()}@acme.example`;
    const client = await vendor.authentication(pool);
    const input = { email, ...SUBJECT, profile: { nickname: "Nick" } };
    const made = await client.call("signUpByEmailPassword", input);
    return [
      [at(made, "data", "email"), at(made, "data", "nickname")],
      [email, "Nick"],
    ];
  }),
  register_by_username: row("signUpByUsernamePassword", async ({ vendor, pool }) => {
    const username = pool.name();
    const client = await vendor.authentication(pool);
    const made = await client.call("signUpByUsernamePassword", { username, ...SUBJECT });
    return [at(made, "data", "username"), username];
  }),
  register_by_phone_code: abroad("signUpByPhoneCode", "CHANNEL_REGISTER"),
  login_by_email: signIn("signInByEmailPassword", ({ email }) => ({ email, ...SUBJECT })),
  sign_in_by_email_password: signIn("signInByEmailPassword", ({ email }) => ({
    ...{ email, ...SUBJECT },
  })),
  login_by_username: signIn("signInByUsernamePassword", ({ username }) => ({
    ...{ username, ...SUBJECT },
  })),
  login_by_phone_password: signIn("signInByPhonePassword", ({ phone }) => ({ phone, ...SUBJECT })),
  login_by_sub_account: signIn("signInByAccountPassword", ({ username }) => ({
    ...{ account: username, ...SUBJECT },
  })),
  login_by_phone_code: abroad("signInByPhonePassCode", "CHANNEL_LOGIN"),
  login_by_ldap: refused("signInByLDAP", { sAMAccountName: "bob", ...SUBJECT }),
  login_by_ad: refused("signInByAD", { sAMAccountName: "bob", ...SUBJECT }),
  wechat_login: refused("signInByMobile", {
    ...{ extIdpConnidentifier: "wechat-1", connection: "wechat", wechatPayload: { code: "c" } },
  }),
  get_current_user: who,
  check_logged_in: who,
  set_access_token: row("setAccessToken", async (world) => {
    const { tokens, user } = await signedIn(world);
    const client = await world.vendor.authentication(world.pool);
    await client.call("setAccessToken", { accessToken: at(tokens, "access_token") });
    return [await profile(client, "userId"), [user.userId]];
  }),
  logout: row("revokeToken", async (world) => {
    const { own, tokens } = await signedIn(world);
    const token = at(tokens, "access_token");
    // Python reads the empty answer of a revocation as JSON.
    await own.call("revokeToken", { token });
    return [at(await own.call("getProfile", {}), "statusCode"), 401];
  }),
  send_sms_code: row("sendSms", async (world) => {
    const phone = { phoneNumber: "18800008888" };
    return [(await texted(world, phone, "CHANNEL_LOGIN")).length, 6];
  }),
  send_email: row("sendEmail", async (world) => {
    return [(await mailed(world, "test@acme.example", "CHANNEL_RESET_PASSWORD")).length, 6];
  }),
  get_udf_value: custom,
  udv: custom,
  set_udf_value: custom,
  set_udv: custom,
  remove_udf_value: withoutCustom,
  remove_udv: withoutCustom,
  check_login_status: row("introspectToken", async (world) => {
    const { own, tokens } = await signedIn(world);
    const status = await own.call("introspectToken", { token: at(tokens, "access_token") });
    return [
      [at(status, "active"), Number(at(status, "exp")) > Number(at(status, "iat"))],
      [true, true],
    ];
  }),
  refresh_token: row("getNewAccessTokenByRefreshToken", async (world) => {
    const { own, tokens } = await signedIn(world, {}, "openid offline_access");
    const refreshToken = at(tokens, "refresh_token");
    const fresh = await own.call("getNewAccessTokenByRefreshToken", { refreshToken });
    return [typeof at(fresh, "access_token"), "string"];
  }),
  reset_password_by_phone_code: reset("phone"),
  reset_password_by_email_code: reset("email"),
  reset_password_by_first_token: forced,
  reset_password_with_force_reset: row("updatePassword", async (world) => {
    const { own, username } = await signedIn(world);
    await own.call("updatePassword", { newPassword: FRESH, oldPassword: PASSWORD });
    const given = { username, password: FRESH };
    return [at(await own.call("signInByUsernamePassword", given), "statusCode"), 200];
  }),
  update_password: row("updatePassword", async (world) => {
    const { own } = await signedIn(world);
    const wrong = await own.call("updatePassword", { newPassword: FRESH, oldPassword: "wrong" });
    const right = await own.call("updatePassword", { newPassword: FRESH, oldPassword: PASSWORD });
    return [
      [at(wrong, "statusCode"), at(right, "statusCode")],
      [400, 200],
    ];
  }),
  update_profile: row("updateProfile", async (world) => {
    const { own } = await signedIn(world);
    await own.call("updateProfile", { nickname: "Nick" });
    return [await profile(own, "nickname"), ["Nick"]];
  }),
  get_security_level: row("getSecurityLevel", async (world) => {
    const { own } = await signedIn(world);
    const { data } = (await own.call("getSecurityLevel")) as { data: object };
    return [
      [at(data, "passwordSecurityLevel"), at(data, "emailBinded"), at(data, "phoneBinded")],
      [3, true, false],
    ];
  }),
  list_authorized_resources: row("getAuthorizedResources", async (world) => {
    const { own, code } = await withRole(world);
    const resource = `menu-${code}`;
    const { access } = world.pool.admin;
    const actions = [{ name: "read", description: "读" }];
    await access.createResource({ code: resource, type: "MENU", actions });
    const resources = [{ code: resource, resourceType: "MENU" as const, actions: ["read"] }];
    const entry = { targetType: "ROLE" as const, targetIdentifiers: [code], resources };
    await access.authorize([entry]);
    const answer = await own.call("getAuthorizedResources", { namespace: "default" });
    return [at(answer, "data", "list", "0", "resourceCode"), resource];
  }),
  list_applications: row("getAccessibleApps", async (world) => {
    const { own } = await signedIn(world);
    const answer = await own.call("getAccessibleApps");
    return [at(answer, "data", "0", "appId"), world.pool.app.appId];
  }),
  check_password_strength: row("validatePassword", async ({ vendor, pool }) => {
    const client = await vendor.authentication(pool);
    const answer = await client.call("validatePassword", { password: "123456" });
    return [at(answer, "data"), { valid: true }];
  }),
  list_orgs: departments,
  list_departments: departments,
  list_roles: roles,
  has_role: roles,
  is_user_exists: row("isUserExists", async ({ vendor, pool }) => {
    const { email } = await pool.person();
    const admin = await vendor.management(pool);
    return [at(await admin.call("isUserExists", { email }), "data", "exists"), true];
  }),
  validate_ticket_v2: row("validateTicketV2", async ({ vendor, pool }) => {
    const { username, user } = await pool.person();
    const client = await vendor.authentication(pool, { protocol: "cas" });
    const { url } = (await client.call("buildAuthorizeUrl", { service: CALLBACK })) as {
      url: string;
    };
    const ticket = (await pool.hosted(url, username)).searchParams.get("ticket");
    const answer = await client.call("validateTicketV2", { ticket, service: CALLBACK });
    return [at(answer, "serviceResponse", "authenticationSuccess", "user"), user.userId];
  }),
  get_access_token_by_code: byCode,
  build_authorize_url: byCode,
  "users.list": list,
  list_users: list,
  get_user: row("getUser", async ({ vendor, pool }) => {
    const { user } = await pool.person();
    const admin = await vendor.management(pool);
    const found = await admin.call("getUser", { userId: user.userId });
    return [at(found, "data", "username"), user.username];
  }),
  create_role: row("createRole", async ({ vendor, pool }) => {
    const code = `admin-${pool.phone()}`;
    const admin = await vendor.management(pool);
    const made = await admin.call("createRole", { code, description: "管理员" });
    return [at(made, "data", "code"), code];
  }),
  "udf.set": row("setCustomFields", async ({ vendor, pool }) => {
    const field = { targetType: "USER", key: "school", dataType: "STRING", label: "学校" };
    const admin = await vendor.management(pool);
    const made = await admin.call("setCustomFields", { list: [field] });
    return [at(made, "data", "0", "label"), "学校"];
  }),
};

/** What no current client of the vendor's does. */
export const NONE = ["link_account", "track_session"];
