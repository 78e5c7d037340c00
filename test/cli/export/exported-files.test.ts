import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import prettier from "prettier";
import { parse } from "yaml";
import { exportedBy } from "../../../cli/export/export-org";
import { formerNames } from "../../../cli/export/former-names";
import type { Files } from "../../../cli/export/source-files";
import { RequestMetrics } from "../../../provider/metrics/request-metrics";
import { complaintsAboutFiles } from "../../engine/support/example";
import { ADMIN_PASSWORD, TestServer } from "../../provider/support/test-server";
import { runCommand } from "../command";
import { inspectorOf } from "../support/inspector";
import { lintMessages } from "./support/lint";
import { seed } from "./support/seed";

const HOSTILE = '<script>alert(1)</script> | \u202e */ `${x}` \n# ##[error] it\'s "it"';

describe("the files of an export", function () {
  this.timeout(120_000);
  let server: TestServer;
  let org: string;
  beforeEach(async () => {
    server = await TestServer.start();
    await server.seed(seed);
    org = (await server.orgNamed("Acme 公司")).oid;
  });
  afterEach(() => server.close());

  const exported = (
    former?: ReadonlyMap<string, string>,
    language: "typescript" | "yaml-only" = "typescript",
    settings: Record<string, string> = {},
  ) => exportedBy(inspectorOf(server.session(settings).session), { org, language }, former);
  const treeOf = (files: Files) => parse(files["org.yaml"] ?? "") as Record<string, unknown>;
  const keysIn = ({ "org.yaml": text = "" }: Files): Readonly<Record<string, string>> =>
    Object.fromEntries(
      [...text.matchAll(/key: (\S+)\n(?: +\w+: .*\n)*? +uid: (\S+)/g)].map(
        ([, key = "", uid = ""]) => [uid, key] as const,
      ),
    );

  /** Of all resources that the program names itself. */
  const namesIn = ({ "index.ts": text = "" }: Files) =>
    new Set([...text.matchAll(/new (\w+\("[^"]*")/g)].map(([, name = ""]) => name));

  it("hold the tree with names from names, Chinese ones by pinyin, in the org's order", async () => {
    const { files, gaps } = await exported();
    assert.deepEqual(gaps, []);
    assert.deepEqual(treeOf(files).departments, [
      {
        ...{ key: "yanfabu", name: "研发部", uid: "yanfabu", people: ["adalovelace", "wangxuan"] },
        departments: [
          {
            ...{ key: "platform", name: "Platform", uid: "platform", description: 'makes "tools"' },
            departments: [{ key: "platform-hr", name: "HR", uid: "hr2" }],
          },
        ],
      },
      { key: "hr", name: "HR", uid: "hr", people: ["grace"] },
    ]);
    assert.deepEqual(keysIn(files).night, "night");
    assert.deepEqual(Object.keys(files).toSorted(), [
      ...[".gitignore", "Pulumi.yaml", "README.md", "index.ts", "org.yaml", "package.json"],
      "tsconfig.json",
    ]);
    assert.match(files["Pulumi.yaml"] ?? "", /identity:onRemove:\n {4}value: keep/);
  });

  it("are accepted by the compiler, the linter and Prettier", async () => {
    const small = await exported();
    for (let one = 0; one < 30; one++) {
      await server.node("d_hr", `extra${one}`, { name: `${HOSTILE.slice(0, one + 20)} ${one}` });
      await server.send("POST", `org/${org}/app/`, {
        ...{ uid: `app${one}`, name: `An app with a long name, and a number: ${one}` },
        ...{ remark: HOSTILE.repeat(3), oauth_app: { redirect_uris: "https://a.example/cb" } },
      });
      await server.send("POST", "perm/", {
        scope: `app${one}`,
        name: `Do what has to be done ${one}`,
      });
    }
    const large = await exported();
    assert.deepEqual(large.gaps, []);
    assert.ok("grants.ts" in large.files, "a file for each subject");
    for (const { files } of [small, large]) {
      assert.deepEqual(complaintsAboutFiles(files), []);
      for (const [name, text] of Object.entries(files)) {
        if (name === ".gitignore") continue;
        const formatted = await prettier.format(text, { filepath: name, printWidth: 100 });
        assert.equal(text, formatted, name);
      }
      assert.deepEqual(await lintMessages(files), []);
    }
  });

  it("are the same again, and keep their names as the org grows", async () => {
    const first = await exported();
    assert.deepEqual(await exported(), first);
    await server.node("d_platform", "platform2", { name: "Platform" });
    await server.node("d_hr", "another", { name: "研发部" });
    await server.send("POST", `org/${org}/app/`, { uid: "wiki2", name: "维基" });
    const { files } = await exported();
    const now = keysIn(files);
    for (const [uid, key] of Object.entries(keysIn(first.files))) assert.equal(now[uid], key);
    assert.match(files["index.ts"] ?? "", /new App\("weiji"|new App\("weiji-wiki"/);
  });

  it("keep the keys of a former export, whoever has the name by now", async () => {
    const former = new Map([["department:hr2", "people-team"]]);
    assert.equal(keysIn((await exported(former)).files).hr2, "people-team");
  });

  it("keep the names of a former export, also into another folder, whoever has them by now", async () => {
    const folder = mkdtempSync(join(tmpdir(), "former-"));
    try {
      const first = await exported();
      for (const [name, text] of Object.entries(first.files))
        writeFileSync(join(folder, name), text);
      await server.send("PATCH", `org/${org}/`, { name: "Globex" });
      await server.send("PATCH", "node/g_bosses/", { name: "Management" });
      await server.send("PATCH", `org/${org}/app/ci/`, { name: "Builds" });
      await server.send("POST", `org/${org}/app/`, { uid: "weiji", name: "维基" });
      await server.node((await server.orgNamed("Globex")).root("department"), "another", {
        name: "Platform",
      });
      const { files } = await exported(formerNames(folder));
      const [before, now] = [first.files, files].map((all) => namesIn(all));
      assert.deepEqual(
        [...(before ?? [])].filter((name) => now?.has(name) !== true),
        [],
      );
      assert.equal(keysIn(files).platform, "platform");
      assert.match(files["Pulumi.yaml"] ?? "", /^name: acme-gongsi\n/);
      assert.match(files["index.ts"] ?? "", /new App\("ci", \{[^]*name: "Builds"/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("hold the tree alone for yaml-only, with no request for the rest", async () => {
    const { files } = await exported(undefined, "yaml-only");
    assert.deepEqual(Object.keys(files), ["org.yaml"]);
    assert.ok(treeOf(files).departments);
  });

  it("hold no secret", async () => {
    const { files } = await exported();
    const { results } = await server.get(`org/${org}/app/?page_size=100`);
    const apps = results as {
      uid: string;
      oauth_app?: { client_id: string; client_secret: string };
    }[];
    const secrets = apps.flatMap(({ oauth_app: oauth }) =>
      oauth ? [oauth.client_id, oauth.client_secret] : [],
    );
    assert.ok(secrets.length > 0);
    const all = JSON.stringify(files);
    for (const secret of [...secrets, ADMIN_PASSWORD]) assert.equal(all.includes(secret), false);
  });

  it("tell at the top what could not be taken along, and say so in the exit code", async () => {
    await server.send("POST", "perm/", { scope: "ci", name: "Deploy" });
    const { files, gaps } = await exported();
    assert.equal(gaps.length, 1);
    assert.match(gaps[0] ?? "", /^Perm app_ci_deploy and 1 more of org \S+: it is left out/);
    const [top = ""] = (files["index.ts"] ?? "").split("\nimport");
    assert.match(top, /What is not in it:\n\/\/ - Perm app_ci_deploy/);
    assert.match(files["README.md"] ?? "", /## What is not in it\n\n- Perm app\\_ci\\_deploy/);
    assert.match(files["index.ts"] ?? "", /goes by its id, on this server only/);
  });

  it("tell who may see a root, and whether a program finds the org by its name", async () => {
    const root = (await server.orgNamed("Acme 公司")).root("department");
    await server.send("PATCH", `node/${root}/`, { visibility: 2 });
    const other = await server.org("Acme 公司");
    const { gaps } = await exported();
    assert.equal(gaps.length, 2, gaps.join("\n"));
    assert.match(gaps[0] ?? "", new RegExp(`another org \\(${other.oid}\\) has the same name`));
    assert.match(gaps[1] ?? "", new RegExp(`^Node ${root} .*who may see it`));
  });

  it("tell what an account may not see: an outsider's program has gaps, and no error", async () => {
    const token = await server.personWithToken("outs1");
    const { gaps } = await exported(undefined, "typescript", { token });
    assert.ok(
      gaps.some((gap) => /no system administrator/.test(gap)),
      gaps.join("\n"),
    );
  });

  it("come whole from a server that fails now and then", async () => {
    const whole = await exported();
    server.suffer({ errorRate: 0.2 });
    assert.deepEqual(await exported(), whole);
  });

  it("cost at most two requests a page and a perm, and one a node with access of its own", async () => {
    let requests = 0;
    const { session } = server.session({}, new RequestMetrics(() => void requests++));
    await exportedBy(inspectorOf(session), { org, language: "typescript" });
    const perms = 5 + 2 + 1;
    const pages = 1 + 1 + 2 + 1; // people, members, trees, apps
    const withAccess = 3;
    assert.ok(requests <= 2 * pages + 2 * perms + withAccess + 10, String(requests));
  });

  describe("by the command", () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "export-"))));
    afterEach(() => rmSync(folder, { recursive: true }));
    const run = (...args: string[]) =>
      runCommand(["export", ...args], {
        env: {
          ...{ IDENTITY_URL: server.url, IDENTITY_USERNAME: "admin" },
          IDENTITY_PASSWORD: ADMIN_PASSWORD,
        },
      });

    it("end with 0, 1 for gaps, and 2 for a folder that is not empty", async () => {
      const out = join(folder, "new/deep");
      const { code, stdout, stderr } = await run("--out", out);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /org\.yaml.*\d+ requests/);
      const refused = await run("--out", out);
      assert.equal(refused.code, 2);
      assert.match(refused.stderr, /is not empty \(.*--force/);
      await server.send("POST", "perm/", { scope: "ci", name: "Deploy" });
      const forced = await run("--out", out, "--force", "--org", org);
      assert.equal(forced.code, 1);
      assert.match(forced.stderr, /Not all could be taken along:\n- Perm app_ci_deploy/);
    });

    it("keep the keys that are in a former org.yaml", async () => {
      await run("--out", folder);
      const file = join(folder, "org.yaml");
      writeFileSync(file, readFileSync(file, "utf8").replace("key: platform-hr", "key: people"));
      await run("--out", folder, "--force");
      assert.match(readFileSync(file, "utf8"), /key: people\n/);
    });

    it("say which orgs there are, and what is wrong", async () => {
      await server.org("Other <b>");
      const several = await run("--out", folder);
      assert.equal(several.code, 2);
      assert.match(several.stderr, /is in 2 orgs: name one by --org: .*Acme 公司/);
      const wrong = [["--language", "go"], [], ["--org", "nothing"], ["--names-from", "nothing"]];
      for (const args of wrong) {
        const { code } = await run(...args, ...(args.length === 0 ? [] : ["--out", folder]));
        assert.equal(code, 2, args.join(" "));
      }
      const gone = "00000000-0000-4000-8000-000000000000";
      const { code, stderr } = await run("--out", folder, "--org", gone);
      assert.equal(code, 1);
      assert.match(stderr, /there is no org/);
    });
  });
});
