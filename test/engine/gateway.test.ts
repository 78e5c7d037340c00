import assert from "node:assert/strict";
import { busy, proxy, unrouted, type Proxy } from "../provider/support/proxy";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

/** One of every kind. */
const PROGRAM = `
  const acme = new Org("acme", { name: "Acme 公司" });
  const ada = new User("ada", { username: "adalovelace", name: "Ada" });
  const research = new Node("research", { org: acme, kind: "department", name: "研发部" });
  new NodeMembers("people", { node: research, users: [ada], mode: "exact" });
  new OrgMember("ada-at-acme", { org: acme, user: ada, position: "Engineer" });
  new OrgMembers("everybody", { org: acme, users: [ada] });
  const ci = new App("ci", { org: acme, name: "CI" });
  const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
  new PermGrants("deployers", { perm: deploy, users: [ada], nodes: [research] });
`;

describe("a gateway that answers in the server's place, under the real engine", function () {
  this.timeout(240_000);
  let server: IdentityServer;
  let between: Proxy;
  let project: Project;

  before(async () => {
    server = await IdentityServer.start();
    between = await proxy(server.url);
    project = new Project(await workshop(), "gateway");
    await project.configure({ ...server.settings, url: between.url });
    project.program(PROGRAM);
    await project.up();
  });
  after(async () => {
    project.remove();
    await between.close();
    await server.close();
  });
  afterEach(() => (between.fault = () => "pass"));

  /** What the state holds of ours: the engine encrypts its providers' secrets anew in each run. */
  const held = () =>
    project
      .resources()
      .filter(({ type }) => type.includes("identity:"))
      .map(({ urn, outputs }) => [urn, outputs]);

  for (const foreign of [unrouted, busy]) {
    it(`takes nothing out of the state in a refresh: ${foreign.name}`, async () => {
      const before = held();
      between.fault = (request) => (request.startsWith("GET") ? foreign : "pass");
      const { code, output } = await project.run("refresh", "--yes", "--skip-preview");
      assert.notEqual(code, 0, output);
      assert.match(output, /not as ArkID does/);
      assert.deepEqual(held(), before);
    });

    it(`is a check that failed, and no drift: ${foreign.name}`, async () => {
      between.fault = (request) => (request.startsWith("GET") ? foreign : "pass");
      const { code, output } = await project.shell(
        "node_modules/.bin/pulumi-identity drift --stack test",
      );
      assert.equal(code, 1, output);
      assert.match(output, /The check is not complete: it could not see everything/);
      assert.doesNotMatch(output, /- missing|nobody declared/i);
    });
  }

  it("was never there for the next preview", async () => {
    const refreshed = ["--refresh", "--run-program", "--expect-no-changes"];
    const { code, output } = await project.run("preview", ...refreshed);
    assert.equal(code, 0, output);
  });
});
