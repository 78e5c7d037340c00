import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const PROGRAM = `
  const org = new Org("acme", { name: "Acme" });
  const lab = new Node("lab", { org, kind: "department", name: "实验室" });
  const ada = new User("ada", { username: "adalovelace" });
  new NodeMembers("people", { node: lab, users: [ada], mode: "exact" });
`;

describe("a stack that is renamed", function () {
  this.timeout(120_000);
  let server: IdentityServer;
  let project: Project;

  before(async () => {
    server = await IdentityServer.start();
    project = new Project(await workshop(), "renamed");
    await project.configure(server.settings);
    project.program(PROGRAM);
    await project.up();
    await project.succeed("stack", "rename", "live");
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  it("has nothing to do, and keeps its keys", async () => {
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });

  it("is taken down like any other, though its resources know its old name only", async () => {
    // Another one that has its old name is selected meanwhile.
    await project.succeed("stack", "init", "test");
    await project.succeed("destroy", "--yes", "--skip-preview", "--stack", "live");
    assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);
  });
});
