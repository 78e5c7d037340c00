import assert from "node:assert/strict";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

/** What a step of the test declares; the rest is as it was. */
interface Declared {
  readonly people: string;
  readonly leads: string;
}
const first: Declared = { people: `["adalovelace", "wangxuan"]`, leads: "role" };
const second: Declared = { people: `["adalovelace"]`, leads: "label" };
const program = ({ people, leads }: Declared) => `
  const acme = new Org("acme", { name: "Acme" });
  const ada = new User("ada", { username: "adalovelace" });
  const wang = new User("wang", { username: "wangxuan" });
  const bob = new User("bob", { username: "bobbyfischer" });
  const leads = new Node("leads", { org: acme, kind: "${leads}", name: "Leads", allowReplace: true });
  const grace = new User("grace", { username: "gracehopper" });
  const lab = new Node("lab", { org: acme, kind: "department", name: "Lab", visibility: "members-and-below" });
  new NodeMembers("leads-people", { node: leads, users: [bob], mode: "exact" });
  new NodeMembers("lab-people", { node: lab, users: [grace], mode: "exact" });
  new OrgMember("grace-at-acme", { org: acme, user: grace, position: "Admiral" });
  new OrgMembers("acme-people", { org: acme, users: ${people}, mode: "exact" }, { dependsOn: [ada, wang] });
`;

/** A program of another stack, which declares nothing of what it reads. */
const reader = (oid: string, lab: string) => `
  const node = Node.get("lab", "${lab}");
  const ada = User.get("ada", "adalovelace");
  const people = NodeMembers.get("people", Org.get("org", "${oid}").root("role"));
  module.exports = async () => {
    const org = await getOrg({ name: "Acme" });
    const { id } = await getNode({ org, path: "Lab" });
    const { userId } = await getUser({ username: "adalovelace" });
    return {
      oid: org.id, lab: id, userId, name: node.name, kind: node.kind, parent: node.parentUid,
      visibility: node.visibility, sameUser: ada.userId.apply((one) => one === userId),
      people: people.users,
    };
  };
`;

describe("members of orgs, replacement, and data, under the real engine", function () {
  this.timeout(180_000);
  let server: IdentityServer;
  let project: Project;
  let oid: string;

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "members");
    await project.configure(server.settings);
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  const orgPeople = async () => {
    const { results } = await server.get<{ results: { username: string }[] }>(`org/${oid}/user/`);
    return results.map(({ username }) => username).sort();
  };
  const node = (name: string) => server.node(project.idOf(name));
  const settled = () =>
    project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");

  it("creates what the program declares", async () => {
    project.program(program(first));
    await project.up();
    oid = project.idOf("acme");
    // Whoever is in by a node or an OrgMember is not unmanaged; neither is the owner.
    const others = ["adalovelace", "admin", "bobbyfischer", "gracehopper"];
    assert.deepEqual(await orgPeople(), [...others, "wangxuan"]);
    assert.deepEqual(await project.plan(), []);
  });

  it("says by name who goes, and replaces a node where that is meant, with its people", async () => {
    const before = project.idOf("leads");
    project.program(program(second));
    const preview = await project.succeed("preview", "--diff");
    assert.match(preview, /- wangxuan\s*: "member"/);
    assert.match(preview, /kind\s*: "role" => "label"/);
    await project.up();
    assert.deepEqual(await orgPeople(), ["adalovelace", "admin", "bobbyfischer", "gracehopper"]);
    const now = project.idOf("leads");
    assert.notEqual(now, before);
    assert.equal((await server.ask("GET", `node/${before}/`)).status, 404);
    assert.deepEqual(await server.members(now), ["bobbyfischer"]);
    assert.equal(project.idOf("leads-people"), now);
    await settled();
  });

  it("does not take who was made in place of a person behind its back", async () => {
    await server.ask("DELETE", "user/wangxuan/");
    await server.ask("POST", "user/", { user: { username: "wangxuan", name: "Another" } });
    const up = await project.run("up", "--yes", "--skip-preview", "--refresh", "--run-program");
    assert.notEqual(up.code, 0);
    assert.match(up.output, /user "wangxuan" was replaced behind your back/);
    assert.match(up.output, /exists already.*adopt: "ifExists"/);
    await server.ask("DELETE", "user/wangxuan/");
    await project.up("--refresh", "--run-program");
    assert.ok((await server.usernames()).includes("wangxuan"));
  });

  it("reads what another program declares, by id, by name and by path", async () => {
    const other = new Project(await workshop(), "reader");
    try {
      await other.configure(server.settings);
      other.program(reader(oid, project.idOf("lab")));
      await other.up();
      const steps = await other.plan();
      assert.ok(steps.every(({ op }) => op === "read"));
      const outputs = JSON.parse(await other.succeed("stack", "output", "--json")) as object;
      const { userId, ...others } = outputs as { userId: string };
      assert.match(userId, /^\d+$/);
      assert.deepEqual(others, {
        ...{ oid, lab: project.idOf("lab"), name: "Lab", kind: "department", people: {} },
        ...{ parent: (await node("lab")).parent_node_uid, visibility: "members-and-below" },
        sameUser: true,
      });
      await other.succeed("destroy", "--yes", "--skip-preview");
      assert.equal((await node("lab")).name, "Lab");
    } finally {
      other.remove();
    }
  });

  it("destroys all of it", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await server.orgs(), []);
    assert.deepEqual(await server.usernames(), []);
  });
});
