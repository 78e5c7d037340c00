import assert from "node:assert/strict";
import { PASSWORD, SignInPool } from "./sign-in-pool";

type Claims = Record<
  "given_name" | "family_name" | "locale" | "roles" | "extended_fields" | "external_id",
  unknown
>;

describe("the options of a sign-in and a sign-up, at Authing's server", function () {
  this.timeout(60_000);
  let people: SignInPool;
  before(async () => (people = await SignInPool.start()));
  after(() => people.close());

  const find = async (username: string) => {
    const options = { userIdType: "username" as const, withCustomData: true };
    return (await people.pool.client.getUser({ userId: username, ...options })).data;
  };
  const register = { options: { autoRegister: true } };
  const up = (more: object) => ({ context: undefined, ...more });

  it("make who is not there by autoRegister, by a username, an email or a phone", async () => {
    const client = people.client();
    const password = "new-1234567";
    for (const make of [
      () => client.signInByUsernamePassword({ username: "new", password, ...register }),
      () => client.signInByEmailPassword({ email: "New@acme.example", password, ...register }),
      () => client.signInByPhonePassword({ phone: "13900000000", password, ...register }),
    ]) {
      const answer = await make();
      assert.equal(answer.statusCode, 200);
      const access = { accessToken: answer.data.access_token };
      assert.equal((await people.client(access).getProfile({})).statusCode, 200);
      assert.equal((await make()).data.scope, answer.data.scope);
    }
    const { totalCount } = (await people.pool.client.listUsers({})).data;
    assert.equal(totalCount, 3);
  });

  it("register nobody without autoRegister, nor over who is there with another password", async () => {
    await people.person("ada");
    const options = { autoRegister: true };
    assert.equal((await people.signIn("ada", "wrong", options)).statusCode, 400);
    assert.equal((await people.signIn("nobody", PASSWORD)).statusCode, 400);
    assert.equal((await people.signIn("ada", PASSWORD)).statusCode, 200);
    assert.equal(
      (await people.pool.client.isUserExists({ username: "nobody" })).data.exists,
      false,
    );
  });

  it("register one person where two sign in for the first time at once", async () => {
    const options = { autoRegister: true };
    const both = [
      people.signIn("twin", PASSWORD, options),
      people.signIn("twin", PASSWORD, options),
    ];
    const codes = (await Promise.all(both)).map(({ statusCode }) => statusCode);
    assert.deepEqual(codes, [200, 200]);
  });

  it("refuse to register by an account that may be anything, and by what is no email", async () => {
    const client = people.client();
    const account = await client.signInByAccountPassword({
      ...{ account: "someone", password: PASSWORD },
      ...register,
    });
    assert.equal(account.statusCode, 400);
    assert.match(account.message, /autoRegister/);
    const email = await client.signInByEmailPassword({
      ...{ email: "no email", password: PASSWORD },
      ...register,
    });
    assert.deepEqual([email.statusCode, email.message], [400, "参数 email 格式错误"]);
  });

  it("keep custom data over what there was, and the person's own address", async () => {
    await people.person("grace", { customData: { source: "old", floor: 3 } });
    await people.signIn("grace", PASSWORD, {
      ...{ customData: { source: "google" }, clientIp: "203.0.113.7" },
      ...{ context: { campaign: "x" }, captchaCode: "xj72" },
    });
    const grace = await find("grace");
    assert.deepEqual(grace.customData, { source: "google", floor: 3 });
    assert.equal(grace.lastIp, "203.0.113.7");
    await people.signIn("grace", PASSWORD);
    assert.equal((await find("grace")).lastIp, "127.0.0.1");
  });

  it("refuse custom data that is too long and a tenant, in words", async () => {
    await people.person("mary");
    const long = { customData: { note: "x".repeat(2000) } };
    assert.match((await people.signIn("mary", PASSWORD, long)).message, /1024/);
    const tenant = await people.signIn("mary", PASSWORD, { tenantId: "t" });
    assert.deepEqual(
      [tenant.statusCode, tenant.message],
      [400, "tenantId is not served here: there are no tenants"],
    );
  });

  it("tell in the id token what each scope is for", async () => {
    const userId = await people.person("lin", {
      ...{ givenName: "Lin", locale: "zh-CN", externalId: "e-1", customData: { floor: 3 } },
    });
    await people.pool.client.createRole({ code: "pilot" });
    await people.pool.client.assignRole({
      code: "pilot",
      targets: [{ targetType: "USER" as never, targetIdentifier: userId }],
    });
    const claims = async (scope: string) => {
      const { data } = await people.signIn("lin", PASSWORD, { scope });
      return (await people.client().parseIDToken(String(data.id_token))) as unknown as Claims;
    };
    const all = await claims("openid profile roles extended_fields external_id tenant_id");
    const { given_name, family_name, locale, roles, extended_fields, external_id } = all;
    assert.deepEqual(
      { given_name, family_name, locale, roles, extended_fields, external_id },
      {
        ...{ given_name: "Lin", family_name: null, locale: "zh-CN", roles: ["pilot"] },
        ...{ extended_fields: { floor: 3 }, external_id: "e-1" },
      },
    );
    const few = await claims("openid");
    assert.deepEqual([few.roles, few.given_name], [undefined, undefined]);
  });

  it("keep the context of a sign-up as custom data, and the address it came from", async () => {
    await people.client().signUpByUsernamePassword({
      ...{ username: "joan", password: PASSWORD },
      profile: { nickname: "小琼", customData: { source: "profile" } },
      options: up({ context: { source: "context", campaign: "spring" }, clientIp: "203.0.113.8" }),
    });
    const joan = await find("joan");
    assert.deepEqual(joan.customData, { source: "profile", campaign: "spring" });
    assert.deepEqual([joan.nickname, joan.lastIp], ["小琼", "203.0.113.8"]);
  });

  it("take a second address at a sign-up with the code that was sent to it only", async () => {
    const profile = { email: "kate@acme.example" };
    const signUp = (options: object) =>
      people.client().signUpByUsernamePassword({
        ...{ username: "kate", password: PASSWORD, profile, options: up(options) },
      });
    const without = await signUp({});
    assert.equal(without.statusCode, 400);
    assert.match(without.message, /options\.emailPassCodeForInformationCompletion/);
    const code = await people.mail(profile.email, "CHANNEL_COMPLETE_EMAIL");
    const made = await signUp({ emailPassCodeForInformationCompletion: code });
    assert.equal(made.data.email, profile.email);
  });

  it("let nobody say of themselves at a sign-up that they are verified, or active", async () => {
    await people.client().signUpByUsernamePassword({
      ...{ username: "eve", password: PASSWORD },
      profile: { emailVerified: true, phoneVerified: true, status: "Archived" },
    } as never);
    const { emailVerified, phoneVerified, status } = await find("eve");
    assert.deepEqual([emailVerified, phoneVerified, status], [false, false, "Activated"]);
  });
});
