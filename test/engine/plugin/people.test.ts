import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../../../scripts/lib/engine/checkout";
import { hostsOrSkip } from "../languages/hosts";
import { IdentityServer } from "../support/identity-server";
import type { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { foreignProject, inYaml } from "./project";

const textOf = (...path: string[]) => readFileSync(join(CHECKOUT, ...path), "utf8");

/** The program in YAML that the page has, as one resource. */
function programOnPage(): string {
  const [, text] = /```yaml\n(resources:[^]*?)```/.exec(textOf("docs", "people-from-hr.md")) ?? [];
  assert.ok(text);
  return text.replace("file: org.yaml\n", "file: org.yaml\n      bulk: true\n");
}

/** The file that the page has. */
function fileOnPage(): string {
  const [, text] = /```csv\n([^]*?)```/.exec(textOf("docs", "people-from-hr.md")) ?? [];
  assert.ok(text);
  return text;
}

const ORG = `name: Acme
departments:
  - { key: engineering, name: Engineering, departments: [{ key: platform, name: Platform }] }
groups:
  - { key: go, name: go }
  - { key: first-aid, name: first-aid }
`;

describe("people from the files that HR has, in a program in YAML", function () {
  this.timeout(240_000);
  let server: IdentityServer | undefined;
  let project: Project;

  before(async function () {
    const hosts = await hostsOrSkip(this);
    server = await IdentityServer.start();
    project = foreignProject(await workshop(), hosts, "yaml-people");
    project.write("Pulumi.yaml", inYaml("yaml-people", programOnPage()));
    project.write("org.yaml", ORG);
    project.write("people.csv", fileOnPage());
    await project.configure(server.settings);
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  it("are made, and then there is nothing to do", async () => {
    await project.up();
    assert.deepEqual(await server?.usernames(), ["adalovelace", "grace"]);
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });

  it("are told with file and row where one is invalid", async () => {
    project.write("people.csv", fileOnPage().replace("Engineering/Platform", "Enginering"));
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    assert.match(output, /people\.csv:2: Department: .*"Enginering": is Engineering meant/, output);
  });

  it("are told by their rows alone, and not with all of the tree, where the system refuses some", async () => {
    project.write("people.csv", fileOnPage().replace("grace@", "gr@"));
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    assert.match(output, /people\.csv:3: acme\/1002: username: /, output);
    assert.ok(!output.includes("Lovelace"), output);
  });
});
