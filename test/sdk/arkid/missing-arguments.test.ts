import assert from "node:assert/strict";
import { ArkIDClient, UsageError } from "../../../sdk";
import { loopback, type Loopback } from "../loopback";

/** Good arguments, by the names that the methods have for them. */
const GOOD: Record<string, unknown> = {
  ...{ username: "adalovelace", password: "pw", oid: "o", uid: "a", parentUid: "d_a" },
  ...{ permUid: "p", key: "k", uuid: "u", action: "register", mobile: "13911110002", code: "1" },
  ...{ captchaKey: "k", captcha: "c", protocol: "ldap", name: "Size" },
  ...{ usernames: ["ada"], nodeUids: ["d_b"], targetUids: ["d_b"], appIds: [1] },
  ...{ user: { username: "ada" }, wanted: { name: "A", scope: "ci" }, group: { name: "A" } },
  ...{ how: { password: "x", oldPassword: "x", newPassword: "y" }, settings: {}, changes: {} },
  ...{ registration: { username: "ada", password: "x" } },
};

/** What a call may leave out. */
const OPTIONAL = ["options", "authorizer"];

interface Method {
  name: string;
  /** The arguments that it can't do without, in order. */
  needs: string[];
  call: (...given: unknown[]) => unknown;
}

/** Every method of every sub-client, with the names of its parameters. */
function methodsOf(client: ArkIDClient): Method[] {
  const services = Object.entries(client).filter(([, value]) =>
    String((value as object | undefined)?.constructor.name).endsWith("Client"),
  ) as [string, Record<string, (...given: unknown[]) => unknown>][];
  return services.flatMap(([service, value]) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(value))
      .filter((name) => name !== "constructor")
      .map((name) => {
        const method = value[name] as (...given: unknown[]) => unknown;
        const [, listed = ""] = /^[^(]*\(([^)]*)\)/.exec(method.toString()) ?? [];
        // The compiler numbers a parameter that hides another name.
        const all = listed.split(",").map((parameter) => parameter.trim().replace(/\d$/, ""));
        const needs = all.filter((one) => /^\w+$/.test(one) && !OPTIONAL.includes(one));
        return { name: `${service}.${name}`, needs, call: method.bind(value) };
      }),
  );
}

describe("a call without an argument that it needs", () => {
  let server: Loopback;
  const client = new ArkIDClient({ url: "http://127.0.0.1:1", retry: false });
  const methods = methodsOf(client);
  const live = () => methodsOf(new ArkIDClient({ url: server.url, retry: false }));

  before(async () => (server = await loopback(() => ({ status: 400, body: {} }))));
  after(() => server.close());
  beforeEach(() => (server.met.length = 0));

  const refuses = async (name: string, given: unknown[], lacking: string) => {
    const { call } = live().find((method) => method.name === name) as Method;
    await assert.rejects(
      async () => await call(...given),
      (error: Error) => {
        assert.ok(
          error instanceof UsageError,
          `${name}(${JSON.stringify(given)}): ${String(error)}`,
        );
        assert.match(error.message, new RegExp(`^${lacking} (is missing|must not be empty)`));
        return true;
      },
    );
    assert.deepEqual(server.met, []);
  };

  for (const { name, needs } of methods) {
    if (needs.length === 0) continue;
    it(`is refused, by its name: ${name}(${needs.join(", ")})`, async () => {
      for (const [index, lacking] of needs.entries()) {
        const before = needs.slice(0, index).map((earlier) => GOOD[earlier]);
        await refuses(name, before, lacking);
        await refuses(name, [...before, undefined, {}, {}], lacking);
        const good = GOOD[lacking];
        assert.notEqual(good, undefined, `the test has no ${lacking}`);
        const isId =
          typeof good === "string" && !["password", "mobile", "code", "captcha"].includes(lacking);
        if (isId) await refuses(name, [...before, "", {}, {}], lacking);
      }
    });
  }

  it("may lack nothing only where there is nothing to name", () => {
    assert.deepEqual(
      methods.filter(({ needs }) => needs.length === 0).map(({ name }) => name),
      [
        ...["auth.getToken", "auth.revokeToken", "auth.authToken", "user.list", "user.isolated"],
        ...["org.own", "ucenter.permissions", "ucenter.profile", "ucenter.currentOrg"],
        ...["ucenter.clearOrg", "ucenter.apps", "perm.list", "infrastructure.getCaptcha"],
        ...["log.list", "log.subjects", "config.get", "config.storage", "config.meta"],
        ...["config.perms", "config.userFields", "config.userCount"],
      ],
    );
  });

  it("is refused by what is inside an argument, too", async () => {
    const { user, perm, ucenter, app, org } = client;
    const refused: [string, () => unknown][] = [
      ["username", () => user.create({} as never)],
      ["password", () => user.setPassword("ada", {} as never)],
      ["scope", () => perm.create({ name: "x" } as never)],
      ["name", () => org.create({} as never)],
      ["oldPassword", () => ucenter.changePassword("ada", {} as never)],
      ["user", () => user.create("ada" as never)],
      ["redirectUris", () => app.register("o", "ci", "oidc", {} as never)],
      ["redirectUris", () => app.register("o", "ci", "oauth", {} as never)],
    ];
    for (const [name, call] of refused) {
      await assert.rejects(
        async () => await call(),
        (error) => error instanceof UsageError && error.message.startsWith(name),
        name,
      );
    }
  });

  it("is refused in raw requests and authorizers, too", async () => {
    await assert.rejects(
      async () => await client.get(undefined as never),
      /^UsageError: path is missing/,
    );
    const both = client.post("org", { body: {}, text: "a=b" });
    await assert.rejects(both, /^UsageError: a request has a body or a text, not both/);
  });
});
