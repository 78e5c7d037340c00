import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LiveTree } from "../../cli/tree/live-tree";
import { ADMIN_PASSWORD, TestServer, type MadeOrg } from "../provider/support/test-server";
import { runCommand } from "./command";

describe("pulumi-identity tree", function () {
  this.timeout(60_000);
  let server: TestServer;
  let acme: MadeOrg;
  let folder: string;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "tree-"));
    server = await TestServer.start();
    env = {
      IDENTITY_URL: server.url,
      IDENTITY_USERNAME: "admin",
      IDENTITY_PASSWORD: ADMIN_PASSWORD,
    };
    acme = await server.org("Acme");
    await server.people("ada1", "bob1");
    const engineering = await server.node(acme.root("department"), "eng", { name: "Engineering" });
    const platform = await server.node(engineering, "platform", { name: "平台" });
    await server.node(platform, "evil", { name: "\u001b[31m<b>\u202e" });
    await server.node(acme.root("role"), "oncall", { name: "On call" });
    await server.join(platform, "ada1", "bob1");
    await server.join(engineering, "ada1");
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const tree = (...args: string[]) => runCommand(["tree", ...args], { env, cwd: folder });

  it("prints all that there is, with how many people are where", async () => {
    const { code, stdout, stderr } = await tree();
    assert.deepEqual([code, stderr], [0, ""]);
    assert.deepEqual(stdout.trimEnd().split("\n"), [
      `Acme ${acme.oid}`,
      "├─ Departments",
      "│  └─ Engineering  1 person",
      "│     └─ 平台  2 people",
      "│        └─ \\u{1b}[31m<b>\\u{202e}",
      "├─ Direct members  1 person",
      "└─ Roles",
      "   └─ On call",
      "3 departments, 1 role, 4 memberships",
    ]);
  });

  it("prints the same in a CI job, whatever its variables say about colours", async () => {
    const plain = await tree();
    const ci = { ...env, CI: "true", FORCE_COLOR: "1" };
    assert.deepEqual(await runCommand(["tree"], { env: ci, cwd: folder }), plain);
  });

  it("ends as ever where nobody reads what it prints", async () => {
    const { code, stderr } = await runCommand(["tree"], { env, cwd: folder, unread: true });
    assert.deepEqual([code, stderr], [0, ""]);
  });

  it("stops at a depth, and says what is below", async () => {
    const { stdout } = await tree("--depth", "2");
    assert.match(stdout, /└─ Engineering {2}1 person, 2 below\n/);
    assert.doesNotMatch(stdout, /平台/);
  });

  it("reads only, and in bulk", async () => {
    const trace = join(folder, "trace.jsonl");
    await runCommand(["tree"], { env: { ...env, IDENTITY_TRACE: trace }, cwd: folder });
    const lines = readFileSync(trace, "utf8").trimEnd().split("\n");
    const sent = lines.map((line) => JSON.parse(line) as { method: string; path: string });
    const writes = sent.filter(({ method }) => method !== "GET");
    assert.deepEqual(
      writes.map(({ path }) => path),
      ["ucenter/login/"],
    );
    assert.ok(sent.length <= 12, `${sent.length} requests`);
  });

  it("gives programs JSON, to standard output or a file", async () => {
    const file = join(folder, "reports/tree.json");
    const { code, stdout } = await tree("--format", "json", "--output", file, "--org", acme.oid);
    assert.deepEqual([code, stdout], [0, ""]);
    const { schema, tenant, orgs, unseen } = JSON.parse(readFileSync(file, "utf8")) as LiveTree;
    assert.deepEqual([schema, tenant, unseen], [1, server.url, []]);
    const { id, name, nodes } = orgs[0]!;
    assert.deepEqual([id, name, orgs.length], [acme.oid, "Acme", 1]);
    assert.deepEqual(
      nodes.find((node) => node.id === "d_platform"),
      {
        id: "d_platform",
        name: "平台",
        kind: "department",
        parent: "d_eng",
        builtIn: false,
        members: 2,
      },
    );
  });

  it("draws a picture and a page", async () => {
    const { stdout: svg } = await tree("--format", "svg");
    assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
    assert.match(svg, /<title>平台, department, 2 people, 1 below<\/title>/);
    assert.doesNotMatch(svg, /[^\P{Cc}\n]|<b>/u);
    const { stdout: html } = await tree("--format", "html");
    assert.match(html, /<h1 class="cut" title="Acme"><bdi>Acme<\/bdi><\/h1>/);
    assert.doesNotMatch(html, /Findings<\/h2>/);
  });

  it("takes all orgs that there are, one after another", async () => {
    const other = await server.org("Other 公司");
    const { stdout } = await tree();
    assert.match(stdout, new RegExp(`^Acme [\\s\\S]*\n\nOther 公司 ${other.oid}\n`));
    assert.doesNotMatch((await tree("--org", other.oid)).stdout, /Acme/);
  });

  it("fails at an org that is not there, a file that can't be, and a wrong password, in one sentence each", async () => {
    const gone = await tree("--org", "00000000-0000-0000-0000-000000000000");
    assert.equal(gone.code, 1);
    assert.match(gone.stderr, /^there is no org 0{8}-.* correct --org\n$/);
    const none = await tree("--org", "Acme");
    assert.deepEqual(
      [none.code, none.stderr],
      [2, '--org "Acme" is no id of an org: `pulumi-identity tree` shows them\n'],
    );
    const unwritten = await tree("--output", folder);
    assert.deepEqual([unwritten.code, unwritten.stdout], [1, ""]);
    assert.match(unwritten.stderr, /^\/.* can't be written: EISDIR: [^\n]*\n$/);
    const wrong = await runCommand(["tree"], { env: { ...env, IDENTITY_PASSWORD: "nope" } });
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /^[^\n]*password[^\n]*\n$/i);
    assert.doesNotMatch(wrong.stderr, /nope/);
  });

  it("says which settings are missing, and both ways to give them", async () => {
    const { code, stderr } = await runCommand(["tree"], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stderr, /or set IDENTITY_URL to ask a server without a stack\n$/);
  });

  it("never passes for complete where it is not", async () => {
    const token = await server.personWithToken("outsider");
    const { code, stdout, stderr } = await runCommand(["tree", "--org", acme.oid], {
      env: { IDENTITY_URL: server.url, IDENTITY_TOKEN: token },
      cwd: folder,
    });
    assert.equal(code, 1);
    assert.match(stdout + stderr, /not seen: |may not/);
  });

  for (const args of [["--format", "png"], ["--depth", "0"], ["--colour"]]) {
    it(`ends with 2 at ${args.join(" ")}`, async () => {
      const { code, stdout, stderr } = await tree(...args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /^error: /);
    });
  }
});
