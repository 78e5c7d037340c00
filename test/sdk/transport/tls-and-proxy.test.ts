import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { join } from "node:path";
import { inspect } from "node:util";
import {
  ArkIDClient,
  ConnectionError,
  tokenAuthorizer,
  UsageError,
  type ArkIDClientOptions,
} from "../../../sdk";
import { wireOrg } from "../answers";
import { loopback, type Loopback } from "../loopback";

const FIXTURES = join(__dirname, "../fixtures");
const caFile = join(FIXTURES, "ca.pem");
const NAMES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];

/** A proxy that tunnels whatever it is asked for to one port, and remembers the names. */
async function tunnel(port: number) {
  const asked: string[] = [];
  const sockets = new Set<net.Socket>();
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? "");
    const body = JSON.stringify(wireOrg({ name: "via proxy" }));
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  });
  server.on("connect", (request: http.IncomingMessage, socket: net.Socket) => {
    asked.push(request.url ?? "");
    const target = net.connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      socket.pipe(target).pipe(socket);
    });
    for (const one of [socket, target]) sockets.add(one.on("error", () => one.destroy()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    sockets.forEach((socket) => socket.destroy());
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

describe("TLS and proxies", () => {
  let server: Loopback;
  let proxy: Awaited<ReturnType<typeof tunnel>>;
  let port: string;
  const kept: Record<string, string | undefined> = {};

  before(async () => {
    const key = readFileSync(join(FIXTURES, "server-key.pem"));
    const cert = readFileSync(join(FIXTURES, "server.pem"));
    const answer = () => ({ body: wireOrg() });
    server = await loopback(answer, (handler) => https.createServer({ key, cert }, handler));
    port = new URL(server.url).port;
    proxy = await tunnel(Number(port));
  });
  after(async () => {
    await server.close();
    await proxy.close();
  });
  beforeEach(() => {
    proxy.asked.length = 0;
    for (const name of NAMES.flatMap((upper) => [upper, upper.toLowerCase()])) {
      kept[name] = process.env[name];
      delete process.env[name];
    }
  });
  afterEach(() => {
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it("trusts the authority of caFile", async () => {
    const client = new ArkIDClient({ url: `https://127.0.0.1:${port}`, caFile });
    assert.equal((await client.org.get("o")).name, "Acme");
  });

  it("refuses an unknown authority, and says what to set", async () => {
    const client = new ArkIDClient({ url: `https://127.0.0.1:${port}`, retry: false });
    await assert.rejects(client.org.get("o"), (error: ConnectionError) => {
      assert.ok(error instanceof ConnectionError);
      assert.match(error.message, /certificate of an unknown authority; name it as caFile$/);
      return true;
    });
  });

  /** What a read fails with at last, and after how many attempts. */
  async function failure(options: ArkIDClientOptions) {
    let attempts = 0;
    const client = new ArkIDClient({
      ...{ sleep: () => Promise.resolve(), onRequest: () => void attempts++, ...options },
    });
    const error: unknown = await client.org.get("o").then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    return { error, attempts };
  }

  for (const fetch of [undefined, globalThis.fetch]) {
    const by = fetch ? "the platform's" : "node's";

    it(`tries an unknown authority once, as nothing was sent (by ${by} fetch)`, async () => {
      const url = `https://127.0.0.1:${port}`;
      const { error, attempts } = await failure({ url, ...(fetch && { fetch }) });
      assert.ok(error instanceof ConnectionError && error.permanent && !error.sent);
      assert.match(error.message, /certificate of an unknown authority; name it as caFile$/);
      assert.equal(attempts, 1);
    });

    it(`tries once what speaks no TLS, and says how the url begins (by ${by} fetch)`, async () => {
      const plain = await loopback(() => ({}));
      const url = plain.url.replace("http:", "https:");
      const { error, attempts } = await failure({ url, ...(fetch && { fetch }) });
      await plain.close();
      assert.ok(error instanceof ConnectionError && !error.sent);
      assert.match(error.message, /it speaks no TLS there; begin the url http:\/\/$/);
      assert.equal(attempts, 1);
    });

    it(`tries once what answers in no HTTP (by ${by} fetch)`, async () => {
      const odd = net.createServer((socket) => {
        const body = `X-Long: ${"长".repeat(9_000)}\r\n\r\n`;
        socket
          .on("error", () => undefined)
          .once("data", () => socket.end(`HTTP/1.1 200 OK\r\n${body}`));
      });
      await new Promise<void>((done) => odd.listen(0, "127.0.0.1", done));
      const url = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
      const { error, attempts } = await failure({ url, ...(fetch && { fetch }) });
      odd.close();
      assert.ok(error instanceof ConnectionError && error.sent);
      assert.match(error.message, /the headers of its answer are too long$/);
      assert.equal(attempts, 1);
    });

    it(`refuses a token that no header can hold, and keeps it to itself (by ${by} fetch)`, async () => {
      for (const token of ["t0ken\nX: y", "密t0ken"]) {
        const authorizer = tokenAuthorizer(token);
        const url = `http://127.0.0.1:${port}`;
        const { error, attempts } = await failure({ url, authorizer, ...(fetch && { fetch }) });
        assert.ok(error instanceof UsageError);
        assert.match(error.message, /^the header authorization holds a character /);
        assert.doesNotMatch(inspect(error, { depth: 9 }), /t0ken/);
        assert.equal(attempts, 1);
      }
    });
  }

  for (const [what, file, says] of [
    [
      "is vouched for by nobody",
      "self-signed.pem",
      /self-signed certificate; name its authority as caFile$/,
    ],
    [
      "has expired",
      "expired.pem",
      /certificate has expired; renew it, or set this machine's clock$/,
    ],
  ] as const) {
    it(`tries once where the certificate ${what}`, async () => {
      const key = readFileSync(join(FIXTURES, "server-key.pem"));
      const cert = readFileSync(join(FIXTURES, file));
      const secure = (handler: http.RequestListener) => https.createServer({ key, cert }, handler);
      const other = await loopback(() => ({}), secure);
      const { error, attempts } = await failure({ url: other.url.replace("http:", "https:") });
      await other.close();
      assert.ok(error instanceof ConnectionError);
      assert.match(error.message, says);
      assert.deepEqual([attempts, other.met.length], [1, 0]);
    });
  }

  it("tries once where the certificate is another host's", async () => {
    process.env["HTTPS_PROXY"] = proxy.url;
    const { error, attempts } = await failure({ url: "https://hr.acme.example", caFile });
    assert.ok(error instanceof ConnectionError);
    assert.match(error.message, /its certificate is for another name; correct the url$/);
    assert.equal(attempts, 1);
  });

  it("says that caFile can't be read", async () => {
    const client = new ArkIDClient({ url: `https://127.0.0.1:${port}`, caFile: "/nowhere.pem" });
    await assert.rejects(client.org.get("o"), (error: UsageError) => {
      assert.ok(error instanceof UsageError);
      assert.equal(error.message, "caFile can't be read: /nowhere.pem");
      return true;
    });
  });

  it("tunnels through HTTPS_PROXY, still checking the server's certificate", async () => {
    process.env["HTTPS_PROXY"] = proxy.url;
    const url = "https://id.acme.example";
    const client = new ArkIDClient({ url, caFile });
    assert.equal((await client.org.get("o")).name, "Acme");
    assert.deepEqual(proxy.asked, ["id.acme.example:443"]);
    await assert.rejects(new ArkIDClient({ url, retry: false }).org.get("o"), ConnectionError);
  });

  it("sends plain HTTP through HTTP_PROXY", async () => {
    process.env["HTTP_PROXY"] = proxy.url;
    const client = new ArkIDClient({ url: "http://id.acme.example" });
    assert.equal((await client.org.get("o")).name, "via proxy");
    assert.deepEqual(proxy.asked, ["http://id.acme.example/siteapi/v1/org/o/"]);
  });

  it("goes around the proxy for what NO_PROXY names", async () => {
    process.env["HTTPS_PROXY"] = proxy.url;
    process.env["NO_PROXY"] = "127.0.0.1";
    const client = new ArkIDClient({ url: `https://127.0.0.1:${port}`, caFile });
    assert.equal((await client.org.get("o")).name, "Acme");
    assert.deepEqual(proxy.asked, []);
  });
});
