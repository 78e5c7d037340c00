import assert from "node:assert/strict";
import { join } from "node:path";
import { CHECKOUT } from "../../../scripts/lib/engine/checkout";
import { examplePrograms } from "../../../scripts/lib/generate/examples/examples";
import { hostsOrSkip, type Hosts } from "../languages/hosts";
import type { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { foreignProject, generateLibrary } from "./project";

const SETTINGS = {
  compilerOptions: {
    ...{ target: "es2022", module: "nodenext", strict: true, noEmit: true, types: ["node"] },
    paths: { "pulumi-identity-plugin": ["./sdk/nodejs/index.ts"] },
  },
  include: ["examples"],
};

describe("the examples of the schema in TypeScript", function () {
  this.timeout(240_000);
  let project: Project;
  let hosts: Hosts;

  before(async function () {
    hosts = await hostsOrSkip(this);
    project = foreignProject(await workshop(), hosts, "typescript-examples");
    project.write("tsconfig.json", JSON.stringify(SETTINGS));
  });
  after(() => project?.remove());
  const compile = () => project.shell(join(CHECKOUT, "node_modules/.bin/tsc"));

  it("compile with the generated library", async () => {
    await generateLibrary(project, hosts, "nodejs");
    for (const [name, { typescript }] of examplePrograms()) {
      project.write(`examples/${name}.ts`, typescript);
    }
    const { code, output } = await compile();
    assert.equal(code, 0, output);
  });

  it("would not with an input that no resource has", async () => {
    const { typescript = "" } = examplePrograms().get("Org") ?? {};
    project.write("examples/Org.ts", typescript.replace("name:", "nome:"));
    assert.match((await compile()).output, /examples\/Org\.ts.*'nome' does not exist/);
  });
});
