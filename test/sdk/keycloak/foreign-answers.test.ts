import assert from "node:assert/strict";
import { KeycloakClient, UnexpectedResponseError } from "../../../sdk/keycloak";
import { all, BODIES, faulty, html, isWhole, methodsOf, TEXTS } from "../foreign";
import { loopback, type Answer, type Loopback } from "../loopback";

type Call = (client: KeycloakClient) => Promise<unknown>;

const group = {
  ...{ id: "g", name: "G", description: "", path: "/G", parentId: "p" },
  ...{ attributes: { key: ["a"] }, realmRoles: ["r"], clientRoles: { ci: ["r"] } },
};
const user = {
  ...{ id: "u", username: "ada", enabled: true, email: "a@b.c", firstName: "Ada", lastName: "L" },
  ...{ attributes: { phone: ["1"] }, requiredActions: ["X"] },
};
const role = {
  ...{ id: "r", name: "R", description: "", composite: false, clientRole: true },
  containerId: "c",
};
const client = {
  ...{ id: "c", clientId: "ci", name: "CI", protocol: "openid-connect", redirectUris: ["x"] },
  ...{ publicClient: false, secret: "s3cret", attributes: { logoUri: "x" } },
};
const held = {
  realmMappings: [{ id: "r", name: "R" }],
  clientMappings: { ci: { id: "c", mappings: [{ id: "r", name: "R" }] } },
};
const event = {
  ...{ time: 1, operationType: "CREATE", resourceType: "USER", resourcePath: "users/u" },
  authDetails: { realmId: "m", userId: "u" },
};
const member = { id: "u", userName: "ada", groups: [{ value: "g", type: "direct" }] };
const realm = { id: "i", realm: "acme", displayName: "Acme", enabled: true };
const profile = { attributes: [{ name: "email" }] };
const token = { access_token: "s3cret", expires_in: 60 };
const holder = { kind: "users", id: "u" } as const;

const made: Answer = { status: 201, headers: { location: "https://id.example/groups/g" } };
const done: Answer = { status: 204 };

/** Every method of the client, with an answer that does. */
const calls: Readonly<Record<string, readonly [answer: Answer, call: Call]>> = {
  "realm.get": [{ body: realm }, (c) => c.realm.get()],
  "realm.create": [made, (c) => c.realm.create({})],
  "realm.update": [done, (c) => c.realm.update({})],
  "realm.delete": [done, (c) => c.realm.delete()],
  "realm.profile": [{ body: profile }, (c) => c.realm.profile()],
  "realm.setProfile": [{ body: profile }, (c) => c.realm.setProfile(profile)],
  "groups.get": [{ body: group }, (c) => c.groups.get("g")],
  "groups.findByPath": [{ body: group }, (c) => c.groups.findByPath("/G")],
  "groups.list": [{ body: [group] }, (c) => all(c.groups.list())],
  "groups.named": [{ body: [group] }, (c) => all(c.groups.named("G"))],
  "groups.withAttribute": [{ body: [group] }, (c) => all(c.groups.withAttribute("key", "a"))],
  "groups.count": [{ body: { count: 1 } }, (c) => c.groups.count()],
  "groups.children": [{ body: [group] }, (c) => all(c.groups.children("p"))],
  "groups.create": [made, (c) => c.groups.create({ name: "G" })],
  "groups.move": [done, (c) => c.groups.move("g", "G", "p")],
  "groups.update": [done, (c) => c.groups.update("g", { name: "G" })],
  "groups.delete": [done, (c) => c.groups.delete("g")],
  "groups.members": [{ body: [user] }, (c) => all(c.groups.members("g"))],
  "users.get": [{ body: user }, (c) => c.users.get("u")],
  "users.find": [{ body: [user] }, (c) => c.users.find("Ada")],
  "users.list": [{ body: [user] }, (c) => all(c.users.list())],
  "users.count": [{ body: 1 }, (c) => c.users.count()],
  "users.named": [{ body: [user] }, (c) => all(c.users.named("a"))],
  "users.countNamed": [{ body: 1 }, (c) => c.users.countNamed("a")],
  "users.create": [made, (c) => c.users.create({ username: "ada" })],
  "users.update": [done, (c) => c.users.update("u", {})],
  "users.setPassword": [
    done,
    (c) => c.users.setPassword("u", { value: "s3cret", temporary: true }),
  ],
  "users.delete": [done, (c) => c.users.delete("u")],
  "users.groups": [{ body: [group] }, (c) => all(c.users.groups("u"))],
  "users.join": [done, (c) => c.users.join("u", "g")],
  "users.leave": [done, (c) => c.users.leave("u", "g")],
  "roles.get": [{ body: role }, (c) => c.roles.get("r")],
  "roles.list": [{ body: [role] }, (c) => all(c.roles.list())],
  "roles.create": [made, (c) => c.roles.create({ name: "R" })],
  "roles.update": [done, (c) => c.roles.update("r", { name: "R" })],
  "roles.delete": [done, (c) => c.roles.delete("r")],
  "roles.parts": [{ body: [role] }, (c) => all(c.roles.parts("r"))],
  "roles.users": [{ body: [user] }, (c) => all(c.roles.users("R"))],
  "roles.groups": [{ body: [group] }, (c) => all(c.roles.groups("R"))],
  "roles.of": [{ body: held }, (c) => c.roles.of(holder)],
  "roles.give": [done, (c) => c.roles.give(holder, [role])],
  "roles.take": [done, (c) => c.roles.take(holder, [role])],
  "clients.get": [{ body: client }, (c) => c.clients.get("c")],
  "clients.find": [{ body: [client] }, (c) => c.clients.find("ci")],
  "clients.list": [{ body: [client] }, (c) => all(c.clients.list())],
  "clients.create": [made, (c) => c.clients.create({})],
  "clients.update": [done, (c) => c.clients.update("c", {})],
  "clients.delete": [done, (c) => c.clients.delete("c")],
  "clients.renewSecret": [{ body: { value: "s3cret" } }, (c) => c.clients.renewSecret("c")],
  "events.list": [{ body: [event] }, (c) => all(c.events.list())],
  "scim.users": [{ body: { totalResults: 1, Resources: [member] } }, (c) => all(c.scim.users())],
  trySignIn: [
    { body: token },
    (c) => c.trySignIn({ username: "ada", password: "p", clientId: "admin-cli" }),
  ],
};

