import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { join } from "node:path";

const MAIN = join(__dirname, "../../../../provider/adapters/plugin/main.ts");

describe("the plugin's executable", function () {
  this.timeout(60_000);
  /** The engine's own address: nothing but a port that is open while it runs. */
  let engine: Server;
  let sockets: Socket[];
  let plugin: ChildProcess;
  beforeEach(async () => {
    sockets = [];
    engine = createServer((socket) => sockets.push(socket.on("error", () => undefined).resume()));
    engine.listen(0, "127.0.0.1");
    await once(engine, "listening");
    const { port } = engine.address() as AddressInfo;
    plugin = spawn(process.execPath, ["--import=tsx", MAIN, `127.0.0.1:${port}`], {
      stdio: ["ignore", "pipe", "inherit"],
    });
  });
  afterEach(() => {
    plugin.kill();
    engine.close();
  });

  it("prints the port that it listens at, and ends with its engine", async () => {
    const [printed] = (await once(plugin.stdout ?? plugin, "data")) as [Buffer];
    assert.match(printed.toString(), /^\d+\n$/);
    engine.close();
    for (const socket of sockets) socket.destroy();
    assert.deepEqual(await once(plugin, "exit"), [1, null]);
  });
});
