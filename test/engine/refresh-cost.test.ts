import assert from "node:assert/strict";
import { proxy, type Proxy } from "../provider/support/proxy";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const program = `
  const acme = new Org("acme", { name: "Acme" });
  for (let i = 0; i < 40; i++) {
    const room = new Node("room" + i, { org: acme, kind: i % 2 ? "role" : "department", name: "R" + i });
    const person = new User("person" + i, { username: "person" + i });
    if (i < 20) new NodeMembers("people" + i, { node: room, users: [person], mode: "exact" });
  }
`;

describe("a refresh under the real engine", function () {
  this.timeout(300_000);
  let server: IdentityServer;
  let between: Proxy;
  let project: Project;
  before(async () => {
    server = await IdentityServer.start();
    between = await proxy(server.url);
    project = new Project(await workshop(), "refresh-cost");
    await project.configure({ ...server.settings, url: between.url });
    project.program(program);
    await project.up();
  });
  after(async () => {
    project.remove();
    await between.close();
    await server.close();
  });

  it("reads 101 objects with fewer requests than half of them", async () => {
    between.met.length = 0;
    const refreshed = ["--refresh", "--run-program", "--expect-no-changes"];
    await project.succeed("preview", ...refreshed);
    assert.ok(between.met.length <= 50, `${between.met.length}: ${between.met.join("\n")}`);
  });
});
