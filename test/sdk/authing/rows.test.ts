import assert from "node:assert/strict";
import * as documents from "./documents";
import { InvalidError, NotFoundError } from "../../../sdk/authing";
import { EmbeddedPool, PASSWORD } from "./embedded-pool";
import { AUTHENTICATION, MANAGEMENT } from "./rows";
import { rejection } from "./support";

describe("Authing's documents, row by row on the embedded server", function () {
  // Every sign-in derives a key.
  this.timeout(60_000);
  let pool: EmbeddedPool;
  before(async () => (pool = await EmbeddedPool.start()));
  after(() => pool.close());

  it("are called whole", () => {
    assert.deepEqual(Object.keys(AUTHENTICATION).toSorted(), documents.AUTHENTICATION.toSorted());
    assert.deepEqual(Object.keys(MANAGEMENT).toSorted(), documents.MANAGEMENT.toSorted());
  });

  it("take a number from outside of China wherever they take a phone", async () => {
    const [first, second] = [pool.phone(), pool.phone()];
    const abroad = { phoneCountryCode: "+49" };
    const codeOf = (phone: string, channel: Parameters<typeof pool.sms>[1]) =>
      pool.sms(phone, channel, "+49");
    const { signUp, passwords, signIn, profile, bindings } = pool.client();
    await signUp.byPhoneCode(first, await codeOf(first, "CHANNEL_REGISTER"), abroad);
    const reset = await codeOf(first, "CHANNEL_RESET_PASSWORD");
    await passwords.resetByPhoneCode(first, reset, PASSWORD, abroad);
    await signIn.byPhone(first, PASSWORD, abroad);
    await bindings.updatePhone({
      ...{ to: second, passCode: await codeOf(second, "CHANNEL_BIND_PHONE"), ...abroad },
      ...{ from: first, fromPassCode: await codeOf(first, "CHANNEL_BIND_PHONE") },
      fromPhoneCountryCode: "+49",
    });
    await profile.update({ username: pool.name() });
    await bindings.unbindPhone(await codeOf(second, "CHANNEL_UNBIND_PHONE"));
    await bindings.bindPhone(first, await codeOf(first, "CHANNEL_BIND_PHONE"), abroad);
    await signIn.byPhoneCode(first, await codeOf(first, "CHANNEL_LOGIN"), abroad);
    const own = await profile.get();
    assert.deepEqual([own.phone, own.phoneCountryCode], [first, "+49"]);
    const { users } = pool.admin;
    assert.equal(await users.exists({ phone: first, ...abroad }), true);
    assert.equal(await users.exists({ phone: first, phoneCountryCode: "+86" }), false);
  });

  it("take the code of a number abroad for no number of China's", async () => {
    const phone = pool.phone();
    const passCode = await pool.sms(phone, "CHANNEL_LOGIN", "+49");
    const error = await rejection(pool.client().signIn.byPhoneCode(phone, passCode));
    assert.ok(error instanceof InvalidError);
  });

  it("make nobody of a phone's code where that is not wanted", async () => {
    const phone = pool.phone();
    const passCode = await pool.sms(phone, "CHANNEL_LOGIN");
    const how = { autoRegister: false };
    const error = await rejection(pool.client().signIn.byPhoneCode(phone, passCode, how));
    assert.ok(error instanceof NotFoundError);
  });

  for (const [name, row] of Object.entries({ ...AUTHENTICATION, ...MANAGEMENT })) {
    it(`${name} gives what its document says`, async () => {
      const [came, documented] = await row(pool);
      assert.deepEqual(came, documented);
    });
  }
});
