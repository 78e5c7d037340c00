import assert from "node:assert/strict";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "../../../../provider/backends";
import { UnavailableError } from "../../../../provider/backends/errors";
import { readConfiguration } from "../../../../provider/run/settings";
import { RequestMetrics } from "../../../../provider/metrics/request-metrics";
import { wireOrg, wireMember } from "../../../sdk/answers";

const ORG = "11111111-1111-4111-8111-111111111111";
const JSON_TYPE = { "content-type": "application/json" };
type Fault = (response: http.ServerResponse) => void;

describe("a server, or what stands before it, in trouble", () => {
  let server: http.Server;
  let met: number;
  /** How each request in turn is answered; well, once there is none left. */
  let faults: Fault[];
  before(async () => {
    server = http.createServer((request, response) => {
      met++;
      const well: Fault = (to) =>
        to.writeHead(200, JSON_TYPE).end(JSON.stringify(wireOrg({ oid: ORG })));
      request.resume().on("end", () => (faults.shift() ?? well)(response));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    met = 0;
    faults = [];
  });

  const always = (fault: Fault) => void (faults = Array<Fault>(100).fill(fault));
  function backend(settings: Readonly<Record<string, string>> = {}) {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const all: Record<string, string> = { url, token: "t", ...settings };
    const configuration = readConfiguration(all, {});
    const soon = () => new Promise<void>((resolve) => setImmediate(resolve));
    return connect(configuration, new RequestMetrics(undefined, soon));
  }
  const read = (settings?: Readonly<Record<string, string>>) =>
    backend(settings).orgs.get({ id: ORG });
  const says = (pattern: RegExp) => (error: unknown) =>
    error instanceof UnavailableError && pattern.test(error.message);
  const later = (value: string) => new Date(Date.now() + Number(value) * 1000).toUTCString();

  for (const [what, value] of [
    ["an hour", "3600"],
    ["1e12 seconds", "1e12"],
    ["two hours, by a date", later("7200")],
  ] as const) {
    it(`is not waited for where it asks for ${what}, and that is what is said`, async () => {
      always((response) => response.writeHead(429, { "retry-after": value }).end());
      const sentence = /with 429 .* asks to wait for \d+ s: run again later/;
      await assert.rejects(read(), says(sentence));
      assert.equal(met, 1);
    });
  }

  for (const [what, value] of [
    ...["-5", "soon", "", "Infinity"].map((value) => [value, value] as const),
    ["a date that is over", later("-60")] as const,
  ]) {
    it(`is asked again soon where it says to wait for "${what}"`, async () => {
      faults = [(response) => response.writeHead(429, { "retry-after": value }).end()];
      assert.equal((await read()).id, ORG);
      assert.equal(met, 2);
    });
  }

  for (const status of [502, 503, 504]) {
    it(`is said to be unwell after ${status} again and again`, async () => {
      always((response) => response.writeHead(status, { "content-type": "text/html" }).end("<p>"));
      await assert.rejects(read(), says(/run again when the server is well/));
      assert.equal(met, 10);
    });
  }

  it("is taken for another server where it answers with a page", async () => {
    always((response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>"));
    await assert.rejects(
      read(),
      says(/not as ArkID does .*: check that identity:url leads to an ArkID server/),
    );
    assert.equal(met, 4);
  });

  it("is not heard out where its answer has no end, nor asked again", async () => {
    const chunk = Buffer.alloc(1024 * 1024, " ");
    always((response) => {
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.writeHead(200, JSON_TYPE).on("drain", pour);
      pour();
    });
    await assert.rejects(read(), says(/answered more than 64 MiB: .*; check identity:url$/));
    assert.equal(met, 1);
  });

  it("is asked twice where it sends back and forth, and not again", async () => {
    const to = (location: string) => (response: http.ServerResponse) =>
      void response.writeHead(302, { location }).end();
    faults = [to("/elsewhere/"), to(`/siteapi/v1/org/${ORG}/`)];
    await assert.rejects(read(), says(/redirected in a circle; .* an ArkID server$/));
    assert.equal(met, 2);
  });

  it("is not believed that shows the same members again and again", async () => {
    const results = Array.from({ length: 100 }, (_, index) =>
      wireMember({ username: `成员${index}` }),
    );
    const page = JSON.stringify({ count: 10_000, next: "/more", previous: null, results });
    always((response) => response.writeHead(200, JSON_TYPE).end(page));
    const members = backend().nodeMembers.list({ org: ORG, id: "d_研发部" });
    await assert.rejects(members, says(/a list repeats itself: page 2 .*; check identity:url$/));
    assert.equal(met, 2);
  });

  const cut = (headers: http.OutgoingHttpHeaders): Fault => {
    return (response) => {
      response.writeHead(200, { ...JSON_TYPE, ...headers }).write('{"oid":');
      setImmediate(() => response.socket?.destroy());
    };
  };
  for (const [what, headers] of [
    ["of a known length", { "content-length": 500 }],
    ["in chunks", {}],
  ] as const) {
    it(`is asked again after half an answer ${what}`, async () => {
      faults = [cut(headers)];
      assert.equal((await read()).id, ORG);
      assert.equal(met, 2);
    });
  }

  it("is asked again where its answer drips for longer than the time limit", async () => {
    faults = [
      (response) => {
        response.writeHead(200, JSON_TYPE);
        const drip = setInterval(() => response.write(" "), 20);
        response.on("close", () => clearInterval(drip));
      },
    ];
    assert.equal((await read({ timeout: "0.2" })).id, ORG);
    assert.equal(met, 2);
  });
});
