import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

/** All kinds of somebody else's objects, read by id. */
const reader = (oid: string) => `
  const org = Org.get("org", "${oid}");
  const lab = Node.get("lab", "d_lab");
  const ada = User.get("ada", "adalovelace");
  const member = OrgMember.get("member", "${oid}/adalovelace");
  const members = OrgMembers.get("members", org.id);
  const people = NodeMembers.get("people", lab.id);
  const wiki = App.get("wiki", "wiki");
  const edit = Perm.get("edit", "app_wiki_edit");
  const users = PermGrants.get("users", wiki.accessPerm);
  module.exports = {
    ...{ org: org.name, lab: lab.name, parent: lab.parent, visibility: lab.visibility },
    ...{ ada: ada.name, position: member.position, members: members.users, people: people.users },
    ...{ wiki: wiki.homepage, secret: wiki.clientSecret, edit: edit.name, scope: edit.scope },
    granted: users.users,
  };
`;

describe("what another program declares, read by id under the real engine", function () {
  this.timeout(120_000);
  let server: IdentityServer;
  let project: Project;
  let oid: string;
  let root: string;

  const make = async (path: string, body: object, method = "POST") => {
    const { status, body: made } = await server.ask<Record<string, unknown>>(method, path, body);
    assert.ok(status < 300, `${path}: ${JSON.stringify(made)}`);
    return made;
  };
  before(async () => {
    server = await IdentityServer.start();
    const acme = await make("org/", { name: "Acme 公司" });
    oid = String(acme.oid);
    root = `d_${String(acme.dept_uid)}`;
    await make(`node/${root}/node/`, { name: "Lab", uid: "lab" });
    await make("user/", { user: { username: "adalovelace", name: "Ada" } });
    const add = { subject: "add", user_uids: ["adalovelace"] };
    await make("node/d_lab/user/", add, "PATCH");
    await make(`org/${oid}/user/adalovelace/`, { position: "Engineer" }, "PATCH");
    const oauth = { redirect_uris: "https://wiki.example", grant_type: "authorization-code" };
    const wiki = { uid: "wiki", name: "Wiki", index: "https://wiki.example", oauth_app: oauth };
    await make(`org/${oid}/app/`, wiki);
    await make("perm/", { scope: "wiki", name: "edit" });
    const grant = { user_perm_status: [{ uid: "adalovelace", status: 1 }] };
    await make("perm/app_wiki_access/owner/", grant, "PATCH");
    project = new Project(await workshop(), "external");
    await project.configure(server.settings);
    project.program(reader(oid));
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  it("is told as it is, and never managed", async () => {
    await project.up();
    const told = JSON.parse(
      await project.succeed("stack", "output", "--json", "--show-secrets"),
    ) as Record<string, unknown>;
    const app = await server.get<{ oauth_app: { client_secret: string } }>(`org/${oid}/app/wiki/`);
    assert.deepEqual(told, {
      ...{ org: "Acme 公司", lab: "Lab", parent: root, visibility: "everyone" },
      ...{ ada: "Ada", position: "Engineer", wiki: "https://wiki.example" },
      ...{ members: { adalovelace: "member", admin: "member" }, people: { adalovelace: "member" } },
      ...{ secret: app.oauth_app.client_secret, edit: "edit", scope: "wiki" },
      granted: { adalovelace: "member" },
    });
    assert.ok(!JSON.stringify(project.resources()).includes(app.oauth_app.client_secret));
    const refreshed = ["--refresh", "--run-program", "--expect-no-changes"];
    const { code, output } = await project.run("preview", ...refreshed);
    assert.equal(code, 0, output);
  });

  it("stays when the program goes", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.equal((await server.node("d_lab")).name, "Lab");
    assert.deepEqual(await server.usernames(), ["adalovelace"]);
  });
});
