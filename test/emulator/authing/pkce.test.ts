import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { TestPool } from "./pool";

const CALLBACK = "https://ci.acme.example/callback";
const VERIFIER = "v-._~".repeat(9).slice(0, 43);
const S256 = createHash("sha256").update(VERIFIER).digest("base64url");

describe("the challenge of a hosted login (RFC 7636)", function () {
  // Every server makes itself a key pair, and every sign-in derives a key.
  this.timeout(60_000);
  let pool: TestPool;
  const apps: Record<string, { id: string; secret: string }> = {};

  before(async () => {
    pool = await TestPool.start();
    const password = "pw-1234567";
    await pool.client.createUser({ username: "ada", password });
    for (const [name, oidcConfig] of Object.entries({
      web: {},
      spa: { token_endpoint_auth_method: "none" },
    })) {
      const { data } = await pool.client.createApplication({
        ...{ appName: name, appIdentifier: name, redirectUris: [CALLBACK], oidcConfig },
      });
      const kept = await pool.client.getApplicationSecret({ appId: data.appId });
      apps[name] = { id: data.appId, secret: kept.data.secret };
    }
  });
  after(() => pool.close());

  const asking = (app: string, more: Record<string, string>) =>
    new URLSearchParams({
      ...{ client_id: apps[app]?.id ?? "", redirect_uri: CALLBACK, state: "s&1" },
      ...{ response_type: "code", scope: "openid", ...more },
    });

  /** What the browser brings back to the app. */
  async function cameBack(app: string, more: Record<string, string> = {}) {
    const body = asking(app, { account: "ada", password: "pw-1234567", ...more });
    const url = `${pool.server.url}/oidc/auth`;
    const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
    return Object.fromEntries(new URL(answer.headers.get("location") ?? "").searchParams);
  }

  async function exchanged(app: string, code = "", more: Record<string, string> = {}) {
    const { id = "", secret = "" } = apps[app] ?? {};
    const body = new URLSearchParams({ grant_type: "authorization_code", client_id: id, code });
    if (app === "web") body.set("client_secret", secret);
    for (const [name, value] of Object.entries(more)) body.set(name, value);
    const answer = await fetch(`${pool.server.url}/oidc/token`, { method: "POST", body });
    const { error, access_token } = (await answer.json()) as Record<string, string>;
    return access_token === undefined ? [answer.status, error] : answer.status;
  }

  const challenges: Record<string, Record<string, string>> = {
    S256: { code_challenge: S256, code_challenge_method: "S256" },
    plain: { code_challenge: VERIFIER, code_challenge_method: "plain" },
    "no method, which is plain": { code_challenge: VERIFIER },
  };
  for (const app of ["web", "spa"]) {
    for (const [name, challenge] of Object.entries(challenges)) {
      it(`gives ${app} tokens by ${name} for the right verifier only`, async () => {
        const code = async () => (await cameBack(app, challenge))["code"];
        const refused = [400, "invalid_grant"];
        assert.equal(await exchanged(app, await code(), { code_verifier: VERIFIER }), 200);
        for (const code_verifier of ["", "w".repeat(43), VERIFIER.slice(1), S256]) {
          assert.deepEqual(await exchanged(app, await code(), { code_verifier }), refused);
        }
        assert.deepEqual(await exchanged(app, await code()), refused);
      });
    }
  }

  it("refuses a verifier where no challenge was sent", async () => {
    const code = async () => (await cameBack("web"))["code"];
    const refused = await exchanged("web", await code(), { code_verifier: VERIFIER });
    assert.deepEqual(refused, [400, "invalid_grant"]);
    assert.equal(await exchanged("web", await code()), 200);
  });

  it("ends a code that was shown with a wrong verifier", async () => {
    const { code } = await cameBack("web", challenges["S256"]);
    await exchanged("web", code, { code_verifier: "w".repeat(43) });
    const again = await exchanged("web", code, { code_verifier: VERIFIER });
    assert.deepEqual(again, [400, "invalid_grant"]);
  });

  const wrong: Record<string, [app: string, parameters: Record<string, string>]> = {
    "no challenge of an app without a secret": ["spa", {}],
    "a method without a challenge": ["web", { code_challenge_method: "S256" }],
    "a method that nobody knows": ["web", { code_challenge: S256, code_challenge_method: "S512" }],
    "a challenge that is too short": ["web", { code_challenge: "abc" }],
    "a challenge of other letters": ["web", { code_challenge: `${S256}=` }],
  };
  for (const [name, [app, parameters]] of Object.entries(wrong)) {
    it(`sends the browser back for ${name}, with the state`, async () => {
      const url = `${pool.server.url}/oidc/auth?${asking(app, parameters).toString()}`;
      const page = await fetch(url, { redirect: "manual" });
      assert.equal(page.status, 302);
      const answer = await cameBack(app, parameters);
      assert.deepEqual([answer["error"], answer["state"]], ["invalid_request", "s&1"]);
      assert.equal(answer["code"], undefined);
    });
  }

  it("sends back who refuses", async () => {
    const answer = await cameBack("web", { refuse: "yes" });
    assert.deepEqual([answer["error"], answer["state"]], ["access_denied", "s&1"]);
  });
});
