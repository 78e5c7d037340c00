import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

/** What is in an org that somebody else owns, and one person. */
const program = (oid: string) => `
  const ada = new User("ada", { username: "adalovelace", name: "Ada" });
  const mine = new Node("mine", { org: "${oid}", kind: "department", name: "Mine", uid: "mine" });
  const other = new Node("other", { org: "${oid}", kind: "department", name: "Other" });
  new NodeMembers("people", { node: other, users: [ada], mode: "exact" });
  new OrgMember("ada-there", { org: "${oid}", user: ada, position: "Engineer" });
  const ci = new App("ci", { org: "${oid}", name: "CI" });
  new PermGrants("users", { perm: ci.accessPerm, users: [ada] });
`;

/** Says which account would do. */
const RIGHT = /use a system administrator's/;

describe("a refresh with lesser rights, under the real engine", function () {
  this.timeout(120_000);
  let server: IdentityServer;
  let project: Project;

  before(async () => {
    server = await IdentityServer.start();
    project = new Project(await workshop(), "rights");
    await project.configure({});
    for (const username of ["owner1", "manager1", "outsider1"]) {
      await server.ask("POST", "user/", { user: { username, password: `${username}-secret` } });
    }
    const oid = await orgOf("owner1");
    project.settings = server.settings;
    project.program(program(oid));
    await project.up();
    const { manager_uid } = await server.get<{ manager_uid: string }>(`org/${oid}/`);
    const manager_group = { nodes: ["d_mine"], scope_subject: 2 };
    const managers = { uid: "managers", name: "Managers", manager_group };
    await server.ask("POST", `node/g_${manager_uid}/node/`, managers);
    const join = { subject: "add", user_uids: ["manager1"] };
    await server.ask("PATCH", "node/g_managers/user/", join);
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  /** Makes an org as somebody who has no other rights. */
  const orgOf = async (username: string) => {
    const token = await server.login(username, `${username}-secret`);
    const { body } = await server.ask<{ oid: string }>("POST", "org/", { name: "Theirs" }, token);
    return body.oid;
  };
  const as = async (username: string) => {
    const token = await server.login(username, `${username}-secret`);
    project.settings = { url: server.url, token };
  };
  const held = () =>
    project
      .resources()
      .map(({ urn, id }) => `${urn} ${id}`)
      .sort();
  const refresh = () => project.run("refresh", "--yes", "--skip-preview", "--run-program");

  for (const [who, username] of [
    ["the org's owner", "owner1"],
    ["a manager of one department", "manager1"],
    ["an outsider", "outsider1"],
  ] as const) {
    it(`by ${who} fails, names the right, and drops nobody`, async () => {
      const before = held();
      await as(username);
      const { code, output } = await refresh();
      assert.notEqual(code, 0, output);
      assert.match(output, RIGHT);
      assert.deepEqual(held(), before);
    });
  }

  it("drops not even who is gone, until an administrator looks", async () => {
    await server.ask("DELETE", "user/adalovelace/");
    const before = held();
    await as("owner1");
    assert.notEqual((await refresh()).code, 0);
    assert.deepEqual(held(), before);
    project.settings = server.settings;
    const { code, output } = await refresh();
    assert.equal(code, 0, output);
    assert.ok(!held().some((one) => one.includes("::ada")), held().join("\n"));
    assert.ok(held().some((one) => one.endsWith("d_mine")));
  });
});
