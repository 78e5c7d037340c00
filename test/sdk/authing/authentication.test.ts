import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
  AuthenticationClient,
  ForbiddenError,
  InvalidError,
  ServerError,
  StateMismatchError,
  TokenError,
  UnauthorizedError,
  UnexpectedResponseError,
  UsageError,
  type AuthenticationClientOptions,
} from "../../../sdk/authing";
import { loopback, type Answer, type Loopback } from "../loopback";
import { failed, ok, pathOf, rejection, SECRET } from "./support";

describe("Authing's authentication client", () => {
  let server: Loopback;
  const client = (options: Partial<AuthenticationClientOptions> = {}) =>
    new AuthenticationClient({
      ...{ appId: "app", appSecret: SECRET, appHost: server.url },
      ...{ sleep: () => Promise.resolve(), ...options },
    });
  const tokens = { access_token: "at-s3cret", token_type: "Bearer", expires_in: 60 };

  before(async () => (server = await loopback(() => ok({}))));
  after(() => server.close());
  beforeEach(() => {
    server.met.length = 0;
    server.answer = () => ok({});
  });

  it("signs in by each credential with what the user gave", async () => {
    server.answer = () => ok(tokens);
    const signIn = client().signIn;
    assert.equal((await signIn.byUsername("阿达", "密码")).access_token, tokens.access_token);
    await signIn.byPhoneCode("18800000000", "1234", { autoRegister: true, clientIp: "1.2.3.4" });
    await signIn.byLdap("阿达", "密码");
    const bodies = server.met.map(({ body }) => body as Record<string, unknown>);
    assert.deepEqual(
      bodies.map(({ connection, options }) => [connection, options]),
      [
        ["PASSWORD", undefined],
        ["PASSCODE", { autoRegister: true, clientIp: "1.2.3.4" }],
        ["LDAP", undefined],
      ],
    );
    assert.deepEqual(bodies[0]?.["passwordPayload"], { password: "密码", username: "阿达" });
  });

  it("goes on as the user whose token it is given, and forgets it on logout", async () => {
    const own = client();
    await own.profile.get();
    own.setAccessToken("token-1");
    await own.profile.get();
    server.answer = () => ({ text: "" });
    await own.logout();
    server.answer = () => ok({});
    await own.profile.get();
    const sent = server.met.map(({ headers }) => headers["authorization"]);
    assert.deepEqual(sent, [undefined, "token-1", "token-1", undefined]);
    server.met.length = 0;
    await own.logout();
    assert.equal(server.met.length, 0);
  });

  it("goes on as who signs in, until they sign out", async () => {
    const own = client();
    server.answer = () => ok({ ...tokens, refresh_token: "rt" });
    await own.signIn.byUsername("阿达", "密码");
    await own.profile.get();
    server.answer = () => ({ body: { ...tokens, access_token: "at-2", refresh_token: "rt-2" } });
    await own.tokens.refresh();
    server.answer = () => ok({});
    await own.profile.get();
    server.met.length = 0;
    server.answer = () => ({ text: "" });
    await own.logout();
    const revoked = server.met.map(({ body }) => new URLSearchParams(String(body)).get("token"));
    assert.equal(server.met.length, 2, String(revoked));
    server.answer = () => ok({});
    await own.profile.get();
    assert.equal(server.met.at(-1)?.headers["authorization"], undefined);
  });

  it("keeps its own user where somebody else's token is renewed, or nobody signs in", async () => {
    const own = client({ accessToken: "token-1" });
    server.answer = () => ({ body: tokens });
    await own.tokens.refresh("somebody's");
    server.answer = () => ok({});
    await own.signIn.byUsername("阿达", "密码");
    await own.profile.get();
    assert.equal(server.met.at(-1)?.headers["authorization"], "token-1");
  });

  it("says what is missing to renew a token, and what a profile can't change", async () => {
    const { tokens: own, profile } = client();
    for (const [call, words] of [
      [() => own.refresh(), /^there is no refresh token: sign in with the scope offline_access/],
      [() => own.refresh(""), /^refreshToken must be given/],
      [() => profile.update({ phone: "1" } as object), /can't change phone; use bindings.updatePh/],
      [() => profile.update({ email: "a" } as object), /can't change email; use bindings.updateEm/],
      [() => profile.update({ password: "a" } as object), /password; use passwords.update$/],
      [() => profile.removeCustomData(""), /^key must be given/],
    ] as const) {
      const error = await rejection(call());
      assert.ok(error instanceof UsageError);
      assert.match(error.message, words);
    }
    assert.equal(server.met.length, 0);
  });

  it("proves the application where the vendor's wrappers do not", async () => {
    server.answer = () => ok(tokens);
    const proofs = async (
      tokenEndPointAuthMethod: "client_secret_post" | "client_secret_basic",
    ) => {
      server.met.length = 0;
      const { signIn } = client({ tokenEndPointAuthMethod });
      await signIn.byPhone("18800000000", "密码");
      await signIn.byWechat("wechat-1", "code");
      return server.met.map(({ body, headers }) => [
        (body as Record<string, unknown>)["client_secret"],
        Boolean(headers["authorization"]?.startsWith("Basic ")),
      ]);
    };
    const [post, basic] = [
      [SECRET, false],
      [undefined, true],
    ];
    assert.deepEqual(await proofs("client_secret_post"), [post, post]);
    assert.deepEqual(await proofs("client_secret_basic"), [basic, basic]);
  });

  it("says its language, which the vendor's forgets", async () => {
    await client({ lang: "zh-TW" }).profile.get();
    assert.equal(server.met[0]?.headers["x-authing-lang"], "zh-TW");
  });

  it("meets a refused sign-in as an error", async () => {
    server.answer = () => failed(401, "账号或密码错误", { apiCode: 2333 });
    const error = await rejection(client().signIn.byEmail("a@b.example", "wrong"));
    assert.ok(error instanceof UnauthorizedError);
    assert.equal(error.apiCode, 2333);
    assert.equal(server.met.length, 1);
  });

  it("exchanges a code by each method of proof", async () => {
    server.answer = () => ({ body: tokens });
    for (const method of ["client_secret_post", "client_secret_basic", "none"] as const) {
      const own = client({ tokenEndPointAuthMethod: method });
      assert.equal((await own.tokens.byCode("c")).access_token, tokens.access_token);
      assert.equal((await own.tokens.refresh("r")).access_token, tokens.access_token);
    }
    assert.deepEqual(new Set(server.met.map(pathOf)), new Set(["/oidc/token"]));
    const basic = `Basic ${Buffer.from(`app:${SECRET}`).toString("base64")}`;
    assert.equal(server.met.filter(({ headers }) => headers["authorization"] === basic).length, 2);
  });

  it("tells what OIDC says of a wrong code", async () => {
    const body = { error: "invalid_grant", error_description: "授权码无效" };
    server.answer = () => ({ status: 400, body });
    const error = await rejection(client().tokens.byCode("c"));
    assert.ok(error instanceof InvalidError);
    assert.match(error.message, /POST \/oidc\/token answered 400: invalid_grant: 授权码无效/);
  });

  it("meets an envelope with a failure also where answers are bare", async () => {
    server.answer = () => failed(403, "应用已禁用");
    const error = await rejection(client().tokens.byCode("c"));
    assert.ok(error instanceof ForbiddenError);
    assert.match(error.message, /应用已禁用/);
  });

  it("knows a page of HTML for none of OIDC's answers", async () => {
    server.answer = () => ({ text: "<!DOCTYPE html><title>门户</title>" });
    const error = await rejection(client().tokens.byCode("c"));
    assert.ok(error instanceof UnexpectedResponseError);
    assert.equal(error.problem, "the body is a page of HTML");
  });

  it("gives a ticket's XML as it is", async () => {
    const text = "<cas:serviceResponse/>";
    server.answer = () => ({ text });
    assert.equal(await client().tokens.validateTicketV2("t", "http://s.example", "XML"), text);
  });

  it("changes an email by two requests", async () => {
    server.answer = (met) =>
      ok(pathOf(met).includes("verify") ? { updateEmailToken: "t" } : { success: true });
    await client().bindings.updateEmail({ to: "新@b.example", passCode: "1" });
    assert.deepEqual(
      server.met.map(({ body }) => body),
      [
        {
          verifyMethod: "EMAIL_PASSCODE",
          emailPassCodePayload: { newEmail: "新@b.example", newEmailPassCode: "1" },
        },
        { updateEmailToken: "t" },
      ],
    );
  });

  it("resets no password where the code is wrong", async () => {
    server.answer = () => failed(400, "验证码错误");
    await rejection(client().passwords.resetByPhoneCode("1", "0", "新密码"));
    assert.equal(server.met.length, 1);
  });

  it("knows the user's roles, and organizations by their departments", async () => {
    server.answer = (met) =>
      pathOf(met).endsWith("get-my-role-list")
        ? ok([{ code: "管理员" }])
        : ok({
            totalCount: 3,
            list: ["甲", "乙", "甲"].map((organizationCode) => ({ organizationCode })),
          });
    assert.ok(await client().belongings.hasRole("管理员"));
    assert.ok(!(await client().belongings.hasRole("访客")));
    assert.deepEqual(await client().belongings.organizations(), ["甲", "乙"]);
  });

  it("gives lists as lists, whether the server puts them into a page or not", async () => {
    const list = [{ code: "管理员" }, { code: "访客" }];
    const { belongings } = client();
    for (const data of [list, { totalCount: 2, list }]) {
      server.answer = () => ok(data);
      assert.ok(await belongings.hasRole("访客"));
      assert.ok(!(await belongings.hasRole("别人")));
      for (const given of [
        await belongings.roles(),
        await belongings.groups(),
        await belongings.resources(),
        await belongings.applications(),
      ]) {
        assert.deepEqual(given, list);
      }
    }
  });

  it("takes a page without a list for an empty one", async () => {
    for (const data of [{ totalCount: 0 }, { totalCount: 0, list: null }, null]) {
      server.answer = () => ok(data);
      assert.deepEqual(await client().belongings.roles(), []);
      assert.ok(!(await client().belongings.hasRole("访客")));
    }
  });

  describe("with the hosted login page", () => {
    it("makes an address, sending nothing", async () => {
      const redirectUri = "https://app.example/回";
      const { url, state } = await client({ redirectUri }).hosted.authorizeUrl({ scope: "openid" });
      const { origin, pathname, searchParams } = new URL(url);
      assert.deepEqual([origin, pathname], [server.url, "/oidc/auth"]);
      assert.equal(searchParams.get("redirect_uri"), redirectUri);
      assert.equal(searchParams.get("scope"), "openid");
      assert.equal(searchParams.get("state"), state);
      assert.equal(server.met.length, 0);
    });

    it("makes one to log out by under each protocol", async () => {
      for (const protocol of ["oidc", "cas", "oauth", "saml"] as const) {
        const url = await client({ protocol }).hosted.logoutUrl();
        assert.ok(url.startsWith(server.url), url);
      }
    });

    it("makes a verifier and its digest", async () => {
      const { codeVerifier, codeChallenge } = await client().hosted.codeChallenge();
      assert.ok(codeVerifier.length >= 43);
      assert.notEqual(codeChallenge, codeVerifier);
    });

    it("refuses a return whose state is another's", async () => {
      const cookie = Buffer.from('{"state":"mine"}').toString("base64url");
      const request = {
        url: "/callback?code=c&state=other",
        headers: { cookie: `X-Authing-Node-OIDC-State=${cookie}` },
      };
      const response = { setHeader: () => undefined };
      const call = client().hosted.handleCallback(request as never, response as never);
      assert.ok((await rejection(call)) instanceof StateMismatchError);
      assert.equal(server.met.length, 0);
    });

    it("takes nothing for an ID token that is none", async () => {
      server.answer = () => ({ body: { ...tokens, id_token: "no JWT" } });
      const kept = Buffer.from('{"state":"s","nonce":"n"}').toString("base64url");
      const request = {
        url: "/callback?code=c&state=s",
        headers: { cookie: `X-Authing-Node-OIDC-State=${kept}` },
      };
      const response = { setHeader: () => undefined };
      const call = client().hosted.handleCallback(request as never, response as never);
      assert.ok((await rejection(call)) instanceof TokenError);
    });
  });

  it("refuses what its protocol has not, before any request", async () => {
    const call = client({ protocol: "saml" }).tokens.byCode("c");
    assert.ok((await rejection(call)) instanceof UsageError);
    assert.equal(server.met.length, 0);
  });

  it("refuses a code that is empty or was copied badly, before any request", async () => {
    for (const code of ["", " ", "c\n", " c", "c\nd"]) {
      for (const call of [
        client().tokens.byCode(code),
        client().signIn.byEmailCode("ada@acme.example", code),
        client().signIn.byPhoneCode("13800000000", code),
      ]) {
        const error = await rejection(call);
        assert.ok(error instanceof UsageError);
        assert.match(error.message, /^(code|passCode) (must be given|has white space around it)/);
      }
    }
    assert.equal(server.met.length, 0);
  });

  for (const wrong of [
    { appId: "" },
    { appId: "app\n" },
    { appSecret: " secret" },
    { appHost: "" },
    { appSecret: undefined },
    { scope: "profile" },
    { timeout: -5 },
  ]) {
    it(`refuses ${inspect(wrong)} at once`, () => {
      assert.throws(() => client(wrong), UsageError);
    });
  }

  const bad: Record<string, Answer> = {
    "a refusal": failed(401, "拒绝"),
    "a gateway's page": { status: 502, text: "<html>" },
    "a broken connection": { hangUp: true },
    silence: { silence: true },
  };
  for (const [name, answer] of Object.entries(bad)) {
    it(`leaves no credential in the error of ${name}`, async () => {
      server.answer = () => answer;
      const [password, accessToken] = ["p-秘密", "at-s3cret"];
      const own = client({ retry: false, timeout: 0.1, accessToken });
      for (const call of [
        own.signIn.byUsername("阿达", password),
        own.profile.get(),
        own.tokens.byCode("code-秘密"),
        own.tokens.userInfo(accessToken),
        own.passwords.update(password, password),
      ]) {
        const error = await rejection(call);
        assert.ok(error instanceof Error);
        const shown = `${inspect(error, { depth: 10, showHidden: true })} ${JSON.stringify(error)}`;
        const secrets = [SECRET, password, accessToken, "code-秘密"];
        for (const secret of secrets.flatMap((each) => [each, encodeURIComponent(each)])) {
          assert.ok(!shown.includes(secret), shown);
        }
      }
    });
  }

  it("repeats a read after a failure, and never a sign-in", async () => {
    server.answer = () => ({ status: 503, text: "" });
    const met = (path: string) => server.met.filter((each) => pathOf(each) === path).length;
    const own = client({ retry: { attempts: 3 } });
    assert.ok((await rejection(own.profile.get())) instanceof ServerError);
    assert.equal(met("/api/v3/get-profile"), 3);
    await rejection(own.signIn.byUsername("阿达", "密码"));
    assert.equal(met("/api/v3/signin"), 1);
  });
});
