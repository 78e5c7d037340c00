import { AuthenticationClient } from "authing-node-sdk";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { TestPool } from "./pool";

const CALLBACK = "https://ci.acme.example/callback";

describe("signing in, by the vendor's client", function () {
  // Every server makes itself a key pair, and every sign-in derives a key.
  this.timeout(60_000);
  let pool: TestPool;
  let app: { appId: string; appSecret: string; appHost: string };
  let userId: string;
  const lines: string[] = [];
  beforeEach(async () => {
    pool = await TestPool.start({ log: (line) => lines.push(line) });
    const { data } = await pool.client.createApplication({
      appName: "CI <1>",
      appIdentifier: "ci",
      redirectUris: [CALLBACK],
    });
    const appSecret = (await pool.client.getApplicationSecret({ appId: data.appId })).data.secret;
    app = { appId: data.appId, appSecret, appHost: pool.server.url };
    const made = await pool.client.createUser({
      username: "ada",
      email: "ada@acme.example",
      phone: "13800000000",
      name: "阿达",
      password: "pw-1234567",
    });
    userId = made.data.userId;
  });
  afterEach(() => pool.close());

  const client = (more: object = {}) => new AuthenticationClient({ ...app, ...more });
  const signedIn = async (scope = "openid profile") => {
    const { data } = await client().signInByUsernamePassword({
      username: "ada",
      password: "pw-1234567",
      options: { scope },
    });
    return { tokens: data, ada: client({ accessToken: data.access_token }) };
  };
  /** The code that was "sent" last. */
  const code = () => /: (\d{6})$/.exec(lines.at(-1) ?? "")?.[1] ?? "";
  const mail = async (email: string, channel: string) => {
    await client().sendEmail({ email, channel: channel as never });
    return code();
  };

  it("takes a username, an email, a phone, or any of them, with the password", async () => {
    const password = "pw-1234567";
    for (const answer of [
      await client().signInByUsernamePassword({ username: "ada", password }),
      await client().signInByEmailPassword({ email: "ADA@acme.example", password }),
      await client().signInByPhonePassword({ phone: "13800000000", password }),
      await client().signInByAccountPassword({ account: "ada@acme.example", password }),
    ]) {
      assert.equal(answer.statusCode, 200);
      const { sub } = await client().parseIDToken(String(answer.data.id_token));
      assert.equal(sub, userId);
      const access = await client().parseAccessToken(String(answer.data.access_token));
      assert.deepEqual([access.sub, access.aud], [userId, app.appId]);
    }
  });

  it("says of an app that its id or secret is wrong, and not that the user's password is", async () => {
    const signIn = async (wrong: object) => {
      const user = { username: "ada", password: "pw-1234567" };
      const { statusCode, message } = await client(wrong).signInByUsernamePassword(user);
      return [statusCode, message];
    };
    assert.deepEqual(await signIn({ appSecret: "wrong" }), [401, "应用密钥错误"]);
    assert.deepEqual(await signIn({ appId: "f".repeat(24) }), [404, "应用不存在"]);
  });

  it("says the same of a wrong password and of nobody", async () => {
    for (const [username, password] of [
      ["ada", "wrong"],
      ["nobody", "pw-1234567"],
    ] as const) {
      const { statusCode, apiCode } = await client().signInByUsernamePassword({
        username,
        password,
      });
      assert.deepEqual([statusCode, apiCode], [400, 2333]);
    }
  });

  it("keeps out who is suspended", async () => {
    await pool.client.updateUser({ userId, status: "Suspended" as never });
    const { statusCode } = await client().signInByUsernamePassword({
      username: "ada",
      password: "pw-1234567",
    });
    assert.equal(statusCode, 403);
  });

  it("takes a code once, for what it was sent for", async () => {
    const email = "ada@acme.example";
    const other = await mail(email, "CHANNEL_REGISTER");
    assert.equal(
      (await client().signInByEmailPassCode({ email, passCode: other })).statusCode,
      400,
    );
    const passCode = await mail(email, "CHANNEL_LOGIN");
    assert.equal((await client().signInByEmailPassCode({ email, passCode })).statusCode, 200);
    assert.equal((await client().signInByEmailPassCode({ email, passCode })).statusCode, 400);
  });

  it("signs up by password and by code", async () => {
    const { data } = await client().signUpByUsernamePassword({
      username: "bob",
      password: "pw-7654321",
      profile: { name: "鲍勃" },
    });
    assert.equal(data.name, "鲍勃");
    const passCode = await mail("carol@acme.example", "CHANNEL_REGISTER");
    const carol = await client().signUpByEmailCode({ email: "carol@acme.example", passCode });
    assert.equal(carol.data.emailVerified, true);
    const again = await client().signUpByUsernamePassword({ username: "bob", password: "x" });
    assert.equal(again.statusCode, 409);
    const inn = await client().signInByUsernamePassword({
      username: "bob",
      password: "pw-7654321",
    });
    assert.equal(inn.statusCode, 200);
  });

  it("shows and changes a profile, but nothing that only a code may change", async () => {
    const { ada } = await signedIn();
    const { data } = await ada.updateProfile({ nickname: "A", customData: { school: "清华" } });
    assert.equal(data.nickname, "A");
    await ada.updateProfile({ email: "other@acme.example", status: "Archived" } as object);
    const own = (await ada.getProfile({ withCustomData: true })).data;
    assert.deepEqual([own.email, own.status], ["ada@acme.example", "Activated"]);
    assert.deepEqual(own.customData, { school: "清华" });
    assert.equal((await client().getProfile({})).statusCode, 401);
  });

  it("changes a password for who knows the old one, or reads a code", async () => {
    const { ada } = await signedIn();
    const change = (oldPassword: string, newPassword: string) =>
      ada.updatePassword({ oldPassword, newPassword });
    assert.equal((await change("wrong", "pw-2")).statusCode, 400);
    assert.equal((await change("pw-1234567", "pw-2")).statusCode, 200);
    const passCode = await mail("ada@acme.example", "CHANNEL_RESET_PASSWORD");
    const { data } = await client().verifyResetPasswordRequest({
      verifyMethod: "EMAIL_PASSCODE",
      emailPassCodePayload: { email: "ada@acme.example", passCode },
    } as never);
    const { passwordResetToken } = data;
    const reset = () => client().resetPassword({ password: "pw-3", passwordResetToken });
    assert.equal((await reset()).statusCode, 200);
    assert.equal((await reset()).statusCode, 400);
    const inn = await client().signInByUsernamePassword({ username: "ada", password: "pw-3" });
    assert.equal(inn.statusCode, 200);
  });

  it("binds, changes and unbinds an email by codes", async () => {
    const { ada } = await signedIn();
    const old = await mail("ada@acme.example", "CHANNEL_UPDATE_EMAIL");
    const fresh = await mail("new@acme.example", "CHANNEL_UPDATE_EMAIL");
    const { data } = await ada.verifyUpdateEmailRequest({
      verifyMethod: "EMAIL_PASSCODE" as never,
      emailPassCodePayload: {
        newEmail: "new@acme.example",
        newEmailPassCode: fresh,
        oldEmail: "ada@acme.example",
        oldEmailPassCode: old,
      },
    });
    await ada.updateEmail({ updateEmailToken: data.updateEmailToken });
    assert.equal((await ada.getProfile({})).data.email, "new@acme.example");
    await ada.unbindEmail({ passCode: await mail("new@acme.example", "CHANNEL_UNBIND_EMAIL") });
    assert.equal((await ada.getProfile({})).data.email, null);
    const passCode = await mail("ada@acme.example", "CHANNEL_BIND_EMAIL");
    await ada.bindEmail({ email: "ada@acme.example", passCode });
    assert.equal((await ada.getProfile({})).data.emailVerified, true);
  });

  it("deletes an account, and its tokens with it", async () => {
    const { ada } = await signedIn();
    const { data } = await ada.verifyDeleteAccountRequest({
      verifyMethod: "PASSWORD",
      passwordPayload: { password: "pw-1234567" },
    } as never);
    await ada.deleteAccount({ deleteAccountToken: data.deleteAccountToken });
    assert.equal((await ada.getProfile({})).statusCode, 401);
    assert.equal((await pool.client.getUser({ userId })).statusCode, 404);
  });

  it("tells whose and how good a token is, and ends it", async () => {
    const { tokens, ada } = await signedIn("openid profile email offline_access");
    const token = String(tokens.access_token);
    const info = (await ada.getUserInfoByAccessToken(token)) as Record<string, unknown>;
    assert.deepEqual(
      [info["sub"], info["name"], info["email"]],
      [userId, "阿达", "ada@acme.example"],
    );
    const introspect = async () =>
      (await client().introspectToken(token)) as unknown as Record<string, unknown>;
    assert.deepEqual([(await introspect())["active"], (await introspect())["sub"]], [true, userId]);
    const renewed = (await client().getNewAccessTokenByRefreshToken(
      String(tokens.refresh_token),
    )) as unknown as Record<string, unknown>;
    assert.ok(renewed["access_token"]);
    await assert.rejects(client().getNewAccessTokenByRefreshToken(String(tokens.refresh_token)));
    await client().revokeToken(token);
    assert.deepEqual(await introspect(), { active: false });
    assert.equal((await ada.getProfile({})).statusCode, 401);
  });

  it("exchanges the code of the hosted login, once, and by its verifier only", async () => {
    const how = client({ redirectUri: CALLBACK });
    const verifier = "v".repeat(43);
    const url = new URL(how.buildAuthorizeUrl({ redirectUri: CALLBACK, state: "s&1" }).url);
    url.searchParams.set(
      "code_challenge",
      createHash("sha256").update(verifier).digest("base64url"),
    );
    url.searchParams.set("code_challenge_method", "S256");
    const page = await (await fetch(url)).text();
    assert.match(page, /<h1>CI &#60;1&#62;<\/h1>/);
    const submit = async (password: string) => {
      const body = new URLSearchParams(url.searchParams);
      body.set("account", "ada");
      body.set("password", password);
      return fetch(`${pool.server.url}/oidc/auth`, { method: "POST", body, redirect: "manual" });
    };
    assert.equal((await submit("wrong")).status, 401);
    const codeOf = async () => {
      const location = new URL((await submit("pw-1234567")).headers.get("location") ?? "");
      assert.equal(location.searchParams.get("state"), "s&1");
      return location.searchParams.get("code") ?? "";
    };
    const exchange = (given: string, codeVerifier: string) =>
      how.getAccessTokenByCode(given, { codeVerifier });
    await assert.rejects(exchange(await codeOf(), "wrong"));
    const given = await codeOf();
    const tokens = (await exchange(given, verifier)) as unknown as { id_token: string };
    assert.equal((await how.parseIDToken(tokens.id_token)).sub, userId);
    await assert.rejects(exchange(given, verifier));
    url.searchParams.set("redirect_uri", "https://evil.example/");
    assert.equal((await fetch(url)).status, 400);
  });

  it("tells who an access token is of, also at the address that the Java client has", async () => {
    const { tokens } = await signedIn();
    for (const path of ["oidc/me", "oidc/me/", "oauth/me/"]) {
      const answer = await fetch(`${pool.server.url}/${path}?access_token=${tokens.access_token}`);
      assert.equal(((await answer.json()) as { sub: string }).sub, userId);
    }
  });

  it("takes a refresh token once, also of two who show it at the same time", async () => {
    const { tokens } = await signedIn("openid offline_access");
    const body = new URLSearchParams({ grant_type: "refresh_token", client_id: app.appId });
    body.set("client_secret", app.appSecret);
    body.set("refresh_token", String(tokens.refresh_token));
    const url = `${pool.server.url}/oidc/token`;
    const answers = await Promise.all([1, 2, 3].map(() => fetch(url, { method: "POST", body })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400]);
  });

  it("sends who signed out to where the app allows, and nowhere else", async () => {
    const bye = "https://ci.acme.example/bye?from=ci";
    const other = await pool.client.createApplication({ appName: "B", appIdentifier: "b" });
    await pool.client.updateApplication({ appId: app.appId, logoutRedirectUris: [bye] });
    const end = async (parameters: Record<string, string>) => {
      const query = new URLSearchParams(parameters);
      const url = `${pool.server.url}/oidc/session/end?${query.toString()}`;
      const answer = await fetch(url, { redirect: "manual" });
      return answer.headers.get("location") ?? answer.status;
    };
    const post_logout_redirect_uri = bye;
    const client_id = app.appId;
    assert.equal(await end({ post_logout_redirect_uri, client_id }), bye);
    assert.equal(await end({ post_logout_redirect_uri, state: "s&1" }), `${bye}&state=s%261`);
    const elsewhere = { post_logout_redirect_uri, client_id: other.data.appId };
    assert.deepEqual(await Promise.all([end(elsewhere), end({}), end({ client_id })]), [
      ...[200, 200, 200],
    ]);
    for (const uri of ["https://evil.example/", `${bye}x`, CALLBACK, "//evil.example", ""]) {
      assert.equal(await end({ client_id, post_logout_redirect_uri: uri }), 200, uri);
    }
  });

  it("keeps the newest 200 tokens of a person for an app, and none that are over", async () => {
    const { db } = pool.server;
    const count = () => db.get<{ n: number }>("SELECT COUNT(*) AS n FROM sessions")?.n;
    const { tokens } = await signedIn();
    const add = `INSERT INTO sessions SELECT hash || ?, kind, app, user, scope, ? FROM sessions LIMIT 1`;
    for (let index = 0; index < 10; index++) db.run(add, `old ${index}`, Date.now() - 1);
    for (let index = 0; index < 250; index++) db.run(add, `new ${index}`, Date.now() + 10_000);
    const { ada } = await signedIn();
    assert.equal(count(), 200);
    assert.equal((await ada.getProfile({})).statusCode, 200);
    const first = client({ accessToken: tokens.access_token });
    assert.equal((await first.getProfile({})).statusCode, 200);
  });

  it("gives an app tokens of its own, but not for a wrong secret", async () => {
    const ask = (accessSecret: string) =>
      client().getAccessTokenByClientCredentials("read", { accessKey: app.appId, accessSecret });
    const tokens = (await ask(app.appSecret)) as Record<string, unknown>;
    assert.equal(tokens["scope"], "read");
    await assert.rejects(ask("wrong"), /401/);
  });
});
