import assert from "node:assert/strict";
import {
  administratorAuthorizer,
  ConflictError,
  EndlessListError,
  ForbiddenError,
  KeycloakClient,
  NotFoundError,
  ServerError,
  serviceAccountAuthorizer,
  UnauthorizedError,
  UnexpectedResponseError,
  UsageError,
  type Authorizer,
} from "../../../sdk/keycloak";
import { loopback, type Answer, type Loopback, type Met } from "../loopback";

const SCIM_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
const SECRET = "the-clients-own-s3cret";
const isToken = ({ url }: Met) => url.endsWith("/protocol/openid-connect/token");

describe("the client of Keycloak", () => {
  let server: Loopback;
  let tokens = 0;
  let life = 60;
  /** Milliseconds. */
  let clock = 0;
  let answer: (met: Met) => Answer = () => ({ body: [] });
  const account = { realm: "acme", clientId: "iac", clientSecret: SECRET };
  const client = (authorizer: Authorizer = serviceAccountAuthorizer(account, () => clock)) =>
    new KeycloakClient({
      ...{ url: `${server.url}/auth/`, realm: "acme", authorizer },
      sleep: () => Promise.resolve(),
    });
  const asked = () => server.met.filter((met) => !isToken(met));

  before(async () => {
    server = await loopback((met) =>
      isToken(met) ? { body: { access_token: `t${++tokens}`, expires_in: life } } : answer(met),
    );
  });
  after(() => server.close());
  beforeEach(() => {
    [tokens, life, clock, server.met] = [0, 60, 0, []];
    answer = () => ({ body: [] });
  });

  it("signs in once for many requests, below the path of the url", async () => {
    const own = client();
    await Promise.all([own.users.find("ada"), own.users.find("grace"), own.clients.find("ci")]);
    assert.equal(tokens, 1);
    const [login] = server.met.filter(isToken);
    assert.equal(login?.url, "/auth/realms/acme/protocol/openid-connect/token");
    assert.match(
      String(login?.body),
      /^grant_type=client_credentials&client_id=iac&client_secret=/,
    );
    assert.deepEqual(
      new Set(asked().map(({ headers }) => headers.authorization)),
      new Set(["Bearer t1"]),
    );
    assert.equal(
      asked()[0]?.url,
      "/auth/admin/realms/acme/users?username=ada&exact=true&briefRepresentation=false",
    );
  });

  it("renews a token before its known end, once for all who wait", async () => {
    const own = client();
    await own.users.find("ada");
    clock = 44_000;
    await own.users.find("ada");
    assert.equal(tokens, 1);
    clock = 46_000;
    await Promise.all([own.users.find("ada"), own.users.find("grace")]);
    assert.equal(tokens, 2);
  });

  it("renews a token that is refused, once, and repeats the request", async () => {
    answer = ({ headers }) =>
      headers.authorization === "Bearer t1"
        ? { status: 401, body: { error: "HTTP 401 Unauthorized" } }
        : { status: 201, headers: { location: `${server.url}/admin/realms/acme/groups/g-1` } };
    const own = client();
    const ids = await Promise.all([
      own.groups.create({ name: "A" }),
      own.groups.create({ name: "B" }),
    ]);
    assert.deepEqual(ids, ["g-1", "g-1"]);
    assert.equal(tokens, 2);
  });

  it("signs in as an administrator of another realm", async () => {
    const who = { realm: "master", username: "admin", password: "p&=w" };
    await client(administratorAuthorizer(who)).users.find("ada");
    const [login] = server.met.filter(isToken);
    assert.match(String(login?.url), /realms\/master\//);
    assert.match(String(login?.body), /client_id=admin-cli&username=admin&password=p%26%3Dw$/);
  });

  it("tells of a refused login without the secret", async () => {
    const { answer: before } = server;
    server.answer = () => ({
      status: 401,
      body: { error: "unauthorized_client", error_description: `Invalid client: ${SECRET}` },
    });
    const error: unknown = await client()
      .users.find("ada")
      .catch((error: unknown) => error);
    server.answer = before;
    assert.match(String(error), /unauthorized_client: Invalid client: \[secret\]/);
  });

  it("takes a realm of the credentials that is not there for no absence of what was asked for", async () => {
    const { answer: before } = server;
    server.answer = () => ({ status: 404, body: { error: "Realm does not exist" } });
    const asked = client().users.get("u");
    await assert.rejects(asked, UnauthorizedError);
    server.answer = before;
  });

  it("reads the id of what it has made from the address, wherever the server thinks it is", async () => {
    answer = () => ({ status: 201, headers: { location: "https://inside.example/x/users/u-1" } });
    assert.equal(await client().users.create({ username: "ada" }), "u-1");
    assert.deepEqual(asked()[0]?.body, { enabled: true, username: "ada" });
    answer = () => ({ status: 201 });
    await assert.rejects(client().users.create({ username: "b" }), UnexpectedResponseError);
  });

  it("encodes a slash in the name of a role, and refuses one that would be the realm", async () => {
    await client().roles.users("a/b;c", "c-1").page();
    assert.match(String(asked()[0]?.url), /\/clients\/c-1\/roles\/a%2Fb%3Bc\/users\?/);
    for (const name of [".", "..", ""]) {
      assert.throws(() => client().roles.users(name), UsageError);
    }
    assert.throws(() => client().users.delete(".."), UsageError);
  });

  it("takes away no roles where none are named: without a body all of them would go", async () => {
    await client().roles.take({ kind: "users", id: "u" }, []);
    assert.deepEqual(server.met, []);
  });

  it("reads pages until a short one", async () => {
    const all = Array.from({ length: 1_203 }, (_, index) => ({
      id: `g${index}`,
      name: `G${index}`,
    }));
    answer = ({ url }) => {
      const { searchParams } = new URL(url, server.url);
      const [first, max] = [Number(searchParams.get("first")), Number(searchParams.get("max"))];
      return { body: all.slice(first, first + max) };
    };
    const names: string[] = [];
    for await (const { name } of client().groups.list()) names.push(name);
    assert.equal(names.length, all.length);
    assert.equal(asked().length, 3);
  });

  it("reads the people of SCIM in pages of a hundred, as many as it counts", async () => {
    const all = Array.from({ length: 203 }, (_, index) => ({ id: `u${index}`, userName: "u" }));
    answer = ({ url }) => {
      const { searchParams } = new URL(url, server.url);
      assert.equal(searchParams.get("attributes"), "userName,groups");
      const from = Number(searchParams.get("startIndex")) - 1;
      const Resources = all.slice(from, from + Number(searchParams.get("count")));
      return { body: { totalResults: all.length, Resources } };
    };
    const ids: string[] = [];
    for await (const { id } of client().scim.users()) ids.push(id);
    assert.equal(ids.length, all.length);
    assert.match(
      String(asked()[2]?.url),
      /^\/auth\/realms\/acme\/scim\/v2\/Users\?startIndex=201&/,
    );
    assert.equal(asked().length, 3);
  });

  it("does not follow a list that begins anew on every page", async () => {
    const page = Array.from({ length: 500 }, (_, index) => ({ id: `g${index}`, name: "G" }));
    answer = () => ({ body: page });
    const read = async () => {
      for await (const { id } of client().groups.list()) assert.ok(id);
    };
    await assert.rejects(read(), EndlessListError);
  });

  const refusals: readonly [string, Answer, new (...given: never[]) => Error, RegExp][] = [
    [
      "errorMessage",
      { status: 409, body: { errorMessage: "User exists" } },
      ConflictError,
      /User exists/,
    ],
    [
      "an error and its description",
      { status: 500, body: { error: "unknown_error", error_description: "see the log" } },
      ServerError,
      /unknown_error: see the log/,
    ],
    [
      "a failure of the database, which it calls a fault of the request",
      { status: 400, body: { errorMessage: "Database operation failed" } },
      ServerError,
      /Database operation failed/,
    ],
    [
      "a field",
      { status: 409, body: { field: "email", errorMessage: "error-invalid-email", params: [] } },
      ConflictError,
      /email: error-invalid-email/,
    ],
    [
      "several errors",
      { status: 409, body: { errors: [{ field: "a", errorMessage: "x" }, { errorMessage: "y" }] } },
      ConflictError,
      /a: x; y/,
    ],
    [
      "SCIM's detail",
      { status: 404, body: { schemas: [SCIM_ERROR], status: "404", detail: "not with id u" } },
      NotFoundError,
      /not with id u/,
    ],
    [
      "SCIM's without one",
      { status: 403, body: { schemas: [SCIM_ERROR], status: "403" } },
      ForbiddenError,
      /it was refused/,
    ],
    [
      "its own 404",
      { status: 404, body: { error: "User not found" } },
      NotFoundError,
      /User not found/,
    ],
    [
      "a gateway's 404",
      { status: 404, body: { message: "no Route" } },
      UnexpectedResponseError,
      /404/,
    ],
    ["a page", { status: 404, text: "<h1>Not Found</h1>" }, UnexpectedResponseError, /404/],
    [
      "a redirect",
      { status: 302, headers: { location: "https://sso.example/" } },
      UnexpectedResponseError,
      /sso/,
    ],
  ];
  for (const [name, refusal, Kind, says] of refusals) {
    it(`understands a refusal: ${name}`, async () => {
      answer = () => refusal;
      const refused = client().users.get("u", { retry: { attempts: 1 } });
      await assert.rejects(refused, (error: Error) => {
        assert.ok(error instanceof Kind, String(error));
        assert.match(error.message, says);
        return true;
      });
    });
  }

  const cut: Readonly<Record<string, Answer>> = {
    "a body cut off half way": {
      text: '[{"id":"g","name":"G"},{"id":',
      headers: { "content-type": "application/json" },
    },
    "an object in place of a list": { body: { id: "g" } },
    "an empty body": { text: "" },
    "a page of HTML": { text: "<html></html>", headers: { "content-type": "text/html" } },
  };
  for (const [name, given] of Object.entries(cut)) {
    it(`takes no answer for a list that is none: ${name}`, async () => {
      answer = () => given;
      const read = client()
        .groups.list()
        .page({}, { retry: { attempts: 1 } });
      await assert.rejects(read, UnexpectedResponseError);
    });
  }

  it("takes no other object for the one that was asked for", async () => {
    answer = () => ({ body: { id: "other", username: "ada", enabled: true } });
    const read = client().users.get("u", { retry: { attempts: 1 } });
    await assert.rejects(read, /its id is another than the one asked for/);
  });

  it("refuses options that can't be meant", () => {
    const authorizer = serviceAccountAuthorizer(account);
    for (const url of ["acme", "ftp://acme.example", "https://a:b@acme.example"]) {
      assert.throws(() => new KeycloakClient({ url, realm: "acme", authorizer }), UsageError);
    }
    const url = "https://id.acme.example";
    assert.throws(() => new KeycloakClient({ url, realm: "", authorizer }), UsageError);
    assert.throws(() => serviceAccountAuthorizer({ ...account, clientSecret: "" }), UsageError);
  });
});
