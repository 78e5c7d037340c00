import assert from "node:assert/strict";
import { readConfiguration, settingNames, type Setting } from "../../../provider/run/settings";
import { ConfigurationError } from "../../../provider/backends/errors";

type Texts = Readonly<Record<string, string>>;

const URL = "https://id.acme.example";
const GOOD = { url: URL, username: "iac", password: "the-password" };

const read = (stack: Texts, env: Texts = {}) =>
  readConfiguration((key) => stack[key.replace("identity:", "")], env);

/** The sentence of a refusal. */
const refusal = (stack: Texts, env: Texts = {}): string => {
  let message = "";
  assert.throws(
    () => read(stack, env),
    (error: Error) => {
      message = error.message;
      return error instanceof ConfigurationError;
    },
  );
  return message;
};

const variable = (name: string) =>
  `IDENTITY_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

describe("configuration", () => {
  it("needs a URL and a login, and has defaults for the rest", () => {
    const { credentials, ...rest } = read(GOOD);
    assert.deepEqual(credentials, { username: "iac", password: "the-password" });
    assert.deepEqual(rest, {
      ...{ url: URL, backend: "arkid", timeout: 60, concurrency: 8, adopt: "never" },
      ...{ removalLimit: undefined, onRemove: "delete", language: undefined, caFile: undefined },
      userDeleteLimit: undefined,
      ...{ verify: true, batching: true, tenant: undefined, tenantMoved: undefined },
    });
  });

  const every: Record<Exclude<Setting, "username" | "password" | "token">, [string, unknown]> = {
    url: ["http://127.0.0.1:8000/", "http://127.0.0.1:8000"],
    backend: ["keycloak", "keycloak"],
    timeout: ["2.5", 2.5],
    concurrency: ["3", 3],
    adopt: ["ifExists", "ifExists"],
    removalLimit: ["25%", "25%"],
    userDeleteLimit: ["10%", "10%"],
    onRemove: ["suspend", "suspend"],
    language: ["en", "en"],
    caFile: ["/etc/ca.pem", "/etc/ca.pem"],
    verify: ["false", false],
    batching: ["false", false],
    tenant: ["acme", "acme"],
    tenantMoved: ["https://old.example", "https://old.example"],
  };
  for (const [name, [text, value]] of Object.entries(every)) {
    it(`takes ${name} from the stack, or else from ${variable(name)}`, () => {
      const of = (texts: Texts, env: Texts = {}) =>
        (read(texts, env) as unknown as Record<string, unknown>)[name];
      assert.deepEqual(of({ ...GOOD, [name]: text }), value);
      const { [name]: _, ...rest } = GOOD as Texts;
      assert.deepEqual(of(rest, { [variable(name)]: text }), value);
      assert.deepEqual(of({ ...GOOD, [name]: text }, { [variable(name)]: "other" }), value);
    });
  }

  it("knows no limit as a timeout, and a number of people as a limit", () => {
    assert.equal(read({ ...GOOD, timeout: "-1" }).timeout, -1);
    assert.equal(read({ ...GOOD, removalLimit: "0" }).removalLimit, 0);
  });

  it("takes a token in place of a login", () => {
    assert.deepEqual(read({ url: URL, token: "t" }).credentials, { token: "t" });
    assert.deepEqual(read({ url: URL }, { IDENTITY_TOKEN: "t" }).credentials, { token: "t" });
  });

  it("prefers a login of the stack to a token of the environment", () => {
    const { credentials } = read(GOOD, { IDENTITY_TOKEN: "t" });
    assert.deepEqual(credentials, { username: "iac", password: "the-password" });
  });

  it("says what tenantMoved takes, which was a switch", () => {
    const message = refusal({ ...GOOD, tenantMoved: "true" });
    assert.match(
      message,
      /takes the tenant that the state names, such as https:.* in place of "true"/,
    );
  });

  it("counts an empty variable as none", () => {
    assert.equal(read(GOOD, { IDENTITY_TIMEOUT: "" }).timeout, 60);
    assert.match(
      refusal({ username: "iac", password: "p" }, { IDENTITY_URL: "" }),
      /url is not set/,
    );
  });

  for (const name of ["url", "username", "password"]) {
    it(`says how to set ${name} when it is missing`, () => {
      const { [name]: _, ...rest } = GOOD as Texts;
      const message = refusal(rest);
      assert.match(message, new RegExp(`^identity:${name} is not set`));
      assert.match(message, new RegExp(`pulumi config set .*identity:${name} `));
      assert.match(message, new RegExp(variable(name)));
    });
  }

  it("has the password and the token set as secrets", () => {
    assert.match(refusal({ url: URL, username: "iac" }), /config set --secret identity:password/);
    assert.match(refusal({ url: URL, token: "" }), /config set --secret identity:token/);
  });

  const wrong: Partial<Record<Setting, string[]>> = {
    url: ["acme.example", "ftp://acme.example", "", "https://", "https://iac:s3cret@acme.example"],
    username: [""],
    backend: [""],
    timeout: ["soon", "0", "-2", "", "9999999"],
    concurrency: ["0", "1.5", "all"],
    adopt: ["always"],
    removalLimit: ["many", "-1", "2.5", "", "%", "-5%"],
    onRemove: ["burn"],
    language: ["fr"],
    caFile: [""],
    verify: ["yes"],
    batching: ["off"],
    tenant: [""],
    tenantMoved: ["", "true"],
  };
  const cases = Object.entries(wrong).flatMap(([name, texts]) =>
    texts.map((text) => [name, text] as const),
  );
  for (const [name, text] of cases) {
    it(`refuses ${JSON.stringify(text)} for ${name} in one sentence, with both ways to set it`, () => {
      const message = refusal({ ...GOOD, [name]: text });
      assert.match(message, new RegExp(`^identity:${name} is invalid: [^\n]+$`));
      assert.ok(message.includes(`identity:${name} …`) && message.includes(variable(name)));
      assert.doesNotMatch(message, /s3cret|the-password|Invalid|undefined/);
    });
  }

  it("never shows a secret's value", () => {
    for (const name of ["password", "token"]) {
      assert.doesNotMatch(refusal({ ...GOOD, url: "no", [name]: "s3cret" }), /s3cret/);
    }
  });

  it("is complete in this test", () => {
    const tested = [...Object.keys(every), "username", "password", "token"];
    assert.deepEqual([...settingNames].sort(), tested.sort());
  });
});
