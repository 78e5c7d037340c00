import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { startServer } from "../../../../emulator";
import { connect } from "../../../../provider/backends";
import { readConfiguration } from "../../../../provider/run/settings";
import { loopback } from "../../../sdk/loopback";

const FIXTURES = join(__dirname, "../../../sdk/fixtures");
const admin = { username: "admin", password: "s3cret-pw" };
const key = { backend: "authing", accessKeyId: "ak", accessKeySecret: "s3cret-key" };

/** What the first check of a run says. */
const told = async (settings: Readonly<Record<string, string>>): Promise<string> => {
  const { login } = connect(readConfiguration({ timeout: "2", ...settings }, {}));
  const message = await login().then(() => "", String);
  assert.doesNotMatch(message, /s3cret/);
  return message;
};

describe("a login at another server than the configured one", function () {
  this.timeout(60_000);

  it("names the backend of an Authing server", async () => {
    const { url, close } = await startServer({ api: "authing" });
    const says = /; it answers as authing does, so set identity:backend to authing$/;
    assert.match(await told({ url, ...admin }), says);
    assert.match(await told({ url, token: "t" }), says);
    await close();
  });

  it("names the backend of an ArkID server", async () => {
    const { url, close } = await startServer();
    assert.match(
      await told({ url, ...key }),
      /; it answers as arkid does, so set identity:backend to arkid$/,
    );
    await close();
  });

  it("says that a server speaks TLS", async () => {
    const files = { key: "server-key.pem", cert: "server.pem" };
    const options = {
      key: readFileSync(join(FIXTURES, files.key)),
      cert: readFileSync(join(FIXTURES, files.cert)),
    };
    const server = await loopback(
      () => ({}),
      (handler) => https.createServer(options, handler),
    );
    const url = server.url.replace("https:", "http:");
    for (const settings of [admin, key]) {
      assert.match(
        await told({ url, ...settings }),
        /; it speaks TLS, so begin identity:url with https:\/\/$/,
      );
    }
    await server.close();
  });

  it("says that a server speaks no TLS", async () => {
    const { url, close } = await startServer();
    const says = /it speaks no TLS there; begin the url http:\/\/; check identity:url$/;
    for (const settings of [admin, key]) {
      assert.match(await told({ url: url.replace("http:", "https:"), ...settings }), says);
    }
    await close();
  });

  it("guesses nothing of a portal's page", async () => {
    const server = await loopback(() => ({ text: "<html>portal</html>" }));
    assert.match(
      await told({ url: server.url, ...admin }),
      /is no ArkID server: correct identity:url$/,
    );
    assert.match(
      await told({ url: server.url, ...key }),
      /leads to an Authing server, and what stands between$/,
    );
    await server.close();
  });

  it("reads no more of a portal's page than any server answers", async () => {
    let sent = 0;
    const endless = http.createServer((_request, response) => {
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, "a"))) sent += 65_536;
      };
      response.on("drain", pour);
      pour();
    });
    await new Promise<void>((done) => endless.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`;
    assert.match(await told({ url, ...key }), /answered more than 64 MiB/);
    // What one answer may have, and what one guess may.
    assert.ok(sent < 2 * 64 * 1024 * 1024, String(sent));
    endless.closeAllConnections();
    endless.close();
  });
});
