import assert from "node:assert/strict";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import {
  ArkIDClient,
  ConnectionError,
  isResponseTooLarge,
  UsageError,
  type RequestEvent,
} from "../../../sdk";
import { LARGEST_RESPONSE } from "../../../sdk/transport/body";
import { wireOrg } from "../answers";

const JSON_TYPE = { "content-type": "application/json" };
const MEBIBYTE = 1024 * 1024;
const LIMIT = MEBIBYTE;
const ORG = JSON.stringify(wireOrg());

describe("the largest answer", () => {
  let server: http.Server;
  let url: string;
  let answer: (response: http.ServerResponse) => void;
  let met = 0;
  const events: RequestEvent[] = [];

  /** Sends for as long as somebody listens; tells how many bytes that were. */
  function pourInto(response: http.ServerResponse): Promise<number> {
    let sent = 0;
    const chunk = Buffer.alloc(64 * 1024, "a");
    const pour = () => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    };
    response.on("drain", pour);
    pour();
    return new Promise((done) => response.on("close", () => done(sent)));
  }

  before(async () => {
    server = http.createServer((request, response) => {
      met++;
      request.resume().on("end", () => answer(response));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => (met = events.length = 0));

  for (const fetch of [undefined, globalThis.fetch]) {
    const client = (maxResponseSize?: number) =>
      new ArkIDClient({
        ...{ url, maxResponseSize, sleep: () => Promise.resolve() },
        ...{ onRequest: (event) => events.push(event), ...(fetch && { fetch }) },
      });

    describe(`by ${fetch ? "the platform's" : "node's"} fetch`, () => {
      it("is read, and one byte more is not, nor asked for again", async () => {
        const name = "顶点".padEnd(LIMIT / 4);
        const text = JSON.stringify(wireOrg({ name }));
        answer = (response) => response.writeHead(200, JSON_TYPE).end(text);
        const size = Buffer.byteLength(text);
        assert.equal((await client(size).org.get("o")).name, name);
        await assert.rejects(client(size - 1).org.get("o"), (error) => {
          assert.ok(isResponseTooLarge(error));
          assert.equal(error.limit, size - 1);
          assert.match(error.message, /^GET org\/o\/ answered more than \d+ bytes: /);
          return true;
        });
        assert.equal(met, 2);
        assert.deepEqual(
          events.map(({ error }) => error),
          [undefined, "ResponseTooLargeError"],
        );
      });

      it("is counted decoded, so that little gzip is no way around it", async () => {
        const bomb = gzipSync(Buffer.alloc(40 * LIMIT));
        const headers = { ...JSON_TYPE, "content-encoding": "gzip" };
        answer = (response) => response.writeHead(200, headers).end(bomb);
        assert.ok(bomb.length < LIMIT);
        await assert.rejects(client(LIMIT).org.get("o"), isResponseTooLarge);
        assert.equal(met, 1);
      });

      it("ends an answer without end, and the connection with it", async () => {
        let poured: Promise<number> | undefined;
        answer = (response) => void (poured = pourInto(response.writeHead(200, JSON_TYPE)));
        await assert.rejects(client(LIMIT).org.get("o"), isResponseTooLarge);
        // What the sockets of both sides hold is on its way already.
        assert.ok(((await poured) ?? Infinity) < LIMIT + 16 * MEBIBYTE);
        assert.equal(met, 1);
      });

      it("holds for errors, too", async () => {
        answer = (response) => void pourInto(response.writeHead(500, JSON_TYPE));
        await assert.rejects(client(LIMIT).org.get("o"), isResponseTooLarge);
        assert.equal(met, 1);
      });

      it("is 64 MiB unless told otherwise", async () => {
        const half = Buffer.alloc(LARGEST_RESPONSE / 2, " ");
        answer = (response) => {
          response.writeHead(200, JSON_TYPE).write(half);
          response.end(half);
        };
        await client()
          .org.get("o")
          .catch((error: unknown) => {
            assert.ok(!isResponseTooLarge(error));
          });
        answer = (response) => {
          response.writeHead(200, JSON_TYPE).write(half);
          response.write(half);
          response.end(" ");
        };
        await assert.rejects(client().org.get("o"), /more than 64 MiB/);
      }).timeout(30_000);
    });
  }

  it("is no reason to give up where an answer is only shorter than it says", async () => {
    let left = 2;
    answer = (response) => {
      if (left-- === 0) return void response.writeHead(200, JSON_TYPE).end(ORG);
      response.writeHead(200, { ...JSON_TYPE, "content-length": 2 * LIMIT }).write("{");
      response.socket?.end();
    };
    const client = new ArkIDClient({ url, sleep: () => Promise.resolve() });
    assert.equal((await client.org.get("o")).name, "Acme");
    assert.equal(met, 3);
    left = Infinity;
    await assert.rejects(client.org.get("o"), ConnectionError);
  });

  it("can't be nothing", () => {
    for (const maxResponseSize of [0, -1, NaN]) {
      assert.throws(() => new ArkIDClient({ url, maxResponseSize }), UsageError);
    }
  });
});
