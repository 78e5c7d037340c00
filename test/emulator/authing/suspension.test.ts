import assert from "node:assert/strict";
import { PASSWORD, SignInPool } from "./sign-in-pool";

describe("who is not active, at each door of Authing's server", function () {
  this.timeout(60_000);
  let people: SignInPool;
  let userId: string;
  let number = 0;
  let username: string;
  before(async () => (people = await SignInPool.start()));
  after(() => people.close());
  beforeEach(async () => {
    username = `ada${++number}`;
    userId = await people.person(username, { email: `${username}@acme.example` });
  });

  const become = (status: string) =>
    people.pool.client.updateUser({ userId, status: status as never });
  const bearer = (access: string) => people.client({ accessToken: access });

  for (const status of ["Suspended", "Resigned", "Archived", "Deactivated"]) {
    it(`keeps out who is ${status}, until they are active again`, async () => {
      const { access_token: token, refresh_token } = await people.tokens(username);
      const code = await people.authorizationCode(username);
      await become(status);

      assert.equal((await people.signIn(username, PASSWORD)).statusCode, 403);
      assert.equal((await people.hostedLogin(username)).status, 403);
      const byCode = await people.oidc("token", { grant_type: "authorization_code", code });
      assert.deepEqual([byCode[0], byCode[1].error], [400, "invalid_grant"]);
      const refresh = { grant_type: "refresh_token", refresh_token };
      const refreshed = await people.oidc("token", refresh);
      assert.deepEqual([refreshed[0], refreshed[1].error], [400, "invalid_grant"]);
      const introspected = await people.oidc("token/introspection", { token });
      assert.deepEqual(introspected, [200, { active: false }]);
      assert.equal((await people.oidc("me", { access_token: token }))[0], 401);
      for (const answer of [
        await bearer(token).getProfile({}),
        await bearer(token).updateProfile({ nickname: "x" }),
        await bearer(token).getRoleList({}),
        await bearer(token).getAccessibleApps(),
        await bearer(token).updatePassword({ newPassword: "n-1234567", oldPassword: PASSWORD }),
      ]) {
        assert.equal(answer.statusCode, 401);
      }

      await become("Activated");
      assert.equal((await people.signIn(username, PASSWORD)).statusCode, 200);
      assert.equal((await bearer(token).getProfile({})).data.username, username);
      assert.equal((await people.oidc("token/introspection", { token }))[1].active, true);
      assert.equal((await people.oidc("token", refresh))[0], 200);
    });
  }

  it("takes neither a code nor a ticket of somebody who was suspended after they got it", async () => {
    const email = `${username}@acme.example`;
    const reset = {
      verifyMethod: "EMAIL_PASSCODE" as never,
      emailPassCodePayload: {
        email,
        passCode: await people.mail(email, "CHANNEL_RESET_PASSWORD"),
      },
    };
    const { data } = await people.client().verifyResetPasswordRequest(reset);
    const { access_token } = await people.tokens(username);
    const passwordPayload = { password: PASSWORD };
    const leaving = await bearer(access_token).verifyDeleteAccountRequest({
      verifyMethod: "PASSWORD" as never,
      passwordPayload,
    });
    const login = await people.mail(email, "CHANNEL_LOGIN");
    await become("Suspended");
    const { passwordResetToken } = data;
    const { deleteAccountToken } = leaving.data;
    const passCode = await people.mail(email, "CHANNEL_RESET_PASSWORD");
    for (const answer of [
      await people.client().resetPassword({ password: "new-1234567", passwordResetToken }),
      await people.client().deleteAccount({ deleteAccountToken }),
      await people.client().verifyResetPasswordRequest({
        ...reset,
        emailPassCodePayload: { email, passCode },
      }),
      await people.client().signInByEmailPassCode({ email, passCode: login }),
    ]) {
      assert.deepEqual([answer.statusCode, answer.message], [403, "账号已停用"]);
    }
  });

  it("knows none of the tokens and codes of who was deleted", async () => {
    const { access_token: token, refresh_token } = await people.tokens(username);
    const code = await people.authorizationCode(username);
    await people.pool.client.deleteUsersBatch({ userIds: [userId] });
    assert.equal((await bearer(token).getProfile({})).statusCode, 401);
    assert.equal((await people.oidc("me", { access_token: token }))[0], 401);
    assert.deepEqual((await people.oidc("token/introspection", { token }))[1], { active: false });
    for (const form of [
      { grant_type: "authorization_code", code },
      { grant_type: "refresh_token", refresh_token },
    ]) {
      const [status, { error }] = await people.oidc("token", form);
      assert.deepEqual([status, error], [400, "invalid_grant"]);
    }
  });

  it("ends for good a token that is revoked while its user is suspended", async () => {
    const { access_token: token } = await people.tokens(username);
    await become("Suspended");
    await people.oidc("token/revocation", { token });
    await become("Activated");
    assert.equal((await bearer(token).getProfile({})).statusCode, 401);
  });
});
