import assert from "node:assert/strict";
import { examplePrograms } from "../../../scripts/lib/generate/examples/examples";
import { goEnvironment } from "../languages/go";
import { languageHosts, type Hosts } from "../languages/hosts";
import { IdentityServer } from "../support/identity-server";
import type { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { foreignExample, generateLibrary } from "./project";

/** The module of the generated library. */
const LIBRARY = "github.com/pulumi-identity/pulumi-identity/sdk/go";

describe("the example company in Go, by Pulumi's own host and a generated library", function () {
  this.timeout(240_000);
  let server: IdentityServer | undefined;
  let project: Project;
  let hosts: Hosts;
  const held = () => {
    assert.ok(server);
    return server;
  };
  const shell = async (script: string) => {
    const { code, output } = await project.shell(script);
    assert.equal(code, 0, output);
  };

  before(async function () {
    this.timeout(2_400_000);
    const found = await languageHosts();
    const go = goEnvironment();
    if (found === undefined || go === undefined) return this.skip();
    hosts = found;
    server = await IdentityServer.start();
    project = foreignExample(await workshop(), hosts, "go-company", go);
    await project.configure(server.settings);
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  it("compiles with the library", async function () {
    this.timeout(1_200_000); // the first time with all of Pulumi's
    await generateLibrary(project, hosts, "go");
    await shell(`go mod edit -require=${LIBRARY}@v0.0.0 -replace=${LIBRARY}=./sdk/go`);
    await shell("go vet .");
  });

  it("is declared by it, and nothing more to do", async () => {
    await project.up();
    const platform = project.idOf("platform");
    assert.deepEqual(await held().members(platform), ["gracehopper", "linustorvalds"]);
    assert.ok((await project.secret("clientSecret")).length > 20);
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });

  it("compiles the example of each resource in the schema", async () => {
    for (const [name, { go }] of examplePrograms()) project.write(`examples/${name}/main.go`, go);
    await shell("go vet ./examples/...");
  });

  it("makes an org from a file", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    project.write("main.go", examplePrograms().get("OrgTree")?.go ?? "");
    project.write("org.yaml", "name: Acme\nroles:\n  - { key: on-call, name: On call }\n");
    await project.up();
    const made = project.resources().map(({ type }) => type.split(":").at(-1) ?? "");
    const ours = made.filter((kind) => /^(OrgTree|Org|Node)$/.test(kind));
    assert.deepEqual(ours.sort(), ["Node", "Org", "OrgTree"]);
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });

  it("ends with nothing left on the server", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual([await held().orgs(), await held().usernames()], [[], []]);
  });
});
