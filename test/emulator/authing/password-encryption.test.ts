import assert from "node:assert/strict";
import { constants, publicEncrypt } from "node:crypto";
import { PASSWORD, SignInPool } from "./sign-in-pool";

const RSA = { passwordEncryptType: "rsa" as never };

describe("passwords that come encrypted, at Authing's server", function () {
  this.timeout(60_000);
  let people: SignInPool;
  let key: string;
  let number = 0;
  before(async () => {
    people = await SignInPool.start();
    key = (await people.client().getSystemInfo()).rsa.publicKey;
  });
  after(() => people.close());

  /** As the vendor's older clients encrypted, by PKCS #1 v1.5. */
  const encrypted = (password: string, padding = constants.RSA_PKCS1_PADDING) =>
    publicEncrypt({ key, padding }, Buffer.from(password)).toString("base64");
  const person = async (more: object = {}) => {
    const username = `ada${++number}`;
    return { username, userId: await people.person(username, more) };
  };
  const comesIn = async (username: string, password: string) =>
    (await people.signIn(username, password)).statusCode === 200;

  it("publishes one key, PEM", async () => {
    assert.match(key, /^-----BEGIN PUBLIC KEY-----\n/);
    assert.equal((await people.client().getSystemInfo()).rsa.publicKey, key);
  });

  it("are the same as in clear at a sign-in, by either padding", async () => {
    const { username } = await person();
    for (const padding of [constants.RSA_PKCS1_PADDING, constants.RSA_PKCS1_OAEP_PADDING]) {
      const { statusCode } = await people.signIn(username, encrypted(PASSWORD, padding), RSA);
      assert.equal(statusCode, 200);
    }
    assert.equal((await people.signIn(username, encrypted("wrong"), RSA)).statusCode, 400);
    assert.ok(!(await comesIn(username, encrypted(PASSWORD))));
  });

  it("are kept by what they say where an administrator sets them, one by one or many", async () => {
    const password = encrypted("新密码-1234567");
    const { client } = people.pool;
    const { username, userId } = await person({ password, options: RSA });
    assert.ok(await comesIn(username, "新密码-1234567"));
    await client.updateUser({ userId, password: encrypted("b-1234567"), options: RSA });
    assert.ok(await comesIn(username, "b-1234567"));
    const list = [{ username: "many", password: encrypted("c-1234567") }];
    await client.createUsersBatch({ list, options: RSA });
    assert.ok(await comesIn("many", "c-1234567"));
    await client.updateUserBatch({
      list: [{ userId, password: encrypted("d-1234567") }],
      options: RSA,
    });
    assert.ok(await comesIn(username, "d-1234567"));
  });

  it("are kept by what they say where people sign up, and change or reset them", async () => {
    const email = "grace@acme.example";
    const username = "grace";
    const up = { ...RSA, context: undefined };
    await people.client().signUpByUsernamePassword({
      username,
      password: encrypted("a-1234567"),
      options: up,
    });
    const access = (await people.signIn(username, "a-1234567")).data.access_token;
    const grace = people.client({ accessToken: access });
    await grace.updatePassword({
      oldPassword: encrypted("a-1234567"),
      newPassword: encrypted("b-1234567"),
      ...RSA,
    });
    assert.ok(await comesIn(username, "b-1234567"));
    await grace.bindEmail({ email, passCode: await people.mail(email, "CHANNEL_BIND_EMAIL") });
    const passCode = await people.mail(email, "CHANNEL_RESET_PASSWORD");
    const { data } = await people.client().verifyResetPasswordRequest({
      verifyMethod: "EMAIL_PASSCODE" as never,
      emailPassCodePayload: { email, passCode },
    });
    const { passwordResetToken } = data;
    const password = encrypted("c-1234567");
    await people.client().resetPassword({ password, passwordResetToken, ...RSA });
    assert.ok(await comesIn(username, "c-1234567"));
    const { statusCode } = await grace.verifyDeleteAccountRequest({
      verifyMethod: "PASSWORD" as never,
      passwordPayload: { password: encrypted("c-1234567"), ...RSA },
    });
    assert.equal(statusCode, 200);
  });

  it("set the password of who signs up by a code", async () => {
    const email = "joan@acme.example";
    const { data } = await people.client().signUpByEmailCode({
      email,
      passCode: await people.mail(email, "CHANNEL_REGISTER"),
      options: { passwordForPhonePassCode: encrypted("j-1234567"), ...RSA, context: undefined },
    });
    assert.equal(data.email, email);
    const signedIn = await people.client().signInByEmailPassword({ email, password: "j-1234567" });
    assert.equal(signedIn.statusCode, 200);
  });

  it("are refused in words where another key encrypted them, and by SM2", async () => {
    const { username } = await person();
    const refused = async (password: string, passwordEncryptType: string) => {
      const client = people.client({ lang: "en-US" });
      const options = { passwordEncryptType: passwordEncryptType as never };
      const { statusCode, message } = await client.signInByUsernamePassword({
        ...{ username, password, options },
      });
      assert.equal(statusCode, 400);
      return message;
    };
    const told = /GET \/api\/v3\/system 的 rsa\.publicKey|GET \/api\/v3\/system tells as rsa/;
    for (const password of [PASSWORD, "AAAA", Buffer.alloc(256, 7).toString("base64")]) {
      assert.match(await refused(password, "rsa"), told);
    }
    assert.match(await refused(encrypted(PASSWORD), "sm2"), /SM2/);
  });
});
