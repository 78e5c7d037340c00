import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { CHECKOUT } from "../../scripts/lib/engine/checkout";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

describe("the README's program", function () {
  this.timeout(120_000);
  const readme = readFileSync(join(CHECKOUT, "README.md"), "utf8");
  const program = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? "";
  let server: IdentityServer;
  let project: Project;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "readme");
    await project.configure(server.settings);
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  it("is no longer than ten lines", () => {
    const lines = program.trim().split("\n");
    assert.ok(lines.length >= 5 && lines.length <= 10, program);
  });

  it("does what it says", async () => {
    const { outputText } = ts.transpileModule(program, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    project.write("index.js", outputText);
    await project.up();
    const [acme] = await server.orgs();
    assert.equal(acme?.name, "Acme");
    assert.deepEqual(await server.namesBelow(`d_${acme.dept_uid}`), ["Engineering", "Platform"]);
    assert.deepEqual(await server.members(project.idOf("platform")), ["adalovelace"]);
    assert.deepEqual(await project.plan(), []);
  });
});
