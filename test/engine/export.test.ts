import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seed } from "../cli/export/support/seed";
import { javaScript } from "./support/example";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { scratchFolder, workshop } from "./support/workshop";

/** The program that an export wrote, in JavaScript. */
function writeProgram(project: Project, out: string): void {
  for (const name of readdirSync(out)) {
    const text = readFileSync(join(out, name), "utf8");
    if (name.endsWith(".ts")) project.write(name.replace(/ts$/, "js"), javaScript(text));
    else if (name !== "package.json") project.write(name, text);
  }
}

/** A user's first hour: export, preview, up, drift, and a line that somebody deletes. */
describe("an exported program under the real engine", function () {
  this.timeout(280_000);
  let server: IdentityServer;
  let project: Project;
  let folder: string;
  let trace: string;

  before(async () => {
    folder = scratchFolder("export-out");
    const file = join(folder, "seed.json");
    writeFileSync(file, JSON.stringify(seed));
    server = await IdentityServer.start({ seed: file });
    project = new Project(await workshop(), "export");
    trace = join(folder, "trace");
  });
  after(async () => {
    project.remove();
    rmSync(folder, { recursive: true, force: true });
    await server.close();
  });

  const identity = (command: string) =>
    project.shell(`npx pulumi-identity ${command}`, {
      ...{ IDENTITY_URL: server.url, IDENTITY_USERNAME: "admin" },
      IDENTITY_PASSWORD: server.password,
    });
  const writes = (file = trace) => {
    const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
    const events = lines.map((line) => JSON.parse(line) as { method: string; path: string });
    return events.filter(({ method, path }) => method !== "GET" && !path.includes("login"));
  };

  it("is installed by npm ci and previewed as it was written, in TypeScript", async () => {
    const out = join(folder, "as-written");
    const exported = await identity(`export --out ${out}`);
    assert.equal(exported.code, 0, exported.output);
    const shop = await workshop();
    const written = new Project(shop, "export-ci", { nodeModules: "none" });
    try {
      for (const name of readdirSync(out)) {
        written.write(name, readFileSync(join(out, name), "utf8"));
      }
      // The tarball stands in for the published package; all else is what npm finds.
      const npm = "--prefer-offline --no-audit --no-fund --loglevel=error";
      const script = `npm install ${npm} ${shop.tarball}\nrm -r node_modules\nnpm ci ${npm}`;
      const installed = await written.shell(script);
      assert.equal(installed.code, 0, installed.output);
      const compiled = await written.shell("npx tsc --noEmit");
      assert.equal(compiled.code, 0, compiled.output);
      await written.configure({ username: "admin", password: server.password });
      assert.match(await written.succeed("preview"), /\+ \d+ to create/);
    } finally {
      written.remove();
    }
  });

  it("is the same as one resource, and makes an equal org on an empty server", async () => {
    // The account of the connection is only named.
    await server.ask("PATCH", "node/d_hr/user/", { subject: "add", user_uids: ["admin"] });
    const out = join(folder, "bulk");
    const exported = await identity(`export --bulk always --out ${out}`);
    assert.equal(exported.code, 0, exported.output);
    const shop = await workshop();
    const bulk = new Project(shop, "export-bulk");
    const empty = await IdentityServer.start();
    try {
      writeProgram(bulk, out);
      await bulk.configure({ username: "admin", password: server.password });
      bulk.variables = { IDENTITY_TRACE: join(folder, "bulk-trace") };
      await bulk.up();
      assert.deepEqual(writes(join(folder, "bulk-trace")), []);
      await bulk.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
      const drift = await bulk.shell("npx pulumi-identity drift --stack test");
      assert.equal(drift.code, 0, drift.output);
      await bulk.succeed("destroy", "--yes", "--skip-preview");

      const index = readFileSync(join(bulk.folder, "index.js"), "utf8");
      bulk.write("index.js", index.replace('adopt: "only"', 'adopt: "never"'));
      await bulk.configure({ url: empty.url, password: empty.password });
      await bulk.up();
      const copy = join(folder, "copy");
      const again = await bulk.shell(`npx pulumi-identity export --bulk always --out ${copy}`);
      assert.equal(again.code, 0, again.output);
      for (const part of [/^[^]*/, /new OrgTree\([^]*?\);/]) {
        const file = part.source.startsWith("new") ? "index.ts" : "org.yaml";
        const [one, other] = [out, copy].map((at) =>
          part.exec(readFileSync(join(at, file), "utf8")),
        );
        assert.equal(other?.[0], one?.[0]);
      }
    } finally {
      bulk.remove();
      await empty.close();
    }
  });

  it("takes all over without a write, previews empty, has no drift, and keeps who is deleted", async () => {
    const out = join(folder, "acme");
    const exported = await identity(`export --out ${out}`);
    assert.equal(exported.code, 0, exported.output);
    writeProgram(project, out);
    await project.configure({ username: "admin", password: server.password });
    project.variables = { IDENTITY_TRACE: trace };
    await project.succeed("preview");
    await project.up();
    assert.deepEqual(writes(), []);
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
    const drift = await project.shell("npx pulumi-identity drift --stack test");
    assert.equal(drift.code, 0, drift.output);

    const tree = readFileSync(join(out, "org.yaml"), "utf8");
    project.write("org.yaml", tree.replace(/ {2}- key: noone\n {4}name: .*\n/, ""));
    project.write(
      "index.js",
      readFileSync(join(project.folder, "index.js"), "utf8").replace(/new OrgMembers\(.*\n/, ""),
    );
    await project.up();
    assert.ok((await server.usernames()).includes("noone"));
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.equal((await server.orgs()).length, 1);
    assert.equal((await server.usernames()).length, 4);
  });
});
