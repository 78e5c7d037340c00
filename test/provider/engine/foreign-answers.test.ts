import assert from "node:assert/strict";
import { NotFoundError, ProviderError } from "../../../provider/backends/errors";
import { kinds } from "../../../provider/kinds";
import type { Values } from "../../../provider/engine/kind";
import { RequestMetrics } from "../../../provider/metrics/request-metrics";
import { Declared } from "../support/declared";
import { busy, proxy, unrouted, type Foreign, type Proxy } from "../support/proxy";
import { TestServer, type MadeOrg } from "../support/test-server";

type Kind = keyof typeof kinds;

const PAGE = "<html><h1>Please sign in</h1></html>";
const json = (text: string): Foreign => ({ name: `200 ${text}`, status: 200, text });
const page = (status: number): Foreign => ({
  ...{ name: `a page with ${status}`, status, text: PAGE, type: "text/html" },
});

/** None of them is an answer of the system, whatever was asked. */
const FOREIGN: Foreign[] = [
  ...[unrouted, busy, page(200), page(404), page(503)],
  ...["null", "[]", "5", '"ok"', "{}", '{"oid":', '{"detail":"not here"}'].map(json),
  { name: "an empty 404", status: 404, text: "" },
  { name: "404 with more than a detail", status: 404, text: '{"detail":"x","request_id":"1"}' },
  { name: "404 with a detail that is no text", status: 404, text: '{"detail":null}' },
  { name: "204", status: 204, text: "" },
  { name: "JSON called text", status: 200, text: "{}", type: "text/plain" },
  { name: "a redirect to nowhere", status: 302, text: "" },
];

const isRead = (request: string) => request.startsWith("GET ");
const isWrite = (request: string) => !/^GET |ucenter\/login/.test(request);

describe("an answer that is none of the system's", () => {
  let server: TestServer;
  let acme: MadeOrg;
  let between: Proxy;
  before(async () => {
    server = await TestServer.start();
    between = await proxy(server.url);
    acme = await server.org("极致公司");
    await server.people("ada1", "bob1");
    await server.node(acme.root("department"), "lab");
    await server.join("d_lab", "ada1", "bob1");
    await server.send("POST", `org/${acme.oid}/app/`, { uid: "ci", name: "CI" });
  });
  after(() => between.close().then(() => server.close()));
  beforeEach(() => (between.fault = () => "pass"));

  const soon = () => new Promise<void>((resolve) => setImmediate(resolve));
  const session = () =>
    server.session({ url: between.url }, new RequestMetrics(undefined, soon)).session;

  let count = 0;
  const declarations: Record<Kind, () => Values> = {
    Org: () => ({ name: `组织 ${++count}` }),
    Node: () => ({ org: acme.oid, kind: "group", uid: `group${++count}`, name: "小组" }),
    User: () => ({ username: `user${++count}`, name: "王芳" }),
    NodeMembers: () => ({ node: "d_lab", users: ["ada1"], mode: "additive" }),
    OrgMember: () => ({ org: acme.oid, user: "ada1", position: "工程师" }),
    OrgMembers: () => ({ org: acme.oid, users: ["ada1"], mode: "additive" }),
    App: () => ({ org: acme.oid, uid: `app${++count}`, name: "应用", oauth: {} }),
    Perm: () => ({ scope: "ci", name: `权限 ${++count}` }),
    PermGrants: () => ({ perm: "ci/access", users: ["ada1"], mode: "additive" }),
  };
  const edits: Record<Kind, Values> = {
    ...{ Org: { name: "改名" }, Node: { name: "改名" }, User: { name: "改名" } },
    ...{ NodeMembers: { users: ["bob1"] }, OrgMembers: { users: ["bob1"] } },
    ...{ OrgMember: { position: "主管" }, App: { name: "改名" }, Perm: { name: "改名" } },
    PermGrants: { users: ["bob1"] },
  };

  const declared = (kind: Kind) => new Declared(kinds[kind], session(), "it");
  const made = (kind: Kind) => declared(kind).create(declarations[kind]());

  /** The requests of a call, each once. */
  async function requestsOf(call: () => Promise<unknown>, isMeant: (request: string) => boolean) {
    between.met.length = 0;
    await call();
    return [...new Set(between.met)].filter(isMeant);
  }

  /** An error that leaves the state as it is. */
  function assertKeeps(error: unknown, what: string): void {
    assert.ok(error instanceof ProviderError, `${what}: ${String(error)}`);
    assert.ok(!(error instanceof NotFoundError), `${what}: ${error.message}`);
    assert.doesNotMatch(error.message, /undefined/, what);
  }

  async function readSpoiled(kind: Kind, one: Declared, isSpoiled: (request: string) => boolean) {
    for (const foreign of FOREIGN) {
      const what = `${kind}, ${foreign.name}`;
      between.fault = (request) => (isSpoiled(request) ? foreign : "pass");
      const read = kinds[kind].read(session(), one.id, one.state);
      await read.then(
        // What was read another way is as right as ever.
        (live) => assert.deepEqual(live, one.state, what),
        (error: unknown) => assertKeeps(error, what),
      );
    }
    between.fault = () => "pass";
  }

  for (const kind of Object.keys(kinds) as Kind[]) {
    it(`never makes ${kind} look gone or changed, whichever read it meets`, async () => {
      const one = await made(kind);
      await one.refresh();
      const read = () => kinds[kind].read(session(), one.id, one.state);
      const requests = await requestsOf(read, isRead);
      assert.notDeepEqual(requests, []);
      for (const spoiled of requests) await readSpoiled(kind, one, (met) => met === spoiled);
      await readSpoiled(kind, one, isRead);
    }).timeout(20_000);

    it(`never counts as the edit or the end of ${kind}`, async () => {
      for (const step of ["edit", "end"] as const) {
        for (const foreign of [unrouted, busy, page(200), page(404), json("null")]) {
          const one = await made(kind);
          const inputs = { ...one.inputs, ...edits[kind] };
          one.session = session();
          between.fault = (request) => (isWrite(request) ? foreign : "pass");
          let isDone = false;
          const what = `${kind}, ${step}, ${foreign.name}`;
          const call = async () => {
            await (step === "edit" ? one.update(inputs) : one.delete());
            isDone = true;
          };
          const keep = (error: unknown) => assertKeeps(error, what);
          const wrote = await requestsOf(() => call().catch(keep), isWrite);
          between.fault = () => "pass";
          assert.equal(isDone, wrote.length === 0, what);
          await one.delete().catch(() => undefined);
        }
      }
    }).timeout(20_000);
  }
});
