import assert from "node:assert/strict";
import fc from "fast-check";
import { inspect } from "node:util";
import { ArkIDClient, isUnexpectedResponse, tokenAuthorizer } from "../../../sdk";
import { KeycloakClient } from "../../../sdk/keycloak";
import { path } from "../../../sdk/transport/path";
import { Redaction } from "../../../sdk/transport/redaction";
import { clientOf, failed, ok, rejection } from "../authing/support";
import { loopback, type Loopback } from "../loopback";

const PASSWORD = `S3c"ret' of\\Ada <&> 秘密+/%`;
const TOKEN = "0123456789abcdef0123456789abcdef01234567";

/** Python's, which escapes whatever is not ASCII. */
const asciiJson = (text: string) =>
  JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

describe("redaction", () => {
  const redacted = (body: unknown, text: string) => new Redaction({ body }).text(text);

  const quotations: Record<string, string> = {
    "as it is": PASSWORD,
    "in JSON": JSON.stringify({ password: PASSWORD }),
    "in JSON of ASCII": asciiJson(PASSWORD),
    "in JSON within JSON": JSON.stringify(JSON.stringify({ password: PASSWORD })),
    "in a URL": encodeURIComponent(PASSWORD),
    "in a URL with small letters": encodeURIComponent(PASSWORD)
      .toLowerCase()
      .replace("s3c", "S3c")
      .replace("ada", "Ada"),
    "in a form": new URLSearchParams({ password: PASSWORD }).toString(),
    "in HTML": "S3c&quot;ret&#x27; of\\Ada &lt;&amp;&gt; 秘密+/%",
    "in Go's JSON": String.raw`S3c\"ret' of\\Ada \u003c\u0026\u003e 秘密+/%`,
    "in PHP's JSON": String.raw`S3c\"ret' of\\Ada <&> \u79d8\u5bc6+\/%`,
    "in .NET's JSON": String.raw`S3c\u0022ret\u0027 of\\Ada \u003C\u0026\u003E \u79D8\u5BC6\u002B/%`,
    "in Python's bytes": String.raw`b'S3c"ret\' of\\Ada <&> 秘密+/%'`,
    "in Python's bytes, escaped": String.raw`b'S3c"ret\' of\\Ada <&> \xe7\xa7\x98\xe5\xaf\x86+/%'`,
    "in JSON within JSON within JSON": JSON.stringify(JSON.stringify(JSON.stringify(PASSWORD))),
    "as bytes of Latin-1": Buffer.from(PASSWORD).toString("latin1"),
    "as bytes of Windows": new TextDecoder("windows-1252").decode(Buffer.from(PASSWORD)),
    "with marks for what can't be read": PASSWORD.replace("秘密", "\ufffd\ufffd"),
    "with question marks for what can't be read": PASSWORD.replace("秘密", "??"),
    "in JSON in a URL": encodeURIComponent(JSON.stringify({ password: PASSWORD })),
    "in a URL in a URL": encodeURIComponent(encodeURIComponent(PASSWORD)),
    "in XML": `S3c&#34;ret&#39; of\\Ada &lt;&amp;&gt; &#31192;&#23494;+/%`,
    "in HTML in HTML": "S3c&amp;quot;ret&amp;#x27; of\\Ada &amp;lt;&amp;amp;&amp;gt; 秘密+/%",
    "in Django's HTML": "S3c&quot;ret&#39; of\\Ada &lt;&amp;&gt; 秘密+/%",
  };
  for (const [how, text] of Object.entries(quotations)) {
    it(`takes out a password that is quoted ${how}`, () => {
      const left = redacted({ users: [{ password: PASSWORD }] }, `no: ${text}!`);
      assert.match(left, /^no: .*\[secret\].*!$/);
      assert.doesNotMatch(left, /S3c|Ada|秘密|79d8/);
    });
  }

  const others: Readonly<Record<string, readonly [secret: string, quoted: string]>> = {
    "by names of HTML": ["pässwört", "p&auml;ssw&ouml;rt"],
    "by long escapes": ["p@ss😀word", "p@ss\\U0001f600word"],
  };
  for (const [how, [secret, quoted]] of Object.entries(others)) {
    it(`takes out a password whose letters are quoted ${how}`, () => {
      assert.equal(redacted({ password: secret }, `no: ${quoted}!`), "no: [secret]!");
    });
  }

  for (const form of ["base64", "base64url"] as const) {
    it(`takes out a password that is quoted in ${form}, wherever it begins in it`, () => {
      for (const before of ["", "a", "ab"]) {
        const text = Buffer.from(`${before}${PASSWORD}${before}`).toString(form);
        const left = redacted({ password: PASSWORD }, `no: ${text}!`);
        assert.match(left, /^no: [\w-]{0,3}\[secret\][\w=-]{0,5}!$/);
      }
    });

    it(`takes out a password of a request that is quoted in ${form}`, () => {
      const body = { user: { password: PASSWORD, name: "Ada" } };
      const requests = [JSON.stringify(body), String(new URLSearchParams(body.user))];
      for (const request of requests) {
        const left = redacted(body, `${Buffer.from(request).toString(form)}!`);
        // A piece of base64 may begin at any of four places.
        const decoded = left
          .split("[secret]")
          .flatMap((piece) =>
            ["", "A", "AA", "AAA"].map((before) => Buffer.from(before + piece, form)),
          );
        for (const bytes of decoded) assert.doesNotMatch(bytes.toString("latin1"), /S3c|ret|of/);
        assert.match(left, /^[\w+/-]+\[secret\][\w+/=-]*!$/);
      }
    });
  }

  const names = ["initialPassword", "new_password", "password1", "client_secret", "appSecret"];
  for (const name of [...names, "accessKeySecret", "refresh_token", "sms_token", "passCode"]) {
    it(`knows ${name} for the name of a secret, at any depth`, () => {
      const body = { a: [{ b: { [name]: "the-value" } }], [name]: ["another"] };
      assert.equal(redacted(body, "the-value, another"), "[secret], [secret]");
    });
  }

  it("knows a secret by its type, as Keycloak has it", () => {
    const credential = { type: "password", value: "the-value", temporary: false };
    const told = "the-value is a weak password";
    const left = "[secret] is a weak password";
    assert.equal(redacted({ username: "ada", credentials: [credential] }, told), left);
    assert.equal(redacted(credential, told), left);
    assert.equal(redacted({ type: "text", value: "the-value" }, told), told);
  });

  it("takes a number for a secret too, and no switch", () => {
    assert.equal(redacted({ password: 19700101 }, "19700101 true"), "[secret] true");
    assert.equal(redacted({ password: true }, "true"), "true");
  });

  it("leaves what only sounds like a secret", () => {
    const body = { passwordEncryptType: "rsa-key", token_type_hint: "access", code: "perms-of" };
    assert.equal(redacted(body, "rsa-key access perms-of"), "rsa-key access perms-of");
  });

  it("takes a short password only where it stands alone", () => {
    assert.equal(
      redacted({ password: "a" }, "'a' is a bad password"),
      "'[secret]' is [secret] bad password",
    );
    assert.equal(redacted({ password: "秘密" }, "秘密：秘密信息"), "[secret]：秘密信息");
    assert.equal(redacted({ password: " " }, "a b"), "a b");
  });

  it("comes to an end with marks that stand for a secret in many ways, or not at all", () => {
    const marks = "\ufffd".repeat(80);
    const password = "秘".repeat(40);
    assert.equal(redacted({ password }, `"${marks}"`), '"[secret]"');
    assert.equal(redacted({ password: `${password}a` }, `"${marks}"`), `"${marks}"`);
  });

  it("takes the longest of two secrets of which one begins the other", () => {
    const body = { password: "abcdefgh", token: "abcdefghijkl" };
    assert.equal(redacted(body, "abcdefghijkl"), "[secret]");
  });

  it("finds secrets in forms, queries, headers and paths", () => {
    const of = (sent: ConstructorParameters<typeof Redaction>[0], text: string) =>
      new Redaction(sent).text(text);
    assert.equal(of({ body: "username=a&password=the+word" }, "the word"), "[secret]");
    assert.equal(of({ body: '{"password":"the word"}' }, "the word"), "[secret]");
    assert.equal(of({ query: { access_token: "the-token" } }, "the-token"), "[secret]");
    assert.equal(of({ headers: { Authorization: "Token abcdef" } }, "<abcdef>"), "<[secret]>");
    const basic = `Basic ${Buffer.from("app:the-secret").toString("base64")}`;
    assert.equal(of({ headers: { authorization: basic } }, "app, the-secret"), "app, [secret]");
    const invitation = path`org/${{ oid: "o1" }}/invitation/${{ key: "the-key" }}/`;
    assert.equal(
      of({ path: invitation }, "org/o1/invitation/the-key/"),
      "org/o1/invitation/[secret]/",
    );
  });

  it("takes out credentials that it has not seen, by their scheme", () => {
    const text = "authorization: authing ak-0123456789:bm90aGluZyB0byBzZWUgaGVyZQ==, no";
    assert.equal(new Redaction({}).text(text), "authorization: authing [secret], no");
  });

  it("keeps the names of fields, numbers and the form of a body", () => {
    const { value } = { value: new Redaction({ body: { password: "password" } }) };
    const body = { password: ["password is too common"], code: 400, nothing: null };
    const left = { password: ["[secret] is too common"], code: 400, nothing: null };
    assert.deepEqual(value.value(body), left);
  });

  it("takes a secret out of the names of fields that were not sent", () => {
    const redaction = new Redaction({ body: { password: PASSWORD, email: "a" } });
    const body = { errors: { [PASSWORD]: ["weak"], email: ["no"] } };
    assert.deepEqual(redaction.value(body), { errors: { "[secret]": ["weak"], email: ["no"] } });
  });

  it("leaves no secret of six letters or more in any answer that quotes it", () => {
    const secret = fc
      .string({ minLength: 6, unit: "grapheme" })
      .filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(secret, (password) => {
        const redaction = new Redaction({ body: { password } });
        const answer = { detail: `«${password}»`, told: [{ password }] };
        const left = { detail: "«[secret]»", told: [{ password: "[secret]" }] };
        assert.deepEqual(redaction.value(answer), left);
        assert.equal(redaction.text(JSON.stringify(answer)), JSON.stringify(left));
      }),
    );
  });
});

