import assert from "node:assert/strict";
import { inspect } from "node:util";
import { check } from "../../../../provider/adapters/check";
import { user } from "../../../../provider/kinds/user/user";
import type { StackSettings } from "../../../../provider/run/settings";
import { Pool } from "./pool";

const PASSWORD = "S3cret-of-Ada!";
const WITHOUT_KEY: StackSettings = { accessKeyId: undefined, accessKeySecret: undefined };
const refused = (statusCode: number, apiCode: number) => ({
  body: { statusCode, apiCode, message: "拒绝", requestId: "r" },
});

const raised = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => assert.fail("nothing was raised"),
    (thrown: unknown) => thrown,
  );

describe("the access key of an Authing connection", () => {
  let pool: Pool;
  before(async () => (pool = await Pool.start()));
  after(() => pool.close());
  beforeEach(() => (pool.between.fault = () => undefined));

  const firstCheck = async (settings: StackSettings = {}) => {
    const { session } = pool.connect(settings);
    const inputs = { username: "ada", logicalName: "ada" };
    const { failures } = await check(user, () => session, {}, inputs);
    return failures.map(({ reason }) => reason).join();
  };

  it("is told to be wrong at the first check, by its settings", async () => {
    const says = /refused the .*: check identity:accessKeyId and identity:accessKeySecret$/;
    assert.match(await firstCheck({ accessKeySecret: "wr0ng-secret" }), says);
    assert.match(await firstCheck({ accessKeyId: "wrong-key" }), says);
    assert.doesNotMatch(await firstCheck({ accessKeySecret: "wr0ng-secret" }), /wr0ng-secret/);
    assert.equal(await firstCheck(), "");
  });

  it("is told to be copied badly, before any request", () => {
    const says =
      /identity:accessKey(Id|Secret) is invalid: it has white space in it: copy it again/;
    assert.throws(() => pool.connect({ accessKeySecret: "the-\nsecret" }), says);
    assert.throws(() => pool.connect({ accessKeyId: "the key" }), says);
  });

  it("may have the line break of a file behind it", async () => {
    assert.equal(await firstCheck({ accessKeySecret: `${pool.secret}\n` }), "");
  });

  it("may have the names of before", async () => {
    const { accessKeyId: username, accessKeySecret: password } = pool.key;
    assert.equal(await firstCheck({ ...WITHOUT_KEY, username, password }), "");
  });

  it("is not blamed for a wrong clock", async () => {
    pool.between.fault = () => refused(401, 1305);
    assert.match(await firstCheck(), /finds this machine's clock wrong: set it/);
  });

  it("is asked for in place of a token", () => {
    const says = /identity:token is a setting of the backend arkid/;
    assert.throws(() => pool.connect({ token: "t" }), says);
  });

  it("tells another kind of server by its setting", async () => {
    pool.between.fault = () => ({ body: "<html>portal</html>" });
    assert.match(await firstCheck(), /check that identity:url leads to an Authing server/);
  });

  it("surfaces in no error, message or trace, whatever goes wrong", async () => {
    const troubles = [
      { body: "<html>portal</html>" },
      { status: 502, body: "<h1>502</h1>" },
      { status: 400, body: { statusCode: 400, message: "no" } },
      refused(401, 1300),
      refused(403, 1),
      refused(409, 1),
      refused(422, 4004),
      refused(500, 1),
    ];
    for (const trouble of troubles) {
      const { backend, events } = pool.connect();
      pool.between.fault = (request) => (request === "POST create-user" ? trouble : undefined);
      const create = backend.users.create({ username: "ada", password: PASSWORD });
      const error = await raised(create);
      const told = inspect({ error, events }, { depth: 20, showHidden: true });
      for (const secret of [pool.secret, PASSWORD, "x-authing-signature", "authing "]) {
        assert.ok(!told.includes(secret), `${secret} in ${told}`);
      }
    }
  });

  it("surfaces in no error when nobody answers", async () => {
    const closed = await Pool.start();
    const { backend, events } = closed.connect({
      accessKeySecret: "the-closed-secret",
      timeout: "2",
    });
    await closed.close();
    const error = await raised(backend.login());
    const told = inspect({ error, events }, { depth: 20, showHidden: true });
    assert.ok(!told.includes("the-closed-secret"), told);
    assert.match(String(error), /check identity:url/);
  });
});
