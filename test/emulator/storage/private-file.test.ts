import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../../../emulator";
import { runServer } from "../command";

describe("the files of a server's data", function () {
  this.timeout(30_000);
  let folder: string;
  let umask: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "identity-files-"));
    umask = process.umask(0);
  });
  afterEach(() => {
    process.umask(umask);
    rmSync(folder, { recursive: true, force: true });
  });

  const modeOf = (name: string) => (statSync(join(folder, name)).mode & 0o777).toString(8);
  const modes = () => Object.fromEntries(readdirSync(folder).map((name) => [name, modeOf(name)]));
  const data = () => join(folder, "data.db");

  for (const api of ["arkid", "authing"] as const) {
    const start = () =>
      api === "arkid"
        ? startServer({ data: data(), adminPassword: "admin" })
        : startServer({ api, data: data() });

    it(`are their owner's alone, the log beside them too: ${api}`, async () => {
      const server = await start();
      assert.deepEqual(modes(), { "data.db": "600", "data.db-wal": "600" });
      await server.close();
      assert.deepEqual(modes(), { "data.db": "600" });
    });

    it(`are closed to others where an older server left them open: ${api}`, async () => {
      await (await start()).close();
      chmodSync(data(), 0o644);
      const server = await start();
      assert.deepEqual(modes(), { "data.db": "600", "data.db-wal": "600" });
      await server.close();
    });
  }

  it("are closed after a kill too, when a log was left open to others", async () => {
    const killed = runServer("--port=0", `--data=${data()}`);
    await killed.url;
    killed.child.kill("SIGKILL");
    await killed.ended;
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
    assert.ok("data.db-wal" in modes());
    const server = await startServer({ data: data() });
    assert.deepEqual(modes(), { "data.db": "600", "data.db-wal": "600" });
    await server.close();
  });

  it("and their dump, which holds hashes of passwords", async () => {
    await (await startServer({ data: data() })).close();
    const dump = join(folder, "dump.json");
    for (const before of [undefined, 0o644]) {
      if (before !== undefined) chmodSync(dump, before);
      assert.equal(await runServer(`--data=${data()}`, `--dump=${dump}`).ended, 0);
      assert.equal(modeOf("dump.json"), "600");
    }
  });
});