describe("an answer that quotes the request", () => {
  let server: Loopback;
  before(async () => (server = await loopback(() => ({}))));
  after(() => server.close());

  /** Whatever a user or a log may see of an error. */
  const seen = (error: unknown) => inspect(error, { depth: 20, showHidden: true });
  const assertClean = (error: unknown) => {
    assert.doesNotMatch(seen(error), /S3c|秘密|79d8|abcdef0123/);
    // What is no answer of the server's is not told on at all.
    if (!isUnexpectedResponse(error)) assert.match(String(error), /\[secret\]/);
  };

  for (const status of [400, 401, 403, 404, 409, 418, 429, 500, 502]) {
    it(`puts no secret into an error of ArkID's status ${status}`, async () => {
      server.answer = ({ body, headers }) => {
        const told = JSON.stringify({ body, authorization: headers.authorization });
        return status % 2 === 0
          ? { status, body: { detail: `can't take ${told}` } }
          : { status, text: `<html><h1>${told}</h1></html>` };
      };
      const authorizer = tokenAuthorizer(TOKEN);
      const client = new ArkIDClient({ url: server.url, authorizer, retry: false });
      assertClean(await rejection(client.user.create({ username: "ada", password: PASSWORD })));
      assertClean(await rejection(client.user.setPassword("ada", { password: PASSWORD })));
    });
  }

  it("puts no token into the error of a success that is none", async () => {
    const told = { "x-request-id": TOKEN, "x-echo": `«${TOKEN}»` };
    server.answer = () => ({ body: {}, headers: told });
    const arkid = new ArkIDClient({
      ...{ url: server.url, authorizer: tokenAuthorizer(TOKEN), retry: false },
    });
    assertClean(await rejection(arkid.org.get("o")));
  });

  for (const form of ["errorMessage", "error_description", "field", "page"] as const) {
    it(`puts no secret into an error of Keycloak's, with a ${form}`, async () => {
      server.answer = ({ body, headers }) => {
        const told = JSON.stringify({ body, authorization: headers.authorization });
        if (form === "page") return { status: 502, text: `<h1>${told}</h1>` };
        return { status: 400, body: { error: told, errorMessage: told, [form]: told } };
      };
      const authorizer = tokenAuthorizer(TOKEN);
      const options = { url: server.url, realm: "acme", authorizer, retry: false } as const;
      const { users, clients } = new KeycloakClient(options);
      const credentials = [{ type: "password", value: PASSWORD, temporary: false }];
      const fields = { username: "ada", credentials };
      assertClean(await rejection(users.create(fields)));
      assertClean(await rejection(users.setPassword("1", { value: PASSWORD, temporary: true })));
      assertClean(await rejection(clients.update("1", { secret: PASSWORD })));
    });
  }

  for (const [what, answer] of Object.entries({
    "a refusal": (told: string) => failed(400, told, { apiCode: 1300, data: { told } }),
    "no envelope": (told: string) => ({ status: 400, body: { error: "invalid", told } }),
    "a page": (told: string) => ({ status: 502, text: `<h1>${told}</h1>` }),
    "success: false": (told: string) => ok({ success: false, told }),
  })) {
    it(`puts no secret into an error of Authing's, with ${what}`, async () => {
      server.answer = ({ body, headers }) =>
        answer(JSON.stringify({ body, authorization: headers.authorization }));
      const client = clientOf(server, { retry: false });
      const create = client.users.create({ username: "ada", password: PASSWORD });
      const error = await rejection(create);
      assert.doesNotMatch(seen(error), /S3c|秘密|79d8|authing ak-/);
      const key = await rejection(client.userPoolId());
      assert.doesNotMatch(seen(key), /sk-|秘密/);
    });
  }
});
