import assert from "node:assert/strict";
import { TestPool } from "./authing/pool";
import { TestServer, send } from "./client";

describe("guessing a password", function () {
  this.timeout(30_000);
  const WRONG = Array.from({ length: 10 }, (_, index) => `guess ${index}`);
  let now = Date.now();
  const clock = () => now;

  describe("on ArkID's server", () => {
    let server: TestServer;
    beforeEach(async () => {
      server = await TestServer.start({ clock });
      await server.user("grace");
    });
    afterEach(() => server.close());

    const login = (username: string, password: string) =>
      send(server.server.url, "POST", "ucenter/login/", { username, password }, "");
    const changePassword = (old_password: string) => {
      const body = { username: "grace", old_password, new_password: "pw-2" };
      return send(server.server.url, "PUT", "ucenter/password/", body, "");
    };

    it("is answered 429 after ten wrong ones, for that account alone, and told how long", async () => {
      for (const guess of WRONG) assert.equal((await login("grace", guess)).status, 400);
      const refused = await login("grace", "pw123456");
      assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "1"]);
      assert.equal((await login("admin", "admin")).status, 200);
      now += 1000;
      assert.equal((await login("grace", "pw123456")).status, 200);
    });

    it("is slowed down where a password is changed, too", async () => {
      for (const guess of WRONG) assert.equal((await changePassword(guess)).status, 400);
      assert.equal((await changePassword("pw123456")).status, 429);
      assert.equal((await login("grace", "pw123456")).status, 429);
      now += 1000;
      assert.equal((await changePassword("pw123456")).status, 200);
    });
  });

  describe("on Authing's server", () => {
    let pool: TestPool;
    let appId: string;
    beforeEach(async () => {
      pool = await TestPool.start({ clock });
      const app = { appName: "CI", appIdentifier: "ci", redirectUris: ["https://ci.example/cb"] };
      appId = (await pool.client.createApplication(app)).data.appId;
      const password = "pw-1234567";
      await pool.client.createUser({ username: "grace", email: "g@acme.example", password });
      await pool.client.createUser({ username: "陈静", password });
    });
    afterEach(() => pool.close());

    const signIn = async (account: string, password: string) => {
      const body = { connection: "PASSWORD", passwordPayload: { account, password } };
      const headers = { "x-authing-app-id": appId };
      return (await pool.send("POST", "signin", { body, headers })).statusCode;
    };
    const hostedLogin = async (password: string) => {
      const redirect_uri = "https://ci.example/cb";
      const body = new URLSearchParams({
        client_id: appId,
        redirect_uri,
        account: "grace",
        password,
      });
      const init = { method: "POST", body, redirect: "manual" } as const;
      return (await fetch(`${pool.server.url}/oidc/auth`, init)).status;
    };

    it("is answered 429 after ten wrong ones, by whatever name and door, for that account alone", async () => {
      for (const [index, guess] of WRONG.entries()) {
        assert.equal(await signIn(index % 2 ? "grace" : "G@acme.example", guess), 400);
      }
      assert.equal(await signIn("grace", "pw-1234567"), 429);
      assert.equal(await hostedLogin("pw-1234567"), 429);
      assert.equal(await signIn("陈静", "pw-1234567"), 200);
      now += 1000;
      assert.equal(await hostedLogin("pw-1234567"), 302);
      assert.equal(await signIn("grace", "pw-1234567"), 200);
    });

    it("is no way in for who is suspended, nor through the hosted login", async () => {
      const { data } = await pool.client.getUser({
        userId: "grace",
        userIdType: "username",
      });
      await pool.client.updateUser({ userId: data.userId, status: "Suspended" as never });
      assert.equal(await hostedLogin("pw-1234567"), 403);
      assert.equal(await hostedLogin("wrong"), 401);
    });
  });
});
