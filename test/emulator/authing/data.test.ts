import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dumpData, startServer } from "../../../emulator";
import { TestPool } from "./pool";

describe("the data of Authing's server", () => {
  let folder: string;
  let data: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "authing-"));
    data = join(folder, "pool.db");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("outlive a restart: objects, keys and tokens", async () => {
    const first = await TestPool.start({ data });
    await first.client.createUser({ username: "ada", name: "阿达" });
    const token = await first.token();
    await first.close();
    const second = await TestPool.start({ data });
    const { accessKeyId, accessKeySecret, userPoolId } = first.server;
    assert.deepEqual(
      [second.server.accessKeyId, second.server.accessKeySecret, second.server.userPoolId],
      [accessKeyId, accessKeySecret, userPoolId],
    );
    const { data: page } = await second.client.listUsers({});
    assert.equal(page.list[0]?.name, "阿达");
    const headers = { authorization: `Bearer ${token}` };
    assert.equal((await second.send("GET", "list-users", { headers })).statusCode, 200);
    await second.close();
  });

  it("take new keys from who starts the server", async () => {
    await (await TestPool.start({ data })).close();
    const pool = await TestPool.start({ data, accessKeyId: "ak", accessKeySecret: "sk" });
    assert.deepEqual([pool.server.accessKeyId, pool.server.accessKeySecret], ["ak", "sk"]);
    assert.equal((await pool.client.listOrganizations({})).statusCode, 200);
    await pool.close();
  });

  it("are not taken for ArkID's, nor ArkID's for them", async () => {
    await (await TestPool.start({ data })).close();
    await assert.rejects(
      startServer({ data }),
      /not of the API arkid: give another --api or --data/,
    );
    assert.throws(() => dumpData(data), /not of the API arkid/);
    const other = join(folder, "arkid.db");
    await (await startServer({ data: other })).close();
    await assert.rejects(TestPool.start({ data: other }), /not of the API authing/);
  });
});
