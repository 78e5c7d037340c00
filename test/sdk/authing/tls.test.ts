import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import https from "node:https";
import { join } from "node:path";
import { AuthenticationClient, ConnectionError, UsageError } from "../../../sdk/authing";
import { loopback, type Loopback } from "../loopback";
import { clientOf, granting, rejection } from "./support";

const FIXTURES = join(__dirname, "../fixtures");
const caFile = join(FIXTURES, "ca.pem");

describe("TLS to Authing", () => {
  let server: Loopback;
  const ask = (options: object) =>
    clientOf(server, { retry: false, ...options }).organizations.get("a");
  const askAsUser = (options: object) =>
    new AuthenticationClient({
      ...{ appId: "app", appSecret: "s", appHost: server.url, retry: false, ...options },
    }).profile.get();

  before(async () => {
    const key = readFileSync(join(FIXTURES, "server-key.pem"));
    const cert = readFileSync(join(FIXTURES, "server.pem"));
    const serve = (handler: Parameters<typeof https.createServer>[1]) =>
      https.createServer({ key, cert }, handler);
    server = await loopback(granting, serve);
    server.url = server.url.replace("http:", "https:");
  });
  after(() => server.close());

  for (const [who, call] of Object.entries({ "an administrator": ask, "a user": askAsUser })) {
    it(`refuses ${who} a server that nobody vouches for, naming the option`, async () => {
      const error = await rejection(call({}));
      assert.ok(error instanceof ConnectionError);
      assert.match(error.message, /name .* as caFile/);
    });

    it(`trusts the authorities that ${who} names`, () => call({ caFile }));

    it(`trusts anybody where ${who} says so`, () => call({ rejectUnauthorized: false }));
  }

  it("names a file that can't be read", async () => {
    const error = await rejection(ask({ caFile: "/nowhere.pem" }));
    assert.ok(error instanceof UsageError);
    assert.match(error.message, /nowhere\.pem/);
  });
});