/** Answers of `200` or so that lack what tells them from anybody's. */
const bare: readonly Answer[] = [
  ...[{ status: 200 }, { status: 201 }, { status: 202 }, { status: 204 }],
  { status: 200, headers: made.headers ?? {} },
];
/** A number is a count. */
const own = (name: string, { body }: Answer) => /[cC]ount/.test(name) && body === 5;

/** Refusals that only look like Keycloak's: it says just why, and of what is asked for. */
const elsewhere: readonly unknown[] = [
  { timestamp: "2026-01-01", status: 404, error: "Not Found", path: "/admin/realms/acme" },
  { error: "Not Found" },
  { error: "HTTP 404 Not Found" },
  { error: "Unable to find matching target resource method" },
  { error: { code: 404, message: "no such page" } },
  { errorMessage: "no upstream", request_id: "1" },
];

const others: Readonly<Record<string, readonly [answer: Answer, call: Call]>> = {
  "a realm": [{ body: { ...realm, realm: "other" } }, (c) => c.realm.get()],
  "a group": [{ body: { ...group, id: "other" } }, (c) => c.groups.get("g")],
  "a person": [{ body: { ...user, id: "other" } }, (c) => c.users.get("u")],
  "a person by name": [{ body: [{ ...user, username: "adam" }] }, (c) => c.users.find("ada")],
  "a role": [{ body: { ...role, id: "other" } }, (c) => c.roles.get("r")],
  "a client": [{ body: { ...client, id: "other" } }, (c) => c.clients.get("c")],
  "a client by name": [{ body: [{ ...client, clientId: "cd" }] }, (c) => c.clients.find("ci")],
};

const nobodys: Readonly<Record<string, readonly [answer: Answer, call: Call]>> = {
  "an event beyond all time": [{ body: [{ ...event, time: 1e300 }] }, (c) => all(c.events.list())],
  "a person without a username": [
    { body: [{ ...user, username: "" }] },
    (c) => all(c.users.list()),
  ],
  "a role without a name": [{ body: { ...role, name: "" } }, (c) => c.roles.get("r")],
};

describe("an answer that Keycloak can't have given", () => {
  let server: Loopback;
  const authorizer = { headers: () => Promise.resolve({ authorization: "Bearer t" }) };
  const asked = () =>
    new KeycloakClient({ url: server.url, realm: "acme", authorizer, retry: false });
  before(async () => (server = await loopback(() => ({}))));
  after(() => server.close());

  const isUnexpected = (error: unknown) => {
    assert.ok(error instanceof UnexpectedResponseError, String(error));
    assert.doesNotMatch(`${error.message} ${JSON.stringify(error)}`, /busy|Welcome|s3cret/);
    return true;
  };
  const rejects = async (call: Call, answer: Answer) => {
    server.answer = () => answer;
    await assert.rejects(call(asked()), isUnexpected, JSON.stringify(answer));
  };

  it("is looked for in every method of the client", () => {
    const methods = methodsOf(asked());
    assert.deepEqual(methods.concat("trySignIn").toSorted(), Object.keys(calls).toSorted());
  });

  for (const [name, [answer, call]] of Object.entries(calls)) {
    const { body, status = 200 } = answer;
    it(`is an error of ${name}, as a body or in any field`, async () => {
      server.answer = () => answer;
      await call(asked());
      for (const code of new Set([status, 200, 404, 403, 409])) {
        for (const one of [...BODIES, ...TEXTS]) {
          // What is 204 has no body, and a create's is passed over.
          if (code === 204 || (code === 201 && answer === made) || own(name, one)) continue;
          await rejects(call, { ...one, status: code });
        }
      }
      for (const one of bare) {
        if (answer !== done || one.status !== 204) await rejects(call, one);
      }
      if (!name.startsWith("scim.")) {
        for (const one of elsewhere) await rejects(call, { status: 404, body: one });
      }
      for (const one of faulty(body)) {
        server.answer = () => ({ body: one });
        // A field that nobody needs may be missing or null.
        await call(asked()).then((read = null) => assert.ok(isWhole(read)), isUnexpected);
      }
    });
  }

  for (const [what, [answer, call]] of Object.entries(others)) {
    it(`is one about ${what} that was not asked for`, () => rejects(call, answer));
  }

  for (const [what, [answer, call]] of Object.entries(nobodys)) {
    it(`is one about ${what}`, async () => {
      server.answer = () => answer;
      await assert.rejects(call(asked()), isUnexpected);
    });
  }

  it("is a page, also where a redirect within the origin leads to it", async () => {
    server.answer = ({ url }) =>
      url === "/portal" ? html : { status: 302, headers: { location: "/portal" } };
    for (const [, call] of Object.values(calls)) {
      await assert.rejects(call(asked()), isUnexpected);
    }
  });
});
