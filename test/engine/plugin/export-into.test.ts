import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { seed } from "../../cli/export/support/seed";
import { hostsOrSkip } from "../languages/hosts";
import { IdentityServer } from "../support/identity-server";
import { Project } from "../support/project";
import { scratchFolder, workshop } from "../support/workshop";

/** 100 departments with somebody in each, and 100 people: 300 resources, beside what an org has. */
const [acme] = seed.orgs ?? [];
const many = Array.from({ length: 100 }, (_, index) => String(index).padStart(3, "0"));
const large = {
  ...seed,
  users: [
    ...(seed.users ?? []),
    ...many.map((n) => ({ username: `user${n}`, name: `User ${n}`, email: `u${n}@acme.example` })),
  ],
  orgs: [
    {
      ...acme,
      departments: [
        ...(acme?.departments ?? []),
        ...many.map((n) => ({ name: `Team ${n}`, uid: `team${n}`, users: [`user${n}`] })),
      ],
    },
  ],
};

describe("a living org that is brought into a stack", function () {
  this.timeout(290_000);
  let server: IdentityServer | undefined;
  let project: Project;
  let folder: string;
  let trace: string;

  before(async function () {
    const hosts = await hostsOrSkip(this);
    folder = scratchFolder("into-seed");
    writeFileSync(join(folder, "seed.json"), JSON.stringify(large));
    server = await IdentityServer.start({ seed: join(folder, "seed.json") });
    const shop = await workshop();
    const PATH = [hosts.run, shop.engine.path, process.env.PATH].filter(Boolean).join(delimiter);
    project = new Project(shop, "into", { plugin: true, runtime: "yaml", env: { PATH } });
    trace = join(project.folder, "trace");
    await project.configure(server.settings);
  });
  after(async () => {
    project?.remove();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    await server?.close();
  });
  const requests = () => {
    const lines = existsSync(trace) ? readFileSync(trace, "utf8").trim().split("\n") : [];
    return lines.map((line) => JSON.parse(line) as { method: string; path: string });
  };
  const writes = () =>
    requests().filter(({ method, path }) => method !== "GET" && !path.includes("login"));

  it("has all of it in its state, without a write, and the code for the program", async () => {
    const { code, output } = await project.shell(
      "npx pulumi-identity export --into test --out brought",
      { IDENTITY_TRACE: trace },
    );
    assert.equal(code, 0, output);
    assert.match(output, /test has \d+ resources of the org now: add the code of brought/);
    const ours = project.resources().filter(({ type }) => type.startsWith("identity:index:"));
    assert.ok(ours.length > 300, String(ours.length));
    assert.deepEqual(writes(), []);
    const each = requests().length / ours.length;
    assert.ok(each <= 3, `${requests().length} requests for ${ours.length} resources`);
  });

  it("previews empty with that code, and applies without a write", async () => {
    project.variables = { IDENTITY_TRACE: trace };
    project.write(
      "Pulumi.yaml",
      project.read("Pulumi.yaml") + project.read("brought/imported.yaml"),
    );
    await project.succeed("preview", "--expect-no-changes");
    await project.up();
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
    assert.deepEqual(writes(), []);
  });

  it("is protected, and the same when it is done again", async () => {
    const before = project.resources().map(({ urn, id }) => `${urn} ${id}`);
    const again = await project.shell(
      "npx pulumi-identity export --into test --out brought --force",
    );
    assert.equal(again.code, 0, again.output);
    assert.deepEqual(
      project.resources().map(({ urn, id }) => `${urn} ${id}`),
      before,
    );
    assert.match(project.read("brought/imported.yaml"), /protect: true/);
  });

  it("leaves alone what the stack has under another name", async () => {
    const user = project.resources().find(({ type }) => type === "identity:index:User");
    assert.ok(user);
    await project.succeed("state", "rename", user.urn, "another-name", "--yes");
    const count = project.resources().length;
    const { code, output } = await project.shell(
      "npx pulumi-identity export --into test --out brought --force",
    );
    assert.equal(code, 0, output);
    assert.match(output, /left out: 1 that it has under other names/);
    assert.equal(project.resources().length, count);
  });
});
