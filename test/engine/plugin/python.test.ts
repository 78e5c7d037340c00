import assert from "node:assert/strict";
import { dirname } from "node:path";
import { CLI_VERSION } from "../../../scripts/lib/engine/versions";
import { examplePrograms } from "../../../scripts/lib/generate/examples/examples";
import { pythonWith } from "../../vendors/python";
import { languageHosts, type Hosts } from "../languages/hosts";
import { IdentityServer } from "../support/identity-server";
import type { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { foreignExample, generateLibrary } from "./project";

/** Runs each example against an engine that makes whatever it is told, and prints what that was. */
const CHECK = `
import json
import pulumi

made = {}

class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        made[current].append(args.typ)
        # Lists are maps in a state.
        kept = {key: {} if isinstance(one, list) else one for key, one in args.inputs.items()}
        return [args.name + "-id", kept]

    def call(self, args):
        return {}

pulumi.runtime.set_mocks(Mocks())
pulumi.runtime.set_all_config({"project:password": "s3cret"})

@pulumi.runtime.test
def run(text):
    exec(compile(text, current, "exec"), {})

for name, text in json.load(open("examples.json")).items():
    current = name
    made[name] = []
    run(text)
print(json.dumps(made))
`;

describe("the example company in Python, by Pulumi's own host and a generated library", function () {
  this.timeout(240_000);
  let server: IdentityServer | undefined;
  let project: Project;
  let hosts: Hosts;
  const held = () => {
    assert.ok(server);
    return server;
  };

  before(async function () {
    this.timeout(2_400_000);
    const found = await languageHosts();
    // What the generated library needs besides, as its pyproject.toml says, and what installs it.
    const besides = ["parver>=0.2.1", "semver>=2.8.1", "setuptools", "wheel"];
    const python = await pythonWith({ name: "pulumi", version: CLI_VERSION, besides });
    if (found === undefined || python === undefined) return this.skip();
    hosts = found;
    server = await IdentityServer.start();
    const shop = await workshop();
    const env = { PYTHONPATH: "libraries" };
    project = foreignExample(shop, hosts, "python-company", env, [dirname(python)]);
    await project.configure(server.settings);
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  it("has its library generated", () => generateLibrary(project, hosts, "python"));

  it("is declared by it, and nothing more to do", async () => {
    const pip = "python -m pip install --quiet --disable-pip-version-check --target libraries";
    const { code, output } = await project.shell(
      `${pip} --no-deps --no-build-isolation ./sdk/python`,
    );
    assert.equal(code, 0, output);
    await project.up();
    const platform = project.idOf("platform");
    assert.deepEqual(await held().members(platform), ["gracehopper", "linustorvalds"]);
    assert.ok((await project.secret("client_secret")).length > 20);
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });

  it("takes the example of each resource in the schema", async () => {
    const programs = [...examplePrograms()].map(([name, { python }]) => [name, python]);
    project.write("examples.json", JSON.stringify(Object.fromEntries(programs)));
    project.write("check.py", CHECK);
    const { code, output } = await project.shell("python check.py");
    assert.equal(code, 0, output);
    const made = JSON.parse(output.trim().split("\n").at(-1) ?? "") as Record<string, string[]>;
    for (const [name = ""] of programs) {
      assert.ok(made[name]?.includes(`identity:index:${name}`), `${name}: ${output}`);
    }
  });

  it("shows by name who joins", async () => {
    const program = project.read("__main__.py");
    project.write("__main__.py", program.replace('["wangxuan"]', '["wangxuan", "adalovelace"]'));
    assert.match(await project.succeed("preview", "--diff"), /\+ adalovelace: "member"/);
    await project.up();
    const shanghai = project.idOf("shanghai");
    assert.deepEqual(await held().members(shanghai), ["adalovelace", "wangxuan"]);
  });

  it("ends with nothing left on the server", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual([await held().orgs(), await held().usernames()], [[], []]);
  });
});
