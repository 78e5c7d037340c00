import assert from "node:assert/strict";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { ConnectionError, isResponseTooLarge, isUnexpectedResponse } from "../../../sdk/authing";
import { clientOf, ok, rejection } from "./support";

const JSON_TYPE = { "content-type": "application/json" };
const LIMIT = 1024 * 1024;
const ORG = {
  ...{ organizationCode: "顶点", organizationName: "顶点", departmentId: "1" },
  ...{ description: "", membersCount: 0, departmentName: "顶点" },
};

describe("answers of Authing end", () => {
  let server: http.Server;
  let answer: (response: http.ServerResponse) => unknown;
  let met = 0;
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = (maxResponseSize = LIMIT) =>
    clientOf({ url: url() }, { maxResponseSize }).organizations.get("顶点");

  before(async () => {
    server = http.createServer((request, response) => {
      met++;
      request.resume().on("end", () => void answer(response));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => (met = 0));

  it("at the largest size, which is read, and one byte more is not", async () => {
    const text = JSON.stringify(ok({ ...ORG, organizationName: "顶点".padEnd(LIMIT / 4) }).body);
    answer = (response) => response.writeHead(200, JSON_TYPE).end(text);
    const size = Buffer.byteLength(text);
    await ask(size);
    const error = await rejection(ask(size - 1));
    assert.ok(isResponseTooLarge(error));
    assert.match(error.message, /^GET \/api\/v3\/get-organization answered more than \d+ bytes/);
    assert.equal(met, 2);
  });

  it("however few bytes of gzip they are", async () => {
    const headers = { ...JSON_TYPE, "content-encoding": "gzip" };
    const bomb = gzipSync(Buffer.alloc(40 * LIMIT));
    answer = (response) => response.writeHead(200, headers).end(bomb);
    assert.ok(isResponseTooLarge(await rejection(ask())));
    assert.equal(met, 1);
  });

  for (const status of [200, 502]) {
    it(`also where they have none and say ${status}, and the connection with them`, async () => {
      let closed: Promise<unknown> | undefined;
      answer = (response) => {
        closed = new Promise((done) => response.on("close", done));
        const pour = () => {
          while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, "a")));
        };
        response.writeHead(status, JSON_TYPE).on("drain", pour);
        pour();
      };
      assert.ok(isResponseTooLarge(await rejection(ask())));
      await closed;
      assert.equal(met, 1);
    });
  }

  it("where the connection breaks in the middle, which is tried again", async () => {
    let left = 2;
    const text = JSON.stringify(ok(ORG).body);
    answer = (response) => {
      if (left-- <= 0) return response.writeHead(200, JSON_TYPE).end(text);
      response.writeHead(200, { ...JSON_TYPE, "content-length": 999 }).write(text.slice(0, 20));
      return setImmediate(() => response.socket?.destroy());
    };
    assert.equal((await ask()).organizationName, "顶点");
    assert.equal(met, 3);
  });

  it("where they are not encoded as they say, which is not", async () => {
    const headers = { ...JSON_TYPE, "content-encoding": "gzip" };
    answer = (response) => response.writeHead(200, headers).end("not gzip");
    const error = await rejection(ask());
    assert.ok(error instanceof ConnectionError && error.permanent);
    assert.match(error.message, /its answer is not encoded as its header says$/);
    assert.equal(met, 1);
  });

  it("where they are no HTTP, which is not", async () => {
    const odd = net.createServer((socket) => {
      met++;
      const text = "HTTP/1.1 200 OK\r\nX Y: z\r\n\r\n";
      socket.on("error", () => undefined).once("data", () => socket.end(text));
    });
    await new Promise<void>((done) => odd.listen(0, "127.0.0.1", done));
    const { port } = odd.address() as AddressInfo;
    const client = clientOf({ url: `http://127.0.0.1:${port}` });
    const error = await rejection(client.organizations.get("顶点"));
    odd.close();
    assert.ok(error instanceof ConnectionError);
    assert.match(error.message, /it does not answer in HTTP \(HPE_\w+\); correct the url$/);
    assert.equal(met, 1);
  });

  it("at a redirect, be it to another port of the host", async () => {
    let others = 0;
    const other = http.createServer((_request, response) => {
      others++;
      response.end();
    });
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    for (const status of [301, 302, 303, 307, 308]) {
      answer = (response) => response.writeHead(status, { location }).end();
      const client = clientOf({ url: url() });
      for (const call of [
        client.organizations.get("顶点"),
        client.users.create({ username: "阿达" }),
      ]) {
        assert.ok(isUnexpectedResponse(await rejection(call)));
      }
    }
    other.close();
    assert.deepEqual([met, others], [10, 0]);
  });
});
