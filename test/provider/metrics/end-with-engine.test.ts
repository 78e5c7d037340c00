import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { wireOrg } from "../../sdk/answers";
import { loopback, type Loopback } from "../../sdk/loopback";

const provider = (path: string) => JSON.stringify(join(__dirname, "../../../provider", path));

/** A provider's process whose engine is a port that it can close itself, to the millisecond. */
const program = (url: string, what: string) => `
  const net = require("node:net");
  const { endWithEngine } = require(${provider("metrics/end-with-engine.ts")});
  const { readConfiguration } = require(${provider("run/settings.ts")});
  const { sessions } = require(${provider("sessions.ts")});
  const settings = { url: ${JSON.stringify(url)}, token: "t", verify: "false" };
  const sockets = new Set();
  const engine = net.createServer((socket) => sockets.add(socket.on("error", () => {}).resume()));
  engine.listen(0, "127.0.0.1", async () => {
    endWithEngine(["127.0.0.1:" + engine.address().port]);
    const { backend } = sessions.of(readConfiguration(settings, {}));
    const ask = () => backend.orgs.get({ id: "o" });
    const ended = (socket) => new Promise((resolve) => socket.on("close", resolve).destroy());
    const hangUp = () => Promise.all([...sockets].map(ended));
    const die = () => (engine.close(), hangUp());
    setTimeout(() => {}, 20_000);
    ${what}
  });
`;

describe("a provider and its engine", function () {
  this.timeout(30_000);
  let server: Loopback;
  before(async () => (server = await loopback(() => ({ body: wireOrg() }))));
  after(() => server.close());
  beforeEach(() => void (server.met.length = 0));

  async function run(what: string): Promise<{ code: unknown; printed: string }> {
    const child = spawn(process.execPath, ["--import=tsx", "--eval", program(server.url, what)]);
    let printed = "";
    child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
    return { code: code ?? signal, printed };
  }

  it("sends while the engine is there", async () => {
    await run("await ask(); await ask(); process.exit(0)");
    assert.equal(server.met.length, 2);
  });

  it("sends nothing from when the engine is gone, and ends", async () => {
    const { code } = await run("await ask(); await die(); await Promise.all([ask(), ask()]);");
    assert.deepEqual([server.met.length, code], [1, 1]);
  });

  it("goes on where the engine only hangs up", async () => {
    const { code } = await run("await ask(); await hangUp(); await ask(); process.exit(0)");
    assert.deepEqual([server.met.length, code], [2, 0]);
  });

  it("ends without another request, too", async () => {
    const { code } = await run("await ask(); die();");
    assert.deepEqual([server.met.length, code], [1, 1]);
  });

  it("says what it sent when the engine ends it, as a process that a signal ends", async () => {
    const { code, printed } = await run("await ask(); process.kill(process.pid, 'SIGINT');");
    assert.deepEqual([code, printed], ["SIGINT", `${server.url}: 1 request\n`]);
  });

  it("leaves it to others who listen when to end, and says it once", async () => {
    const { code, printed } = await run(`
      process.on("SIGINT", () => setTimeout(() => process.exit(3), 5));
      await ask(); await ask(); process.kill(process.pid, "SIGINT");
    `);
    assert.deepEqual([code, printed], [3, `${server.url}: 2 requests\n`]);
  });

  it("says nothing where it sent nothing", async () => {
    const { printed } = await run("process.kill(process.pid, 'SIGINT');");
    assert.equal(printed, "");
  });
});
