import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportedBy } from "../../../cli/export/export-org";
import type { BulkChoice } from "../../../cli/export/form";
import { formerNames } from "../../../cli/export/former-names";
import { complaintsAboutFiles } from "../../engine/support/example";
import { TestServer } from "../../provider/support/test-server";
import { inspectorOf } from "../support/inspector";
import { seed } from "./support/seed";

describe("an export whose tree is one resource", function () {
  this.timeout(120_000);
  let server: TestServer;
  let folder: string;
  beforeEach(async () => {
    server = await TestServer.start();
    folder = mkdtempSync(join(tmpdir(), "export-bulk-"));
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await server.close();
  });

  const exported = async (bulk?: BulkChoice, former = new Map<string, string>()) => {
    const { session } = server.session();
    const { files } = await exportedBy(
      inspectorOf(session),
      { language: "typescript", bulk },
      former,
    );
    return files;
  };
  const isBulk = ({ "index.ts": text = "" }) => text.includes("bulk: true");

  it("names nodes by their ids, and apart from it whom the program only names", async () => {
    await server.seed(seed);
    await server.join("d_hr", "admin");
    const files = await exported("always");
    const text = files["index.ts"] ?? "";
    assert.match(text, /new OrgTree\("acme-gongsi", \{\s+file: "org.yaml",\s+bulk: true,/);
    assert.match(text, /nodes: \[acmeGongsi\.nodeId\("platform"\)\]/);
    assert.match(
      text,
      /new NodeMembers\("hr-others", \{ node: acmeGongsi\.nodeId\("hr"\), users: \["admin"\] \}\)/,
    );
    assert.doesNotMatch(files["org.yaml"] ?? "", /admin/);
    assert.doesNotMatch(text, /\.nodes\.|users: \{/);
    assert.deepEqual(complaintsAboutFiles(files), []);
  });

  it("is one resource where it is large, or a former export has it so", async () => {
    const users = Array.from({ length: 999 }, (_, index) => ({ username: `user${index}` }));
    const people = users.map(({ username }) => username);
    await server.seed({
      users,
      orgs: [{ name: "Acme", departments: [{ name: "All", uid: "all", users: people.slice(1) }] }],
    });
    const small = await exported();
    assert.equal(isBulk(small), true);
    await server.send("DELETE", "user/user1/");
    assert.equal(isBulk(await exported()), false);
    for (const [name, text] of Object.entries(small)) writeFileSync(join(folder, name), text);
    assert.equal(isBulk(await exported("auto", formerNames(folder))), true);
    assert.equal(isBulk(await exported("never", formerNames(folder))), false);
  });
});
