import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type JWTPayload,
} from "jose";
import {
  AbortedError,
  AuthenticationClient,
  IdentityError,
  isTokenError,
  ServerError,
  TokenAudienceError,
  TokenError,
  TokenExpiredError,
  TokenIssuerError,
  TokenNonceError,
  TokenSignatureError,
  UnexpectedResponseError,
  type AuthenticationClientOptions,
} from "../../../sdk/authing";
import { loopback, type Loopback } from "../loopback";
import { rejection, SECRET } from "./support";

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

/** Seconds since 1970, of a clock that stands still. */
const NOW = 1_900_000_000;
const APP = "app-1";

describe("Authing's tokens", () => {
  let server: Loopback;
  let pair: Pair;
  let other: Pair;
  let published: object[];
  let now: number;

  const jwk = async ({ publicKey }: Pair, kid: string) => ({
    ...(await exportJWK(publicKey)),
    ...{ kid, alg: "RS256", use: "sig" },
  });
  const client = (options: Partial<AuthenticationClientOptions> = {}) =>
    new AuthenticationClient({
      ...{ appId: APP, appSecret: SECRET, appHost: server.url, retry: false },
      ...{ now: () => now * 1000, ...options },
    });
  /** What an ID token says; `undefined` takes a claim off. */
  const claims = (changes: Record<string, unknown> = {}): JWTPayload => {
    const usual = { iss: `${server.url}/oidc`, aud: APP, sub: "阿达", iat: NOW, exp: NOW + 60 };
    return JSON.parse(JSON.stringify({ ...usual, ...changes })) as JWTPayload;
  };
  const signed = (changes: Record<string, unknown> = {}, { key = pair, kid = "k1" } = {}) =>
    new SignJWT(claims(changes)).setProtectedHeader({ alg: "RS256", kid }).sign(key.privateKey);
  const withSecret = (changes: Record<string, unknown> = {}, secret = Buffer.from(SECRET)) =>
    new SignJWT(claims(changes)).setProtectedHeader({ alg: "HS256" }).sign(secret);

  before(async () => {
    [pair, other] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
    server = await loopback(() => ({ body: { keys: published } }));
  });
  after(() => server.close());
  beforeEach(async () => {
    now = NOW;
    published = [await jwk(pair, "k1")];
    server.met.length = 0;
    server.answer = () => ({ body: { keys: published } });
  });

  it("returns what an ID token says that a published key or the app's secret has signed", async () => {
    const own = client();
    assert.deepEqual(await own.tokens.parseIdToken(await signed()), claims());
    assert.deepEqual(await own.tokens.parseIdToken(await withSecret()), claims());
    assert.deepEqual(await own.tokens.parseIdToken(await signed({ aud: [APP] })), {
      ...claims({ aud: [APP] }),
    });
  });

  it("asks for no key where the secret has signed", async () => {
    await client().tokens.parseIdToken(await withSecret());
    assert.equal(server.met.length, 0);
  });

  it("compares the nonce where one is given", async () => {
    const token = await signed({ nonce: "n-1" });
    assert.equal((await client().tokens.parseIdToken(token, { nonce: "n-1" })).nonce, "n-1");
    await client().tokens.parseIdToken(token);
    for (const [text, nonce] of [
      [token, "n-2"],
      [await signed(), "n-1"],
      [token, ""],
    ] as const) {
      const error = await rejection(client().tokens.parseIdToken(text, { nonce }));
      assert.ok(error instanceof TokenNonceError);
    }
  });

  it("knows its issuer by any spelling of the host's name", async () => {
    const own = client({ appHost: "HTTPS://Acme.Authing.cn:443/" });
    const token = await withSecret({ iss: "https://acme.authing.cn/oidc" });
    assert.equal((await own.tokens.parseIdToken(token)).sub, "阿达");
  });

  it("takes another issuer and audience where they are named", async () => {
    const token = await signed({ iss: "https://id.acme.example/oidc", aud: "api" });
    const named = { issuer: "https://id.acme.example/oidc", audience: "api" };
    assert.equal((await client().tokens.parseIdToken(token, named)).aud, "api");
  });

  it("bears 30 seconds between its clock and the server's", async () => {
    const own = client();
    const token = await signed({ nbf: NOW });
    for (const good of [NOW - 29, NOW, NOW + 60 + 29]) {
      now = good;
      await own.tokens.parseIdToken(token);
    }
    now = NOW + 60 + 31;
    assert.ok((await rejection(own.tokens.parseIdToken(token))) instanceof TokenExpiredError);
    now = NOW - 31;
    assert.ok((await rejection(own.tokens.parseIdToken(token))) instanceof TokenError);
  });

  const hostile: Record<string, [kind: typeof TokenError, make: () => string | Promise<string>]> = {
    "without a signature": [TokenSignatureError, () => new UnsecuredJWT(claims()).encode()],
    "signed with another secret": [
      TokenSignatureError,
      () => withSecret({}, Buffer.from("another")),
    ],
    "signed with the public key as a secret": [
      TokenSignatureError,
      async () => withSecret({}, Buffer.from(await exportSPKI(pair.publicKey))),
    ],
    "signed with a key that is not published": [
      TokenSignatureError,
      () => signed({}, { key: other, kid: "k9" }),
    ],
    "signed with a key under another's name": [
      TokenSignatureError,
      () => signed({}, { key: other }),
    ],
    "that was changed afterwards": [
      TokenSignatureError,
      async () => {
        const [header, , signature] = (await signed()).split(".");
        const said = Buffer.from(JSON.stringify(claims({ sub: "eve" }))).toString("base64url");
        return `${header}.${said}.${signature}`;
      },
    ],
    "that is over": [TokenExpiredError, () => signed({ exp: NOW - 60 })],
    "that is over since no date": [TokenExpiredError, () => signed({ exp: -1e20 })],
    "whose end is no number": [TokenError, () => signed({ exp: "soon" })],
    "that never ends": [TokenError, () => signed({ exp: undefined })],
    "that is not valid yet": [TokenError, () => signed({ nbf: NOW + 60 })],
    "of another issuer": [TokenIssuerError, () => signed({ iss: "https://evil.example/oidc" })],
    "of no issuer": [TokenIssuerError, () => signed({ iss: undefined })],
    "for another app": [TokenAudienceError, () => signed({ aud: "app-2" })],
    "for nobody": [TokenAudienceError, () => signed({ aud: undefined })],
    "for several, given to another": [
      TokenAudienceError,
      () => signed({ aud: [APP, "app-2"], azp: "app-2" }),
    ],
    "for several, given to nobody": [TokenAudienceError, () => signed({ aud: [APP, "app-2"] })],
    "of nobody": [TokenError, () => signed({ sub: undefined })],
    "that allows something": [TokenError, () => signed({ scope: "openid" })],
    "that is no JWT": [TokenError, () => "x"],
    "that is empty": [TokenError, () => ""],
  };
  for (const [name, [kind, make]] of Object.entries(hostile)) {
    it(`refuses an ID token ${name}`, async () => {
      const token = await make();
      const error = await rejection(client().tokens.parseIdToken(token));
      assert.ok(isTokenError(error));
      assert.equal(error.constructor, kind, inspect(error));
      assert.equal(error.name, kind.name);
      const shown = inspect(error, { depth: 10, showHidden: true });
      for (const secret of [token, SECRET])
        assert.ok(secret === "x" || !secret || !shown.includes(secret));
    });
  }

  it("refuses a token that names none of several keys", async () => {
    published.push(await jwk(other, "k2"));
    const token = await new SignJWT(claims())
      .setProtectedHeader({ alg: "RS256" })
      .sign(pair.privateKey);
    const error = await rejection(client().tokens.parseIdToken(token));
    assert.ok(error instanceof TokenSignatureError);
    assert.match(error.message, /names none of the server's keys/);
  });

  it("has no trust in a secret that it does not have", async () => {
    const own = client({ appSecret: undefined, tokenEndPointAuthMethod: "none" });
    for (const secret of [SECRET, "undefined"]) {
      const token = await withSecret({}, Buffer.from(secret));
      const error = await rejection(own.tokens.parseIdToken(token));
      assert.ok(error instanceof TokenSignatureError);
      assert.match(error.message, /HS256 needs the appSecret/);
    }
  });

  it("checks an access token by the published keys only", async () => {
    const { tokens } = client();
    const scope = "openid profile";
    assert.equal((await tokens.parseAccessToken(await signed({ scope }))).scope, scope);
    for (const [token, kind] of [
      [await withSecret({ scope }), TokenSignatureError],
      [await signed({ scope, exp: NOW - 60 }), TokenExpiredError],
      [await signed({ scope, aud: "app-2" }), TokenAudienceError],
      [await signed({ scope, iss: "https://evil.example" }), TokenIssuerError],
      [await signed(), TokenError],
    ] as const) {
      assert.equal(((await rejection(tokens.parseAccessToken(token))) as object).constructor, kind);
    }
  });

  describe("and the keys to check them by", () => {
    it("asks for them once, for all who want them at the same time", async () => {
      const { tokens } = client();
      const token = await signed();
      await Promise.all([1, 2, 3].map(() => tokens.parseIdToken(token)));
      await tokens.parseIdToken(token);
      assert.deepEqual(
        server.met.map(({ method, url }) => `${method} ${url}`),
        ["GET /oidc/.well-known/jwks.json"],
      );
    });

    it("asks again for a key of another name, for all at once, but not twice in 30 seconds", async () => {
      const { tokens } = client();
      await tokens.parseIdToken(await signed());
      published.push(await jwk(other, "k2"));
      const fresh = () => signed({}, { key: other, kid: "k2" });
      assert.ok(
        (await rejection(tokens.parseIdToken(await fresh()))) instanceof TokenSignatureError,
      );
      now += 30;
      const both = await Promise.all([fresh(), fresh()]);
      await Promise.all(both.map((token) => tokens.parseIdToken(token)));
      assert.equal(server.met.length, 2);
    });

    it("makes no flood of requests of bad tokens", async () => {
      const { tokens } = client();
      for (let index = 0; index < 20; index++) {
        const token = await signed({}, { key: other, kid: randomUUID() });
        assert.ok((await rejection(tokens.parseIdToken(token))) instanceof TokenSignatureError);
      }
      assert.equal(server.met.length, 1);
    });

    it("believes a key no longer than ten minutes after the server withdrew it", async () => {
      const { tokens } = client();
      const token = await signed({ exp: NOW + 3600 });
      await tokens.parseIdToken(token);
      published = [await jwk(other, "k2")];
      now += 600;
      assert.ok((await rejection(tokens.parseIdToken(token))) instanceof TokenSignatureError);
    });

    it("tells what the server answers in place of keys", async () => {
      const { tokens } = client();
      const token = await signed();
      const answers = [
        [{ body: {} }, UnexpectedResponseError],
        [{ body: { keys: [{ kty: "RSA", kid: "k1", alg: "RS256" }] } }, UnexpectedResponseError],
        [{ text: "<!doctype html>" }, UnexpectedResponseError],
        [{ status: 500, text: "" }, ServerError],
      ] as const;
      for (const [answer, kind] of answers) {
        server.answer = () => answer;
        now += 601;
        const error = await rejection(tokens.parseIdToken(await signed({ exp: now + 60 })));
        assert.ok(error instanceof kind, inspect(error));
      }
      server.answer = () => ({ body: { keys: published } });
      now = NOW;
      await client().tokens.parseIdToken(token);
    });

    it("ends the wait of who gives up, and of nobody else", async () => {
      const { tokens } = client();
      const [token, giver] = [await signed(), new AbortController()];
      let release = () => {};
      const gate = new Promise<void>((done) => (release = done));
      const met = new Promise<void>((done) => {
        server.answer = async () => {
          done();
          await gate;
          return { body: { keys: published } };
        };
      });
      const given = rejection(tokens.parseIdToken(token, { signal: giver.signal }));
      const stays = tokens.parseIdToken(token);
      await met;
      giver.abort();
      const error = await given;
      assert.ok(error instanceof AbortedError && error instanceof IdentityError);
      release();
      assert.equal((await stays).sub, "阿达");
    });
  });
});
