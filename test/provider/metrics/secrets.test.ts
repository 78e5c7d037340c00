import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { user } from "../../../provider/kinds/user/user";
import { openTrace } from "../../../provider/metrics/trace";
import { RequestMetrics } from "../../../provider/metrics/request-metrics";
import { Declared } from "../support/declared";
import { proxy, type Fault, type Proxy } from "../support/proxy";
import { ADMIN_PASSWORD, TestServer } from "../support/test-server";

const INITIAL = "an-initial-passw0rd";

/** Runs that fail in every way: whatever they tell must hold no credential. */
describe("what requests leave behind", () => {
  let server: TestServer;
  let between: Proxy;
  let folder: string;
  let token: string;
  const told: string[] = [];
  const tell = (thing: unknown) => void told.push(inspect(thing, { depth: 12, showHidden: true }));
  before(async () => {
    server = await TestServer.start();
    between = await proxy(server.url);
    folder = mkdtempSync(join(tmpdir(), "secrets-"));
    token = await server.login("admin", ADMIN_PASSWORD);
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await between.close();
    await server.close();
  });

  let runs = 0;
  /** Declares a person through the proxy; returns whether it went well, and keeps all that was told. */
  async function run(settings: Readonly<Record<string, string>>): Promise<boolean> {
    const file = join(folder, "trace.jsonl");
    const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 1));
    const metrics = new RequestMetrics(openTrace(file, tell), soon);
    const { session, warnings } = server.session({ url: between.url, ...settings }, metrics);
    const username = `person${++runs}`;
    const inputs = { username, initialPassword: INITIAL, email: `${username}@acme.example` };
    const declared = new Declared(user, session, username);
    let isWell = true;
    for (const step of [
      () => declared.create(inputs),
      () => declared.refresh(),
      () => declared.delete(),
    ]) {
      await step().catch((error: unknown) => ((isWell = false), tell(error)));
    }
    told.push(...warnings, metrics.counts.summary() ?? "", readFileSync(file, "utf8"));
    return isWell;
  }

  const faults: [string, Fault][] = [
    ["goes well", "pass"],
    ["meets 403", "deny"],
    ["meets 500", "refuse"],
    ["loses its answers", "lose"],
    ["meets 429", "throttle"],
  ];
  for (const [what, fault] of faults) {
    it(`holds no credential of a run that ${what}`, async () => {
      between.fault = (request) => (request.includes("login") ? "pass" : fault);
      assert.equal(await run({}), fault === "pass");
      assert.equal(await run({ token }), fault === "pass");
      assertClean();
    });
  }

  it("holds no credential of a login that is refused", async () => {
    between.fault = () => "pass";
    assert.equal(await run({ password: `${ADMIN_PASSWORD}-wrong` }), false);
    assert.equal(await run({ token: `${token}x` }), false);
    assertClean();
  });

  it("holds no credential of a run without an answer, or without a server", async () => {
    between.before = () => new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(await run({ timeout: "0.02" }), false);
    between.before = () => Promise.resolve();
    assert.equal(await run({ url: "http://127.0.0.1:1" }), false);
    assert.equal(await run({ url: between.url.replace("http:", "https:") }), false);
    assertClean();
  });

  it("never ends a token: it is all its user's sessions'", async () => {
    assert.ok(!between.met.some((request) => request.includes("revoke")));
    assert.equal((await server.send("GET", "org/", undefined, token)).status, 200);
  });

  function assertClean(): void {
    const text = told.join("\n");
    assert.ok(text.includes("POST") && text.includes("user/"), "nothing was told");
    for (const [what, secret] of Object.entries({ ADMIN_PASSWORD, INITIAL, token })) {
      assert.ok(!text.includes(secret), `${what} is in what was told`);
    }
    assert.doesNotMatch(text, /"path":"[^"]*person\d/, "an id is in the trace");
  }
});
