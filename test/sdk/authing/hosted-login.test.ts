import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { startServer, type RunningAuthingServer } from "../../../emulator";
import {
  AuthenticationClient,
  InvalidError,
  isLoginError,
  LoginError,
  LoginRefusedError,
  ManagementClient,
  MissingStateError,
  StateMismatchError,
  TokenNonceError,
  UsageError,
  type AuthenticationClientOptions,
  type TokenSet,
} from "../../../sdk/authing";
import { rejection } from "./support";

const COOKIE = "X-Authing-Node-OIDC-State";
const VERIFIER = "v".repeat(43);
const hashed = (verifier: string) => createHash("sha256").update(verifier).digest("base64url");

describe("the hosted login, on the embedded server", function () {
  // The server makes itself a key pair, and every sign-in derives a key.
  this.timeout(60_000);
  let server: RunningAuthingServer;
  let site: http.Server;
  let home: string;
  let web: AuthenticationClientOptions;
  let spa: AuthenticationClientOptions;
  /** The application whose site it is, and what its last callback brought. */
  let client: AuthenticationClient;
  let how: object;
  let came: Promise<TokenSet>;

  before(async () => {
    server = await startServer({ api: "authing" });
    site = http.createServer((request, response) => {
      if (request.url === "/login") return void client.hosted.redirect(response, how);
      response.setHeader("Set-Cookie", "own=1");
      came = client.hosted.handleCallback(request, response);
      came.then(
        () => response.end("in"),
        () => response.end("out"),
      );
    });
    await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
    home = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const { url: host, accessKeyId, accessKeySecret } = server;
    const management = new ManagementClient({ host, accessKeyId, accessKeySecret });
    await management.users.create({ username: "ada", password: "pw-1234567" });
    const made = async (name: string, oidcConfig: object) => {
      const { appId } = await management.applications.create({
        ...{ appName: name, appIdentifier: name, oidcConfig },
        redirectUris: [`${home}/callback`, `${home}/other`],
      });
      return { appId, appSecret: await management.applications.secret(appId), appHost: host };
    };
    const redirectUri = `${home}/callback`;
    web = { ...(await made("web", {})), redirectUri };
    const bare = await made("spa", { token_endpoint_auth_method: "none" });
    const tokenEndPointAuthMethod = "none" as const;
    spa = { ...bare, redirectUri, appSecret: undefined, tokenEndPointAuthMethod };
  });
  after(async () => {
    site.closeAllConnections();
    site.close();
    await server.close();
  });
  beforeEach(() => {
    how = {};
    client = new AuthenticationClient(spa);
  });

  const parametersOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

  /** Fills in the form of the login page and returns where the browser is sent. */
  async function submit(url: string, more: Record<string, string> = {}): Promise<URL> {
    const body = new URLSearchParams(new URL(url).searchParams);
    const filled = { account: "ada", password: "pw-1234567", ...more };
    for (const [name, value] of Object.entries(filled)) body.set(name, value);
    const page = `${server.url}/oidc/auth`;
    const answer = await fetch(page, { method: "POST", body, redirect: "manual" });
    return new URL(answer.headers.get("location") ?? "");
  }

  /** Leaves the site for the login page. */
  async function leave() {
    const { headers } = await fetch(`${home}/login`, { redirect: "manual" });
    const [set = ""] = headers.getSetCookie();
    return { url: headers.get("location") ?? "", set, cookie: set.split(";")[0] ?? "" };
  }

  const comeBack = (url: URL, cookie: string) => fetch(url, { headers: { cookie } });

  for (const name of ["spa", "web"] as const) {
    it(`signs in to ${name} and back, with a challenge where it keeps no secret`, async () => {
      client = new AuthenticationClient({ spa, web }[name]);
      const { url, cookie } = await leave();
      const { code_challenge: challenge, code_challenge_method: method } = parametersOf(url);
      assert.equal(method, name === "spa" ? "S256" : undefined);
      assert.equal(challenge === undefined, name === "web");
      await comeBack(await submit(url), cookie);
      const tokens = await came;
      const { nonce } = parametersOf(url);
      const { sub } = await client.tokens.parseIdToken(tokens.id_token, { nonce });
      assert.equal((await client.tokens.parseAccessToken(tokens.access_token)).sub, sub);
    });
  }

  it("keeps what it must compare in a cookie that no script reads, and forgets it afterwards", async () => {
    const { url, set, cookie } = await leave();
    assert.match(set, /^X-Authing-Node-OIDC-State=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/);
    const text = Buffer.from(cookie.split("=")[1] ?? "", "base64url").toString();
    const kept = JSON.parse(text) as Record<string, string>;
    const { state, nonce, code_challenge: challenge } = parametersOf(url);
    assert.deepEqual([kept["state"], kept["nonce"]], [state, nonce]);
    assert.equal(hashed(kept["codeVerifier"] ?? ""), challenge);
    const { headers } = await comeBack(await submit(url), `other=1; ${cookie}; last=2`);
    await came;
    assert.deepEqual(headers.getSetCookie(), [
      "own=1",
      `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`,
    ]);
  });

  it("makes a challenge for a client with a secret that names a method", async () => {
    client = new AuthenticationClient(web);
    how = { codeChallengeMethod: "S256" };
    const { url, cookie } = await leave();
    assert.ok(parametersOf(url)["code_challenge"]);
    await comeBack(await submit(url), cookie);
    assert.ok((await came).access_token);
  });

  it("comes back to where this sign-in was to, and not to the client's own address", async () => {
    how = { redirectUri: `${home}/other` };
    const { url, cookie } = await leave();
    const back = await submit(url);
    assert.equal(back.pathname, "/other");
    await comeBack(back, cookie);
    assert.ok((await came).access_token);
  });

  it("takes a browser back that left before this client was made", async () => {
    const { url, cookie } = await leave();
    client = new AuthenticationClient(spa);
    await comeBack(await submit(url), cookie);
    assert.ok((await came).access_token);
  });

  it("marks the cookie secure where the browser returns by https", async () => {
    how = { redirectUri: "https://app.example/回" };
    assert.match((await leave()).set, /; Secure$/);
  });

  it("returns all that the caller must keep, which nobody can guess", async () => {
    const first = await client.hosted.authorizeUrl();
    const second = await client.hosted.authorizeUrl();
    for (const name of ["state", "nonce", "codeVerifier"] as const) {
      assert.match(first[name] ?? "", /^[\w-]{43}$/);
      assert.notEqual(first[name], second[name]);
    }
    const back = await submit(first.url);
    assert.equal(back.searchParams.get("state"), first.state);
    const code = back.searchParams.get("code") ?? "";
    const { codeVerifier, nonce } = first;
    const tokens = await client.tokens.byCode(code, { codeVerifier });
    assert.equal((await client.tokens.parseIdToken(tokens.id_token, { nonce })).nonce, nonce);
  });

  it("puts a challenge of the caller's into the address, as S256 unless it says plain", async () => {
    const of = async (asked: object) => {
      const { url, codeVerifier } = await client.hosted.authorizeUrl(asked);
      const { code_challenge, code_challenge_method } = parametersOf(url);
      return [code_challenge, code_challenge_method, codeVerifier];
    };
    const codeChallenge = hashed(VERIFIER);
    assert.deepEqual(await of({ codeChallenge }), [codeChallenge, "S256", undefined]);
    const plain = { codeChallenge: VERIFIER, codeChallengeMethod: "plain" };
    assert.deepEqual(await of(plain), [VERIFIER, "plain", undefined]);
    const [challenge, , verifier] = await of({ codeChallengeMethod: "plain" });
    assert.equal(challenge, verifier);
  });

  it("gives no token without the verifier, or for another", async () => {
    for (const codeVerifier of [undefined, "w".repeat(43)]) {
      const { url } = await client.hosted.authorizeUrl();
      const code = (await submit(url)).searchParams.get("code") ?? "";
      const error = await rejection(client.tokens.byCode(code, { codeVerifier }));
      assert.ok(error instanceof InvalidError);
      assert.match(error.message, /invalid_grant: the code_verifier is/);
    }
  });

  const refused: Record<string, object> = {
    "a challenge that is too short": { codeChallenge: "abc" },
    "a method that there is not": { codeChallenge: VERIFIER, codeChallengeMethod: "S512" },
  };
  for (const [name, asked] of Object.entries(refused)) {
    it(`refuses ${name}`, async () => {
      assert.ok((await rejection(client.hosted.authorizeUrl(asked))) instanceof UsageError);
    });
  }

  it("refuses a challenge under CAS, and one whose verifier a redirect could not keep", async () => {
    const cas = new AuthenticationClient({ ...spa, protocol: "cas" });
    const codeChallenge = hashed(VERIFIER);
    assert.ok((await rejection(cas.hosted.authorizeUrl({ codeChallenge }))) instanceof UsageError);
    assert.equal((await cas.hosted.authorizeUrl()).codeVerifier, undefined);
    const call = client.hosted.redirect({} as never, { codeChallenge });
    assert.ok((await rejection(call)) instanceof UsageError);
  });

  it("makes an address with a state and a challenge under OAuth, too", async () => {
    const oauth = new AuthenticationClient({ ...spa, protocol: "oauth" });
    const { url, state, nonce, codeVerifier } = await oauth.hosted.authorizeUrl();
    const sent = parametersOf(url);
    assert.equal(sent["state"], state);
    assert.equal(sent["code_challenge"], hashed(codeVerifier ?? ""));
    assert.equal(nonce, undefined);
  });

  it("tells that the person refused", async () => {
    const { url, cookie } = await leave();
    await comeBack(await submit(url, { refuse: "yes" }), cookie);
    const error = await rejection(came);
    assert.ok(error instanceof LoginRefusedError);
    assert.deepEqual([error.code, error.description], ["access_denied", "the person refused"]);
  });

  const returns: Record<
    string,
    [kind: typeof LoginError, change: (url: URL, cookie: string) => string]
  > = {
    "without a cookie": [MissingStateError, () => ""],
    "with a cookie that is none of ours": [MissingStateError, () => `${COOKIE}=%%%`],
    "with a cookie that keeps nothing": [MissingStateError, () => `${COOKIE}=bnVsbA`],
    "without a state": [
      MissingStateError,
      (url, cookie) => (url.searchParams.delete("state"), cookie),
    ],
    "with another's state": [
      StateMismatchError,
      (url, cookie) => (url.searchParams.set("state", "other"), cookie),
    ],
    "without a code": [LoginError, (url, cookie) => (url.searchParams.delete("code"), cookie)],
  };
  for (const [name, [kind, change]] of Object.entries(returns)) {
    it(`lets nobody in who comes back ${name}`, async () => {
      const { url, cookie } = await leave();
      const back = await submit(url);
      await comeBack(back, change(back, cookie));
      const error = await rejection(came);
      assert.ok(isLoginError(error));
      assert.equal(error.constructor, kind);
    });
  }

  it("takes no ID token of another sign-in", async () => {
    const { url, cookie } = await leave();
    const back = await submit(url, { nonce: "another" });
    await comeBack(back, cookie);
    assert.ok((await rejection(came)) instanceof TokenNonceError);
  });
});
