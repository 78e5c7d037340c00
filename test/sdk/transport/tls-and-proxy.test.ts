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
  ProxyError,
  tokenAuthorizer,
  UsageError,
  type ArkIDClientOptions,
} from "../../../sdk";
import { ManagementClient } from "../../../sdk/authing";
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

/** A SOCKS 5 proxy that leads to one port whoever asks by a name, and remembers the names. */
async function socksProxy(port: number) {
  const asked: string[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    socket.once("data", () => {
      socket.write(Buffer.from([5, 0]));
      socket.once("data", (request) => {
        asked.push(request.subarray(5, -2).toString());
        socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
        const target = net.connect(port, "127.0.0.1");
        socket.pipe(target).pipe(socket);
        sockets.add(target.on("error", () => target.destroy()));
      });
    });
    sockets.add(socket.on("error", () => socket.destroy()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  };
  return { asked, url: `socks5h://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
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

  describe("a proxy that fails", () => {
    const SERVER = "https://id.acme.example";
    /** A proxy that answers every CONNECT, and every request, with a status. */
    const refusing = async (status: number) => {
      const server = http.createServer((_, response) => void response.writeHead(status).end());
      server.on("connect", (_, socket: net.Socket) => {
        socket.on("error", () => undefined).end(`HTTP/1.1 ${status} No\r\n\r\n`);
      });
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
    };
    const told = async (setting: string, value: string, url: string) => {
      process.env[setting] = value;
      const { error, attempts } = await failure({ url, retry: { attempts: 3 } });
      assert.ok(error instanceof ProxyError && !error.sent, inspect(error));
      assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /s3cret/);
      return { message: error.message, attempts };
    };

    for (const [status, says, tries] of [
      [407, /refused the request \(407\): give its username and password in HTTPS_PROXY, or /, 1],
      [
        403,
        /does not connect to id\.acme\.example:443 \(403\): correct the url, or name the host/,
        1,
      ],
      [502, /does not connect to id\.acme\.example:443 \(502\)/, 3],
    ] as const) {
      it(`is told with its address and its variable where it answers ${status}`, async () => {
        const { server, host } = await refusing(status);
        const { message, attempts } = await told("HTTPS_PROXY", `http://u:s3cret@${host}`, SERVER);
        server.close();
        assert.ok(message.startsWith(`the proxy http://${host} of HTTPS_PROXY `), message);
        assert.match(message, says);
        assert.equal(attempts, tries);
      });
    }

    it("is told where it asks for a login in plain HTTP", async () => {
      const { server, host } = await refusing(407);
      const plain = "http://id.acme.example";
      const { message, attempts } = await told("HTTP_PROXY", `http://u:s3cret@${host}`, plain);
      server.closeAllConnections();
      server.close();
      assert.match(message, /^the proxy http:\/\/127.* of HTTP_PROXY refused the request \(407\)/);
      assert.equal(attempts, 1);
    });

    for (const [what, value, says] of [
      [
        "is not there",
        "http://u:s3cret@127.0.0.1:1",
        /can't be reached: connection refused; correct/,
      ],
      ["has no such name", "http://u:s3cret@no.invalid:1", /http:\/\/no\.invalid:1 .*: host name/],
      [
        "has no address",
        "gopher://u:s3cret@x:1",
        /gopher:\/\/x:1 of ALL_PROXY can't be used: give/,
      ],
      [
        "has no URL",
        "http://u:s3cret@:1",
        /^the proxy of ALL_PROXY can't be used: give a URL such/,
      ],
    ] as const) {
      for (const url of [SERVER, "http://id.acme.example"]) {
        it(`is told where it ${what}, for ${url}`, async () => {
          const { message } = await told("ALL_PROXY", value, url);
          assert.match(message, says);
          assert.match(message, /of ALL_PROXY/);
        });
      }
    }

    it("is told where it speaks no TLS", async () => {
      const { server, host } = await refusing(200);
      const { message } = await told("HTTPS_PROXY", host, SERVER);
      server.close();
      assert.match(message, /^the proxy https:.*it speaks no TLS there; begin HTTPS_PROXY http:/);
    });

    it("is not blamed for the server behind it", async () => {
      process.env["HTTPS_PROXY"] = proxy.url;
      const { error } = await failure({ url: SERVER });
      assert.ok(error instanceof ConnectionError && !(error instanceof ProxyError));
      assert.match(
        error.message,
        /^the server at https:\/\/id.* certificate of an unknown authority/,
      );
    });

    it("is told by Authing's client, too", async () => {
      const { server, host } = await refusing(407);
      process.env["HTTPS_PROXY"] = `http://u:s3cret@${host}`;
      const keys = { accessKeyId: "ak", accessKeySecret: "sk", retry: false } as const;
      const client = new ManagementClient({ host: SERVER, ...keys });
      const error: unknown = await client.users.get("ada").catch((thrown: unknown) => thrown);
      server.close();
      assert.ok(error instanceof ProxyError, inspect(error));
      assert.match(error.message, /^the proxy http:.* of HTTPS_PROXY refused the request \(407\)/);
      assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /s3cret/);
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

  it("goes through a SOCKS proxy", async () => {
    const socks = await socksProxy(Number(port));
    process.env["ALL_PROXY"] = socks.url;
    const client = new ArkIDClient({ url: "https://id.acme.example", caFile });
    assert.equal((await client.org.get("o")).name, "Acme");
    assert.deepEqual(socks.asked, ["id.acme.example"]);
    socks.close();
  });

  it("goes where a PAC file leads", async () => {
    const { host } = new URL(proxy.url);
    const script = `function FindProxyForURL(url, host) { return "PROXY ${host}"; }`;
    const pac = http.createServer((_, response) => void response.end(script));
    await new Promise<void>((done) => pac.listen(0, "127.0.0.1", done));
    const at = (pac.address() as AddressInfo).port;
    process.env["ALL_PROXY"] = `pac+http://127.0.0.1:${at}/proxy.pac`;
    const client = new ArkIDClient({ url: "https://id.acme.example", caFile });
    assert.equal((await client.org.get("o")).name, "Acme");
    assert.deepEqual(proxy.asked, ["id.acme.example:443"]);
    pac.closeAllConnections();
    pac.close();
  });

  it("goes around the proxy for what NO_PROXY names", async () => {
    process.env["HTTPS_PROXY"] = proxy.url;
    process.env["NO_PROXY"] = "127.0.0.1";
    const client = new ArkIDClient({ url: `https://127.0.0.1:${port}`, caFile });
    assert.equal((await client.org.get("o")).name, "Acme");
    assert.deepEqual(proxy.asked, []);
  });
});
