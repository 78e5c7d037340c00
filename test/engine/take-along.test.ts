import assert from "node:assert/strict";
import { startServer, type RunningAuthingServer } from "../../emulator";
import { ManagementClient } from "../../sdk/authing";
import { IdentityServer } from "./support/identity-server";
import { ended, Project } from "./support/project";
import { workshop } from "./support/workshop";

const LEVELS = ["engineering", "platform", "tools", "ci"];
const levels = LEVELS.map(
  (name) => `new Node("${name}", { org, kind: "department", uid: "${name}", name: "${name}" });`,
).join("\n");
const acme = 'const acme = new Org("acme", { name: "Acme" });\n';

/** Only the real engine sends deletes in an order of its own, several at once. */
describe("deletes whose order the engine does not know", function () {
  this.timeout(240_000);

  describe("on ArkID", () => {
    let server: IdentityServer;
    let project: Project;
    beforeEach(async () => {
      server = await IdentityServer.start();
      project = new Project(await workshop(), "take-along");
      await project.configure(server.settings);
    });
    afterEach(async () => {
      project.remove();
      await server.close();
    });

    /** Four levels in the order that somebody gave them by hand; a list, an app and a perm by text. */
    const company = async () => {
      project.program(`${acme}const org = acme;\n${levels}`);
      await project.up();
      for (const [index, name] of LEVELS.slice(1).entries()) {
        const above = `node/d_${LEVELS[index]}/node/`;
        await server.ask("PATCH", above, { subject: "add", node_uids: [`d_${name}`] });
      }
      const oid = project.idOf("acme");
      project.program(`${acme}const org = acme;\n${levels}
        setTimeout(() => {
          const ada = new User("ada", { username: "adal" });
          new NodeMembers("people", { node: "d_tools", users: ["adal"], mode: "exact" }, { dependsOn: ada });
          const wiki = new App("wiki", { org: "${oid}", uid: "wiki", name: "Wiki" });
          const edit = new Perm("edit", { scope: "wiki", name: "Edit" }, { dependsOn: wiki });
          new PermGrants("editors", { perm: edit, nodes: ["d_ci"], mode: "exact" });
        }, 50);`);
      await project.up();
    };
    const isThere = async (name: string) =>
      (await server.ask("GET", `node/d_${name}/`)).status === 200;

    it("all go in one destroy", async () => {
      await company();
      await project.succeed("destroy", "--yes", "--skip-preview");
      for (const name of LEVELS) assert.equal(await isThere(name), false, name);
      assert.deepEqual(await server.orgs(), []);
    });

    it("all go in one up that drops them, and in one after a run of targets that refused", async () => {
      await company();
      const urn = project.resources().find(({ urn }) => urn.endsWith("::engineering"))?.urn ?? "";
      const target = ["destroy", "--yes", "--skip-preview", "--target", urn];
      const refused = await project.run(...target);
      assert.notEqual(refused.code, 0);
      assert.match(refused.output, /still holds 1: node platform \(d_platform\)/);
      project.program(acme);
      await project.up();
      for (const name of LEVELS) assert.equal(await isThere(name), false, name);
      assert.equal(
        project.resources().some(({ type }) => type.endsWith(":Node")),
        false,
      );
    });

    it("all go in a second destroy after one that was killed", async () => {
      await company();
      const destroy = project.start("destroy", "--yes", "--skip-preview");
      const end = ended(destroy);
      while (await isThere("ci")) await new Promise((resolve) => setImmediate(resolve));
      destroy.kill("SIGKILL");
      await end;
      await project.succeed("cancel", "--yes");
      await project.succeed("destroy", "--yes", "--skip-preview");
      for (const name of LEVELS) assert.equal(await isThere(name), false, name);
      assert.deepEqual(await server.orgs(), []);
    });

    it("take nothing along that nobody declares, or that the engine keeps", async () => {
      await company();
      await server.ask("POST", "node/d_ci/node/", { uid: "byhand", name: "byhand" });
      const destroyed = await project.run("destroy", "--yes", "--skip-preview");
      assert.notEqual(destroyed.code, 0);
      assert.match(destroyed.output, /still holds 1: node byhand/);
      assert.equal(await isThere("engineering"), true);
    });
  });

  describe("on Authing", () => {
    let server: RunningAuthingServer;
    let project: Project;
    beforeEach(async () => {
      server = await startServer({ api: "authing" });
      project = new Project(await workshop(), "take-along-authing");
      const { url, accessKeyId: username, accessKeySecret: password } = server;
      await project.configure({ backend: "authing", url, username, password });
    });
    afterEach(async () => {
      project.remove();
      await server.close();
    });

    it("all go in one destroy, whose parents and owners are ids as text", async () => {
      let program = acme;
      for (const [index, name] of LEVELS.entries()) {
        const above = LEVELS[index - 1];
        const parent = above === undefined ? "" : `, parent: "${project.idOf(above)}"`;
        const org = index === 0 ? "acme" : `"${project.idOf("acme")}"`;
        program += `new Node("${name}", { org: ${org}, kind: "department", name: "${name}"${parent} });\n`;
        project.program(program);
        await project.up();
      }
      await project.succeed("destroy", "--yes", "--skip-preview");
      const { url, accessKeyId, accessKeySecret } = server;
      const client = new ManagementClient({ host: url, accessKeyId, accessKeySecret });
      const orgs = [];
      for await (const one of client.organizations.list()) orgs.push(one);
      assert.deepEqual(orgs, []);
    });
  });
});
