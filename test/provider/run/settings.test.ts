import assert from "node:assert/strict";
import { connect } from "../../../provider/backends";
import { type common } from "../../../provider/configuration/settings";
import {
  misspeltVariables,
  readConfiguration,
  settingNames,
  settingsIn,
} from "../../../provider/run/settings";
import { ConfigurationError } from "../../../provider/backends/errors";

type Texts = Readonly<Record<string, string>>;

const URL = "https://id.acme.example";
const GOOD = { url: URL, username: "iac", password: "the-password" };
const LOGIN = { username: "iac", password: "the-password", token: undefined };
const TOKEN = { username: undefined, password: undefined, token: "t" };
const KEY = { accessKeyId: "ak", accessKeySecret: "sk" };

const read = (stack: Texts, env: Texts = {}) => readConfiguration(stack, env);

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
    const { own, ...rest } = read(GOOD);
    assert.deepEqual(own, LOGIN);
    assert.deepEqual(rest, {
      ...{ url: URL, backend: "arkid", timeout: 60, concurrency: 8, adopt: "never" },
      ...{ removalLimit: undefined, onRemove: "delete", language: undefined, caFile: undefined },
      userDeleteLimit: undefined,
      ...{ verify: true, batching: true, tenant: undefined, tenantMoved: undefined },
    });
  });

  const every: Record<keyof typeof common, [string, unknown]> = {
    url: ["http://127.0.0.1:8000/", "http://127.0.0.1:8000"],
    backend: ["arkid", "arkid"],
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
      assert.deepEqual(of({ ...GOOD, [name]: ` ${text}\r\n` }), value);
    });
  }

  it("knows no limit as a timeout, and a number of people as a limit", () => {
    assert.equal(read({ ...GOOD, timeout: "-1" }).timeout, -1);
    assert.equal(read({ ...GOOD, removalLimit: "0" }).removalLimit, 0);
  });

  it("takes a token in place of a login", () => {
    assert.deepEqual(read({ url: URL, token: "t\n" }).own, TOKEN);
    assert.deepEqual(read({ ...GOOD, token: "t" }).own, TOKEN);
    assert.deepEqual(read({ url: URL }, { IDENTITY_TOKEN: "t" }).own, TOKEN);
  });

  it("prefers a login of the stack to a token of the environment", () => {
    assert.deepEqual(read(GOOD, { IDENTITY_TOKEN: "t" }).own, LOGIN);
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

  const wrong: Record<string, string[]> = {
    url: ["acme.example", "ftp://acme.example", "", "https://", "https://iac:s3cret@acme.example"],
    username: ["", " "],
    password: ["", "s3cret\n", " s3cret"],
    token: ["", "s3cret\nX: y"],
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
      assert.doesNotMatch(message, /s3cret|the-password|Invalid|undefined|expected/);
    });
  }

  it("never shows a secret's value", () => {
    for (const name of ["password", "token"]) {
      assert.doesNotMatch(refusal({ ...GOOD, url: "no", [name]: "s3cret" }), /s3cret/);
    }
  });

  describe("of another kind of server", () => {
    const authing = { backend: "authing", url: URL };

    it("has that server's own settings, trimmed as they are copied", () => {
      assert.deepEqual(read({ ...authing, ...KEY, accessKeySecret: "sk\n" }).own, KEY);
      const env = { IDENTITY_ACCESS_KEY_ID: "ak", IDENTITY_ACCESS_KEY_SECRET: "sk" };
      assert.deepEqual(read(authing, env).own, KEY);
    });

    it("takes what Authing's key was called before, after its own name", () => {
      const old = { username: "ak", password: "sk" };
      assert.deepEqual(read({ ...authing, ...old }).own, KEY);
      assert.deepEqual(read({ ...authing, ...KEY, username: "old", password: "old" }).own, KEY);
      const env = { IDENTITY_USERNAME: "ak", IDENTITY_PASSWORD: "sk" };
      assert.deepEqual(read(authing, env).own, KEY);
    });

    it("refuses a setting of the other, and says whose it is", () => {
      assert.match(
        refusal({ ...authing, ...KEY, token: "s3cret" }),
        /^identity:token is a setting of the backend arkid, and identity:backend is authing: take it out, or correct identity:backend/,
      );
      assert.match(
        refusal({ ...GOOD, ...KEY }),
        /^identity:accessKeyId is a setting of the backend authing, and identity:backend is arkid/,
      );
    });

    it("does not mind a variable of the other: an environment serves several stacks", () => {
      assert.deepEqual(read({ ...authing, ...KEY }, { IDENTITY_TOKEN: "t" }).own, KEY);
    });

    it("asks for the key by its name", () => {
      assert.match(
        refusal(authing),
        /^identity:accessKeyId is not set: run "pulumi config set identity:accessKeyId …", or set IDENTITY_ACCESS_KEY_ID$/,
      );
      assert.match(
        refusal({ ...authing, accessKeyId: "ak" }),
        /config set --secret identity:accessKeySecret …/,
      );
    });

    describe("such as Keycloak", () => {
      const keycloak = { backend: "keycloak", url: URL, realm: "acme" };
      const own = (more: Texts, env: Texts = {}) => read({ ...keycloak, ...more }, env).own;
      const given = (values: object) =>
        Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

      it("takes a service account, or an administrator in its place", () => {
        const account = { clientId: "iac", clientSecret: "s3cret" };
        assert.deepEqual(given(own(account)), { realm: "acme", ...account });
        const admin = { username: "admin", password: "pw", authRealm: "master" };
        assert.deepEqual(given(own(admin)), { realm: "acme", ...admin });
        const both = own(account, { IDENTITY_USERNAME: "ada", IDENTITY_PASSWORD: "pw" });
        assert.deepEqual(given(both), { realm: "acme", ...account });
      });

      it("asks for a realm, and for who asks", () => {
        assert.match(refusal({ backend: "keycloak", url: URL }), /^identity:realm is not set/);
        assert.match(refusal(keycloak), /username is not set \(or give identity:clientSecret\)/);
        for (const realm of ["a/b", "a b", "a?b"]) {
          assert.match(refusal({ ...keycloak, realm }), /a realm's name has no white space/);
        }
      });

      it("needs the client that a secret is of", () => {
        const configuration = read({ ...keycloak, clientSecret: "s3cret" });
        assert.throws(() => connect(configuration), /identity:clientId is not set/);
      });
    });

    it("refuses a kind that there is not", () => {
      for (const backend of ["okta", "constructor"]) {
        assert.match(
          refusal({ ...GOOD, backend }),
          /there is no "\w+", only arkid, authing, keycloak$/,
        );
      }
    });
  });

  describe("with a key that is no setting", () => {
    const misspelt = {
      adpot: "adopt",
      usrname: "username",
      passwrod: "password",
      URL: "url",
      ca_file: "caFile",
      "removal-limit": "removalLimit",
      userdeletelimit: "userDeleteLimit",
      tennant: "tenant",
      tenantmove: "tenantMoved",
      acessKeyId: "accessKeyId",
    };
    for (const [given, meant] of Object.entries(misspelt)) {
      it(`takes ${given} for ${meant}`, () => {
        const message = refusal({ ...GOOD, [given]: "s3cret" });
        assert.equal(message, `identity:${given} is not a setting: is identity:${meant} meant?`);
      });
    }

    it("says so before what is missing by it", () => {
      assert.match(
        refusal({ url: URL, usrname: "iac", password: "p" }),
        /is identity:username meant/,
      );
    });

    it("lists the settings where none is near", () => {
      assert.match(
        refusal({ ...GOOD, colour: "red" }),
        /^identity:colour is not a setting: take it out \(the settings are url, backend, /,
      );
    });

    it("leaves a project that is called identity its own keys", () => {
      const config = { "identity:url": URL, "identity:colour": "red", "aws:region": "x" };
      assert.deepEqual(settingsIn(config, "identity"), { url: URL });
      assert.deepEqual(settingsIn(config, "acme"), { url: URL, colour: "red" });
      assert.deepEqual(settingsIn({ "identity:ulr": URL }, "identity"), { ulr: URL });
    });
  });

  describe("with variables that are no settings", () => {
    it("tells those that look like one", () => {
      const env = { IDENTITY_ADPOT: "only", IDENTITY_PASSWROD: "s3cret", IDENTITY_TRACE: "x" };
      assert.deepEqual(misspeltVariables({ ...env, IDENTITY_CA_FILE: "y", ADPOT: "z" }), [
        "IDENTITY_ADPOT is not a setting: is IDENTITY_ADOPT meant?",
        "IDENTITY_PASSWROD is not a setting: is IDENTITY_PASSWORD meant?",
      ]);
    });

    it("leaves others alone: those of Azure's managed identities have this prefix, too", () => {
      const others = ["ENDPOINT", "HEADER", "SERVER_THUMBPRINT", "API_VERSION"];
      const env = Object.fromEntries(others.map((name) => [`IDENTITY_${name}`, "x"]));
      assert.deepEqual(misspeltVariables(env), []);
    });

    it("says so where the setting is missing", () => {
      assert.match(
        refusal({ url: URL, username: "iac" }, { IDENTITY_PASSWROD: "s3cret" }),
        /^identity:password is not set .*IDENTITY_PASSWROD is not a setting: is IDENTITY_PASSWORD meant\?$/,
      );
    });
  });

  it("is complete in this test", () => {
    const keycloaks = ["realm", "clientId", "clientSecret", "authRealm"];
    const own = [...Object.keys(LOGIN), ...Object.keys(KEY), ...keycloaks];
    assert.deepEqual([...settingNames].sort(), [...Object.keys(every), ...own].sort());
  });
});
