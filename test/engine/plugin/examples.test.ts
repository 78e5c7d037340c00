import assert from "node:assert/strict";
import { delimiter } from "node:path";
import { parse, stringify } from "yaml";
import { examplePrograms } from "../../../scripts/lib/generate/examples/examples";
import { hostsOrSkip } from "../languages/hosts";
import { IdentityServer } from "../support/identity-server";
import { Project } from "../support/project";
import { workshop } from "../support/workshop";

interface Program {
  readonly config?: object;
  readonly resources: object;
}

/** What each example has in common with another is the same resource: all but the component's are one program. */
const [component = "", ...examples] = [...examplePrograms()].reverse().map(([, { yaml }]) => yaml);
const together = examples
  .map((text) => parse(text) as Program)
  .reduce((all, { config, resources }) => ({
    config: { ...all.config, ...config },
    resources: { ...all.resources, ...resources },
  }));

describe("the examples of the schema in YAML", function () {
  this.timeout(240_000);
  let server: IdentityServer | undefined;
  let project: Project;

  before(async function () {
    const hosts = await hostsOrSkip(this);
    server = await IdentityServer.start();
    await server.ask("POST", "user/", { user: { username: "grace", name: "Grace" } });
    await server.ask("POST", "user/", { user: { username: "mallory", name: "Mallory" } });
    const shop = await workshop();
    const PATH = [hosts.run, shop.engine.path, process.env.PATH].filter(Boolean).join(delimiter);
    project = new Project(shop, "examples", { plugin: true, runtime: "yaml", env: { PATH } });
    await project.configure(server.settings);
    await project.succeed("config", "set", "--secret", "password", "s3cret-of-ada");
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });
  const run = async (program: string) => {
    const [head = ""] = project.read("Pulumi.yaml").split("# The program\n");
    project.write("Pulumi.yaml", `${head}# The program\n${program}`);
    await project.up();
    await project.succeed("preview", "--expect-no-changes");
    return project.resources().map(({ type }) => type.split(":").at(-1));
  };

  it("make one of each kind, and leave nothing to do", async () => {
    const made = new Set(await run(stringify(together)));
    const kinds = [...examplePrograms().keys()].filter((name) => name !== "OrgTree");
    assert.deepEqual(
      kinds.filter((kind) => !made.has(kind)),
      [],
    );
  });

  it("make an org from a file", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    project.write("org.yaml", "name: Acme\nroles:\n  - { key: on-call, name: On call }\n");
    const made = await run(component);
    assert.deepEqual(made.filter((kind) => /^(OrgTree|Org|Node)$/.test(kind ?? "")).sort(), [
      "Node",
      "Org",
      "OrgTree",
    ]);
  });
});
